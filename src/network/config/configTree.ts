import type { LineRange } from '../../core/types.ts';
import type { PlatformGuess } from '../platform.ts';
import { braceStatements } from './braceStatements.ts';
import { commentText, isNoiseLine } from './configNoise.ts';
import { opaqueBlockEnd } from './opaqueBlocks.ts';
import { setStatement } from './setStatements.ts';

/** A comment of a configuration, without its mark. */
export interface ConfigComment {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

/** A statement and everything below it. Ranges are 1-based and include closing lines. */
export interface ConfigNode extends LineRange {
  /** The statement as written, without indentation, trailing `{`, or `set`. */
  readonly header: string;
  readonly children: readonly ConfigNode[];
  /** The lines below the header are text, not statements: a banner, a certificate, a key. */
  readonly opaque?: true;
  /** Comments above the statement; those at the end of a file belong to the last statement. */
  readonly comments?: readonly ConfigComment[];
}

interface OpenNode {
  header: string;
  startLine: number;
  endLine: number;
  children: OpenNode[];
  opaque?: true;
  comments?: ConfigComment[];
}

/** Cisco-like lines at the left edge that end the section above instead of starting one. */
const CLOSING_LINE = /^(?:end-policy|end-set|exit-[a-z-]+|exit|end-[a-z-]+|quit)\s*$/;

/** Real configurations nest about ten levels; what is deeper is kept at this one. */
const MAX_DEPTH = 64;

/** Opens nodes and hands them the comments that were read since the last one. */
class NodeMaker {
  #comments: ConfigComment[] = [];
  #last: OpenNode | undefined;

  comment(line: number, text: string): void {
    if (text !== '') this.#comments.push({ line, text });
  }

  open(header: string, line: number): OpenNode {
    const node: OpenNode = { header, startLine: line, endLine: line, children: [] };
    this.#give(node);
    this.#last = node;
    return node;
  }

  /** Comments that nothing follows belong to the last statement. */
  finish(): void {
    if (this.#last) this.#give(this.#last);
  }

  #give(node: OpenNode): void {
    if (this.#comments.length === 0) return;
    node.comments = [...(node.comments ?? []), ...this.#comments];
    this.#comments = [];
  }
}

function indentOf(line: string): number {
  let width = 0;
  for (const character of line) {
    if (character === ' ') width += 1;
    else if (character === '\t') width += 8;
    else break;
  }
  return width;
}

function parseIndented(lines: readonly string[]): OpenNode[] {
  const roots: OpenNode[] = [];
  const nodes = new NodeMaker();
  let stack: { indent: number; node: OpenNode }[] = [];
  const extend = (line: number): void => {
    for (const { node } of stack) node.endLine = line;
  };
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const comment = commentText(line);
    if (comment !== undefined) nodes.comment(index + 1, comment);
    if (comment !== undefined || line.trim() === '' || isNoiseLine(line)) continue;
    const indent = indentOf(line);
    if (CLOSING_LINE.test(line) && stack.length > 0) {
      extend(index + 1);
      if (indent === 0) stack = [];
      continue;
    }
    while (stack.length > 0 && (stack[stack.length - 1]?.indent ?? 0) >= indent) stack.pop();
    if (stack.length >= MAX_DEPTH) stack.pop();
    const node = nodes.open(line.trim(), index + 1);
    (stack[stack.length - 1]?.node.children ?? roots).push(node);
    stack.push({ indent, node });
    const last = opaqueBlockEnd(lines, index);
    if (last !== undefined && last > index) node.opaque = true;
    index = last ?? index;
    extend(index + 1);
  }
  nodes.finish();
  return roots;
}

function parseBraces(lines: readonly string[]): OpenNode[] {
  const roots: OpenNode[] = [];
  const nodes = new NodeMaker();
  const stack: OpenNode[] = [];
  let tooDeep = 0;
  for (const { kind, text, startLine, endLine } of braceStatements(lines)) {
    if (kind === 'comment') {
      nodes.comment(startLine, text.replace(/^\/\*\s*|\s*\*\/$/g, ''));
      continue;
    }
    for (const open of stack) open.endLine = endLine;
    if (kind === 'close') {
      if (tooDeep > 0) tooDeep--;
      else stack.pop();
      continue;
    }
    const node = nodes.open(text, startLine);
    node.endLine = endLine;
    if (kind === 'leaf' && text.includes('-----BEGIN ')) node.opaque = true;
    (stack[stack.length - 1]?.children ?? roots).push(node);
    if (kind === 'open' && stack.length < MAX_DEPTH) stack.push(node);
    else if (kind === 'open') tooDeep++;
  }
  nodes.finish();
  return roots;
}

/** A Junos `set` line with where it ends (a certificate goes over several) and its comments. */
interface SetLine extends LineRange {
  readonly words: readonly string[];
  readonly opaque: boolean;
  readonly comments: readonly ConfigComment[];
}

/** Junos `set` lines form a tree by their leading words; a node spans consecutive lines only. */
function groupSetLines(lines: readonly SetLine[], depth: number): OpenNode[] {
  const nodes: OpenNode[] = [];
  for (let start = 0; start < lines.length; ) {
    const key = lines[start]?.words[depth];
    let end = start + 1;
    while (end < lines.length && lines[end]?.words[depth] === key) end++;
    const group = lines.slice(start, end);
    const first = group[0];
    const last = group[group.length - 1];
    if (first && last) {
      const leaf = group.length === 1 || key === undefined || depth >= MAX_DEPTH;
      const header = leaf ? first.words.slice(depth).join(' ') : (key ?? '');
      const node: OpenNode = {
        header,
        startLine: first.startLine,
        endLine: last.endLine,
        children: leaf ? [] : groupSetLines(group, depth + 1),
      };
      if (leaf && first.opaque) node.opaque = true;
      if (leaf && first.comments.length > 0) node.comments = [...first.comments];
      nodes.push(node);
    }
    start = end;
  }
  return nodes;
}

function parseSet(lines: readonly string[]): OpenNode[] {
  const statements: SetLine[] = [];
  let comments: ConfigComment[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const statement = setStatement(line);
    if (!statement) {
      const text = commentText(line);
      if (text) comments.push({ line: index + 1, text });
      continue;
    }
    const last = opaqueBlockEnd(lines, index) ?? index;
    const range = { startLine: index + 1, endLine: last + 1 };
    statements.push({ ...range, words: statement.words, opaque: last > index, comments });
    comments = [];
    index = last;
  }
  return groupSetLines(statements, 0);
}

/** Joins single-child levels: `protocols` › `bgp` › … reads as one header where nothing forks. */
function joinChains(node: OpenNode): OpenNode {
  const children = node.children.map(joinChains);
  const only = children[0];
  if (children.length === 1 && only && only.startLine === node.startLine) {
    return {
      ...only,
      header: `${node.header} ${only.header}`,
      endLine: node.endLine,
    };
  }
  return { ...node, children };
}

/**
 * The section tree of a configuration. Never fails: text that is no configuration gives one
 * leaf per line. Blank lines, comments and what a device prints around its configuration lie in
 * no node's own line; comments are kept beside the statement that follows them.
 */
export function parseConfigTree(
  lines: readonly string[],
  style: PlatformGuess['style'],
): readonly ConfigNode[] {
  if (style === 'braces') return parseBraces(lines);
  if (style === 'set') return parseSet(lines).map(joinChains);
  return parseIndented(lines);
}
