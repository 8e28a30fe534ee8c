import { MAX_CHUNK_CHARACTERS } from '../core/limits.ts';
import type { LineRange } from '../core/types.ts';
import type { ConfigNode } from '../network/configTree.ts';
import { rangeLength, type SourceLines, splitRange } from './packRanges.ts';

/** A line range with the headings above it. */
export interface SectionRange extends LineRange {
  readonly sectionPath: readonly string[];
}

/** Sections below this many characters are joined with neighbours of the same family. */
const SMALL_SECTION_CHARACTERS = 240;
/** A heading is kept to this length in a section path. */
const MAX_HEADING_CHARACTERS = 120;

/** Statements whose second (or third) word is a name that must stay with all of its lines. */
const NAMED_STATEMENT =
  /^(?:no )?((?:ip|ipv6|ipv4|mac|l2vpn)?\s?(?:access-list(?: standard| extended)?|prefix-list|community-list(?: standard| expanded)?|as-path access-list|extcommunity-list(?: standard| expanded)?)|route-map|crypto map|class-map(?: match-(?:any|all))?|policy-map|object(?:-group)? \S+) (\S+)/;

/** What a statement is about: neighbours of one family may share a chunk. */
function familyOf(header: string): { family: string; name: string } {
  const named = NAMED_STATEMENT.exec(header);
  if (named) return { family: named[1] ?? '', name: `${named[1]} ${named[2]}` };
  const words = header.split(/\s+/);
  const family = /^(?:ip|ipv6|crypto|aaa|no|router)$/.test(words[0] ?? '')
    ? words.slice(0, 2).join(' ')
    : (words[0] ?? '');
  return { family, name: '' };
}

interface Group {
  startLine: number;
  endLine: number;
  family: string;
  name: string;
  headers: string[];
}

function canJoin(source: SourceLines, group: Group, node: ConfigNode, topLevel: boolean): boolean {
  const joined = { startLine: group.startLine, endLine: node.endLine };
  if (rangeLength(source, joined) > MAX_CHUNK_CHARACTERS) return false;
  const { family, name } = familyOf(node.header);
  if (name && name === group.name) return true;
  const size = rangeLength(source, group);
  if (size >= SMALL_SECTION_CHARACTERS) return false;
  const bothLeaves = node.children.length === 0 && group.headers.length > 0;
  if (!topLevel) return true;
  return family === group.family || (bothLeaves && rangeLength(source, node) < 80);
}

function heading(text: string): string {
  return text.length > MAX_HEADING_CHARACTERS ? `${text.slice(0, MAX_HEADING_CHARACTERS)}…` : text;
}

function chunkSiblings(
  source: SourceLines,
  nodes: readonly ConfigNode[],
  path: readonly string[],
  out: SectionRange[],
): void {
  let group: Group | undefined;
  const flush = (): void => {
    if (!group) return;
    const sectionPath = group.headers.length === 1 ? [...path, ...group.headers] : [...path];
    for (const piece of splitRange(source, group)) out.push({ ...piece, sectionPath });
    group = undefined;
  };
  for (const node of nodes) {
    if (rangeLength(source, node) > MAX_CHUNK_CHARACTERS && node.children.length > 0) {
      flush();
      chunkLongSection(source, node, path, out);
      continue;
    }
    if (group && canJoin(source, group, node, path.length === 0)) {
      group.endLine = node.endLine;
      group.name = familyOf(node.header).name;
      const header = heading(node.header);
      if (!group.headers.includes(header)) group.headers.push(header);
      continue;
    }
    flush();
    group = {
      ...familyOf(node.header),
      ...pickRange(node),
      headers: [heading(node.header)],
    };
  }
  flush();
}

function pickRange(node: ConfigNode): LineRange {
  return { startLine: node.startLine, endLine: node.endLine };
}

function chunkLongSection(
  source: SourceLines,
  node: ConfigNode,
  path: readonly string[],
  out: SectionRange[],
): void {
  const first = node.children[0];
  const inner: SectionRange[] = [];
  chunkSiblings(source, node.children, [...path, heading(node.header)], inner);
  const lead = inner[0];
  // The section's own line belongs to its first part; closing lines belong to the last one.
  if (lead && first && node.startLine < lead.startLine) {
    inner[0] = { ...lead, startLine: node.startLine };
  }
  const tail = inner[inner.length - 1];
  if (tail && tail.endLine < node.endLine) {
    inner[inner.length - 1] = { ...tail, endLine: node.endLine };
  }
  out.push(...inner);
}

const BARE_SEPARATOR = /^\s*[!#]*\s*$/;

/** The first line of a gap that says something (a comment), which belongs to what follows it. */
function firstComment(source: SourceLines, startLine: number, endLine: number): number {
  for (let line = startLine; line <= endLine; line++) {
    if (!BARE_SEPARATOR.test(source.lines[line - 1] ?? '')) return line;
  }
  return endLine + 1;
}

/** Gives every line between two ranges to one of them: comments go on, separators stay behind. */
function coverGaps(source: SourceLines, ranges: readonly SectionRange[]): SectionRange[] {
  const starts = ranges.map((range, index) => {
    const previous = ranges[index - 1];
    return previous ? firstComment(source, previous.endLine + 1, range.startLine - 1) : 1;
  });
  return ranges.map((range, index) => ({
    ...range,
    startLine: starts[index] ?? range.startLine,
    endLine: (starts[index + 1] ?? source.lines.length + 1) - 1,
  }));
}

/**
 * Cuts a configuration along its sections. Every line of the text is in exactly one range; a
 * text without any statement gives none.
 */
export function chunkConfig(source: SourceLines, tree: readonly ConfigNode[]): SectionRange[] {
  const out: SectionRange[] = [];
  chunkSiblings(source, tree, [], out);
  return coverGaps(source, out);
}
