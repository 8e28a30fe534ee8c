import { MAX_CHUNK_CHARACTERS } from '../core/limits.ts';
import { parseConfigTree } from '../network/config/configTree.ts';
import { guessPlatform } from '../network/platform.ts';
import { splitShowOutput, terminalLines } from '../network/showOutput/showSections.ts';
import type { ShowSection, ShowTable } from '../network/showOutput/showTable.ts';
import { readShowTables } from '../network/showOutput/showTables.ts';
import { chunkConfig, type SectionRange } from './chunkConfig.ts';
import { rangeLength, type SourceLines, sourceLines, splitRange } from './packRanges.ts';

/** A piece of what a device printed; the section path is device, command and the table's header. */
export interface ShowRange extends SectionRange {
  /** The device whose prompt it was, or that the file's name says. */
  readonly device?: string;
  /** In full: `show ip interface brief`; empty for text that follows no command. */
  readonly command: string;
}

/** A header in a section path is kept to this length. */
const MAX_HEADER_CHARACTERS = 160;
/** Commands without output up to this many stand with the output that follows them. */
const MAX_JOINED_COMMANDS = 4;

/** A configuration that was shown, unless a filter left only some of its lines. */
const CONFIGURATION =
  /^show (?:running-config|startup-config|configuration)\b(?!.*\|\s*(?:i|inc|include|e|exc|exclude|count|grep|match|json|xml)\b)/;

function isBlank(lines: readonly string[], first: number, last: number): boolean {
  for (let line = first; line <= last; line++) {
    if ((lines[line - 1] ?? '').trim() !== '') return false;
  }
  return true;
}

