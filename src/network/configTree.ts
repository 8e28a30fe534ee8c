import type { LineRange } from '../core/types.ts';
import type { PlatformGuess } from './platform.ts';

/** A statement and everything below it. Ranges are 1-based and include closing lines. */
export interface ConfigNode extends LineRange {
  /** The statement as written, without indentation, trailing `{`, or `set`. */
  readonly header: string;
  readonly children: readonly ConfigNode[];
}

interface OpenNode {
  header: string;
  startLine: number;
  endLine: number;
  children: OpenNode[];
}

/** Cisco-like lines at the left edge that end the section above instead of starting one. */
const CLOSING_LINE = /^(?:end-policy|end-set|exit-[a-z-]+|exit|end-[a-z-]+|quit)\s*$/;
const COMMENT_OR_BLANK = /^\s*(?:!.*)?$/;
/**
 * `banner motd ^C`: free text up to the delimiter; EOS ends it with a line `EOF`. A letter is a
 * delimiter only when it stands alone: ASA writes the text itself on each line.
 */
const BANNER =
  /^\s*banner (?:motd|login|exec|incoming|slip-ppp|prompt-timeout)(?:\s*$| (\^C|[^\s\w]|\w(?=\s*$)))/;

/** Real configurations nest about ten levels; what is deeper is kept at this one. */
const MAX_DEPTH = 64;

function openNode(header: string, line: number): OpenNode {
  return { header, startLine: line, endLine: line, children: [] };
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

/** Index of the banner's last line; the banner's own index when no end is found. */
function bannerEnd(lines: readonly string[], start: number): number {
  const line = lines[start] ?? '';
  const match = BANNER.exec(line);
  if (!match) return start;
  const delimiter = match[1] ?? 'EOF';
  if (match[1] && line.slice(match[0].length).includes(delimiter)) return start;
  for (let index = start + 1; index < lines.length; index++) {
    const text = lines[index] ?? '';
    if (match[1] ? text.includes(delimiter) : text.trim() === 'EOF') return index;
  }
  return start;
}

function parseIndented(lines: readonly string[]): OpenNode[] {
  const roots: OpenNode[] = [];
  let stack: { indent: number; node: OpenNode }[] = [];
  const extend = (line: number): void => {
    for (const { node } of stack) node.endLine = line;
  };
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (COMMENT_OR_BLANK.test(line)) continue;
    const indent = indentOf(line);
    if (CLOSING_LINE.test(line) && stack.length > 0) {
      extend(index + 1);
      if (indent === 0) stack = [];
      continue;
    }
    while (stack.length > 0 && (stack[stack.length - 1]?.indent ?? 0) >= indent) stack.pop();
    if (stack.length >= MAX_DEPTH) stack.pop();
    const node = openNode(line.trim(), index + 1);
    (stack[stack.length - 1]?.node.children ?? roots).push(node);
    stack.push({ indent, node });
    const last = bannerEnd(lines, index);
    extend(last + 1);
    index = last;
  }
  return roots;
}

function parseBraces(lines: readonly string[]): OpenNode[] {
  const roots: OpenNode[] = [];
  const stack: OpenNode[] = [];
  let tooDeep = 0;
  lines.forEach((line, index) => {
    const code = line.replace(/\s*##?.*$/, '').trim();
    if (!code || code.startsWith('/*')) return;
    for (const open of stack) open.endLine = index + 1;
    if (code.startsWith('}')) {
      if (tooDeep > 0) tooDeep--;
      else stack.pop();
      return;
    }
    const opens = code.endsWith('{');
    const node = openNode(code.replace(/\s*[{;]$/, ''), index + 1);
    (stack[stack.length - 1]?.children ?? roots).push(node);
    if (opens && stack.length < MAX_DEPTH) stack.push(node);
    else if (opens) tooDeep++;
  });
  return roots;
}

/** Junos `set` lines form a tree by their leading words; a node spans consecutive lines only. */
function groupSetLines(words: readonly (readonly [number, string[]])[], depth: number): OpenNode[] {
  const nodes: OpenNode[] = [];
  for (let start = 0; start < words.length; ) {
    const key = words[start]?.[1][depth];
    let end = start + 1;
    while (end < words.length && words[end]?.[1][depth] === key) end++;
    const group = words.slice(start, end);
    const first = group[0];
    const last = group[group.length - 1];
    if (first && last) {
      const leaf = group.length === 1 || key === undefined || depth >= MAX_DEPTH;
      const node = openNode(leaf ? first[1].slice(depth).join(' ') : (key ?? ''), first[0]);
      node.endLine = last[0];
      if (!leaf) node.children = groupSetLines(group, depth + 1);
      nodes.push(node);
    }
    start = end;
  }
  return nodes;
}

function parseSet(lines: readonly string[]): OpenNode[] {
  const words: [number, string[]][] = [];
  lines.forEach((line, index) => {
    const match = /^(set|deactivate|delete|activate|protect|annotate)\s+(.*\S)\s*$/.exec(line);
    if (match?.[2]) words.push([index + 1, match[2].split(/\s+/)]);
  });
  return groupSetLines(words, 0);
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
 * leaf per line. Comments and blank lines belong to no node; a chunker decides where they go.
 */
export function parseConfigTree(
  lines: readonly string[],
  style: PlatformGuess['style'],
): readonly ConfigNode[] {
  if (style === 'braces') return parseBraces(lines);
  if (style === 'set') return parseSet(lines).map(joinChains);
  return parseIndented(lines);
}
