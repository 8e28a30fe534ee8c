import { MAX_CHUNK_CHARACTERS } from '../core/limits.ts';
import type { LineRange } from '../core/types.ts';
import type { ConfigNode } from '../network/config/configTree.ts';
import { rangeLength, type SourceLines, splitRange } from './packRanges.ts';
import { statementFamily } from './statementFamily.ts';

/** A line range with the headings above it. */
export interface SectionRange extends LineRange {
  readonly sectionPath: readonly string[];
}

/** Sections below this many characters are joined with neighbours of the same family. */
const SMALL_SECTION_CHARACTERS = 240;
/** Single statements beside each other are joined whatever they are about, up to this many. */
const SMALL_STATEMENT_CHARACTERS = 80;
/** A heading is kept to this length in a section path. */
const MAX_HEADING_CHARACTERS = 120;

/**
 * Statements that belong together: one section, or all that build one named object (an ACL's
 * entries, a route-map's clauses). A unit is never cut where it fits one chunk.
 */
interface Unit extends LineRange {
  readonly nodes: ConfigNode[];
  readonly family: string;
  readonly name: string;
  endLine: number;
}

/** Units that share a chunk. */
interface Group extends LineRange {
  endLine: number;
  units: Unit[];
}

function heading(text: string): string {
  return text.length > MAX_HEADING_CHARACTERS ? `${text.slice(0, MAX_HEADING_CHARACTERS)}…` : text;
}

function unitsOf(nodes: readonly ConfigNode[]): Unit[] {
  const units: Unit[] = [];
  for (const node of nodes) {
    const { family, name } = statementFamily(node.header);
    const last = units[units.length - 1];
    if (name !== '' && last?.name === name) {
      last.nodes.push(node);
      last.endLine = node.endLine;
    } else {
      const { startLine, endLine } = node;
      units.push({ startLine, endLine, family, name, nodes: [node] });
    }
  }
  return units;
}

/** A single line that names nothing: `no ip http server`. */
function isPlainStatement(unit: Unit): boolean {
  return unit.nodes.length === 1 && unit.nodes[0]?.children.length === 0;
}

function canJoin(source: SourceLines, group: Group, unit: Unit, topLevel: boolean): boolean {
  const joined = { startLine: group.startLine, endLine: unit.endLine };
  if (rangeLength(source, joined) > MAX_CHUNK_CHARACTERS) return false;
  if (rangeLength(source, group) >= SMALL_SECTION_CHARACTERS) return false;
  if (!topLevel) return true;
  const last = group.units[group.units.length - 1];
  const short = rangeLength(source, unit) < SMALL_STATEMENT_CHARACTERS;
  return unit.family === last?.family || (isPlainStatement(unit) && short);
}

/** The heading of a group: its only statement, or the object or the kind that all are about. */
function groupHeading(units: readonly Unit[]): string[] {
  const first = units[0];
  if (!first) return [];
  const headers = new Set(units.flatMap(({ nodes }) => nodes.map(({ header }) => header)));
  if (headers.size === 1) return [heading(first.nodes[0]?.header ?? '')];
  return units.length === 1 && first.name !== '' ? [heading(first.name)] : [];
}

/** A named object that is longer than a chunk is cut between its statements, each with its name. */
function chunkLongUnit(
  source: SourceLines,
  { nodes, name }: Unit,
  path: readonly string[],
  out: SectionRange[],
): void {
  const only = nodes.length === 1 ? nodes[0] : undefined;
  if (only) {
    if (only.children.length > 0) chunkLongSection(source, only, path, out);
    else {
      const sectionPath = [...path, heading(only.header)];
      for (const piece of splitRange(source, only)) out.push({ ...piece, sectionPath });
    }
    return;
  }
  const below = [...path, heading(name)];
  let piece: LineRange | undefined;
  const flush = (): void => {
    if (piece) out.push({ ...piece, sectionPath: below });
    piece = undefined;
  };
  for (const node of nodes) {
    const joined: LineRange = {
      startLine: piece?.startLine ?? node.startLine,
      endLine: node.endLine,
    };
    if (rangeLength(source, joined) <= MAX_CHUNK_CHARACTERS) {
      piece = joined;
      continue;
    }
    flush();
    if (rangeLength(source, node) <= MAX_CHUNK_CHARACTERS) piece = node;
    else if (node.children.length > 0) chunkLongSection(source, node, below, out);
    else for (const part of splitRange(source, node)) out.push({ ...part, sectionPath: below });
  }
  flush();
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
    const { startLine, endLine, units } = group;
    out.push({ startLine, endLine, sectionPath: [...path, ...groupHeading(units)] });
    group = undefined;
  };
  for (const unit of unitsOf(nodes)) {
    if (rangeLength(source, unit) > MAX_CHUNK_CHARACTERS) {
      flush();
      chunkLongUnit(source, unit, path, out);
    } else if (group && canJoin(source, group, unit, path.length === 0)) {
      group.units.push(unit);
      group.endLine = unit.endLine;
    } else {
      flush();
      group = { startLine: unit.startLine, endLine: unit.endLine, units: [unit] };
    }
  }
  flush();
}

function chunkLongSection(
  source: SourceLines,
  node: ConfigNode,
  path: readonly string[],
  out: SectionRange[],
): void {
  const inner: SectionRange[] = [];
  chunkSiblings(source, node.children, [...path, heading(node.header)], inner);
  const lead = inner[0];
  // The section's own line belongs to its first part; closing lines belong to the last one.
  if (lead && node.startLine < lead.startLine) inner[0] = { ...lead, startLine: node.startLine };
  const tail = inner[inner.length - 1];
  if (tail && tail.endLine < node.endLine) {
    inner[inner.length - 1] = { ...tail, endLine: node.endLine };
  }
  for (const range of inner) out.push(range);
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

/** Statements in braces may share a line: it belongs to the first range that has it. */
function withoutOverlaps(ranges: readonly SectionRange[]): SectionRange[] {
  const out: SectionRange[] = [];
  let last = 0;
  for (const range of ranges) {
    if (range.endLine <= last) continue;
    out.push({ ...range, startLine: Math.max(range.startLine, last + 1) });
    last = range.endLine;
  }
  return out;
}

/**
 * Cuts a configuration along its sections. Every line of the text is in exactly one range; a
 * text without any statement gives none.
 */
export function chunkConfig(source: SourceLines, tree: readonly ConfigNode[]): SectionRange[] {
  const out: SectionRange[] = [];
  chunkSiblings(source, tree, [], out);
  return coverGaps(source, withoutOverlaps(out));
}