/** Commands that printed nothing go to the output below them (the last ones to that above). */
function joinSilent(sections: readonly ShowSection[], lines: readonly string[]): ShowSection[] {
  const out: ShowSection[] = [];
  let waiting: ShowSection[] = [];
  const settle = (): void => {
    const first = waiting[0];
    const last = waiting[waiting.length - 1];
    if (first && last) out.push({ ...first, endLine: last.endLine });
    waiting = [];
  };
  for (const section of sections) {
    if (isBlank(lines, section.bodyLine, section.endLine)) {
      waiting.push(section);
      continue;
    }
    if (waiting.length > MAX_JOINED_COMMANDS) settle();
    out.push({ ...section, startLine: waiting[0]?.startLine ?? section.startLine });
    waiting = [];
  }
  const last = out[out.length - 1];
  const end = waiting[waiting.length - 1]?.endLine;
  if (last && end && waiting.length <= MAX_JOINED_COMMANDS) {
    out[out.length - 1] = { ...last, endLine: end };
  } else settle();
  return out;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Lines at which a table must not be cut: the inside of an entry, and entries that lean on one. */
function innerLines(tables: readonly ShowTable[], lines: readonly string[]): Set<number> {
  const inner = new Set<number>();
  for (const { rows } of tables) {
    const edge = indentOf(lines[(rows[0]?.startLine ?? 1) - 1] ?? '');
    for (const { startLine, endLine } of rows) {
      if (indentOf(lines[startLine - 1] ?? '') > edge + 3) inner.add(startLine);
      for (let line = startLine + 1; line <= endLine; line++) inner.add(line);
    }
  }
  return inner;
}

/** Greedy pieces below the limit that begin where an entry begins, if any entry fits at all. */
function cutAtRows(
  source: SourceLines,
  section: ShowSection,
  inner: ReadonlySet<number>,
): { startLine: number; endLine: number }[] {
  const pieces: { startLine: number; endLine: number }[] = [];
  let startLine = section.startLine;
  let cut = startLine;
  for (let line = startLine; line <= section.endLine; line++) {
    if (!inner.has(line)) cut = line;
    if (rangeLength(source, { startLine, endLine: line }) <= MAX_CHUNK_CHARACTERS) continue;
    const at = cut > startLine ? cut : line;
    if (at === startLine) continue;
    pieces.push({ startLine, endLine: at - 1 });
    startLine = at;
    cut = at;
    // What was taken over from the line of the cut may be too long again.
    line = at - 1;
  }
  pieces.push({ startLine, endLine: section.endLine });
  return pieces;
}

/** The lines above a piece that say what its rows are: names of columns, or the entry's first line. */
function headerOf(tables: readonly ShowTable[], piece: { startLine: number; endLine: number }) {
  const found = new Set<number>();
  for (const { rows, titleLines } of tables) {
    const first = rows.find(({ endLine }) => endLine >= piece.startLine);
    if (!first || first.startLine > piece.endLine) continue;
    if (first.startLine < piece.startLine) found.add(first.startLine);
    const own = titleLines.some((line) => line >= piece.startLine && line <= first.startLine);
    const above = titleLines.findLast((line) => line < piece.startLine);
    if (!own && above !== undefined) found.add(above);
  }
  return [...found].sort((a, b) => a - b);
}

function headerText(lines: readonly string[], numbers: readonly number[]): string[] {
  return numbers
    .map((line) => (lines[line - 1] ?? '').trim().replace(/\s+/g, ' '))
    .filter((text) => text !== '')
    .map((text) =>
      text.length > MAX_HEADER_CHARACTERS ? `${text.slice(0, MAX_HEADER_CHARACTERS)}…` : text,
    );
}

function chunkTables(
  source: SourceLines,
  lines: readonly string[],
  section: ShowSection,
  path: readonly string[],
): SectionRange[] {
  if (rangeLength(source, section) <= MAX_CHUNK_CHARACTERS) {
    return [{ startLine: section.startLine, endLine: section.endLine, sectionPath: path }];
  }
  const tables = readShowTables(lines, section);
  return cutAtRows(source, section, innerLines(tables, lines)).map((piece) => ({
    ...piece,
    sectionPath: [...path, ...headerText(lines, headerOf(tables, piece))],
  }));
}

/** The lines of a configuration in a capture are cut like those of a file, with the file's numbers. */
function chunkShownConfig(
  source: SourceLines,
  lines: readonly string[],
  section: ShowSection,
  path: readonly string[],
): SectionRange[] {
  const shown = lines.slice(section.bodyLine - 1, section.endLine);
  const { style } = guessPlatform(shown.join('\n'));
  const tree = parseConfigTree(shown, style === 'none' ? 'indented' : style);
  const own = sourceLines(source.lines.slice(section.bodyLine - 1, section.endLine).join('\n'));
  const shift = section.bodyLine - 1;
  const ranges = chunkConfig(own, tree).map((range) => ({
    startLine: range.startLine + shift,
    endLine: range.endLine + shift,
    sectionPath: [...path, ...range.sectionPath],
  }));
  const [first, ...others] = ranges;
  if (!first) return [];
  return [{ ...first, startLine: section.startLine }, ...others];
}

/**
 * Cuts what devices printed along commands: one command and its output per range, long tables at
 * their rows with the header in the section path, configurations along their sections. Ranges are
 * in order; every line with text is in exactly one. `path` names command and device where no
 * prompt does.
 */
export function chunkShowOutput(source: SourceLines, path = ''): ShowRange[] {
  const lines = terminalLines(source.lines);
  return joinSilent(splitShowOutput(lines, path), lines).flatMap((section): ShowRange[] => {
    const { device, command } = section;
    if (isBlank(lines, section.startLine, section.endLine)) {
      return isBlank(source.lines, section.startLine, section.endLine)
        ? []
        : splitRange(source, section).map((range) => ({ ...range, command, sectionPath: [] }));
    }
    const sectionPath = [device ?? '', command].filter((part) => part !== '');
    const asConfig = CONFIGURATION.test(command)
      ? chunkShownConfig(source, lines, section, sectionPath)
      : [];
    const ranges =
      asConfig.length > 0 ? asConfig : chunkTables(source, lines, section, sectionPath);
    return ranges.map((range) => ({ ...range, command, ...(device ? { device } : {}) }));
  });
}
