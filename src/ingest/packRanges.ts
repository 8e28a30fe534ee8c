import { MAX_CHUNK_CHARACTERS } from '../core/limits.ts';
import type { LineRange } from '../core/types.ts';

/** Lines of a document with the number of characters before each, for cheap range sizes. */
export interface SourceLines {
  readonly lines: readonly string[];
  /** offsets[i] = characters (with one line end each) before line i + 1. */
  readonly offsets: readonly number[];
}

export function sourceLines(text: string): SourceLines {
  const lines = text.split('\n');
  const offsets: number[] = [0];
  let total = 0;
  for (const line of lines) {
    total += line.length + 1;
    offsets.push(total);
  }
  return { lines, offsets };
}

export function rangeLength(source: SourceLines, range: LineRange): number {
  return (source.offsets[range.endLine] ?? 0) - (source.offsets[range.startLine - 1] ?? 0);
}

export function rangeText(source: SourceLines, range: LineRange): string {
  return source.lines.slice(range.startLine - 1, range.endLine).join('\n');
}

/** Cuts a range that is too long at line boundaries into pieces of at most `limit` characters. */
export function splitRange(
  source: SourceLines,
  range: LineRange,
  limit = MAX_CHUNK_CHARACTERS,
): LineRange[] {
  const pieces: LineRange[] = [];
  let startLine = range.startLine;
  let length = 0;
  for (let line = range.startLine; line <= range.endLine; line++) {
    const lineLength = (source.lines[line - 1]?.length ?? 0) + 1;
    if (length > 0 && length + lineLength > limit) {
      pieces.push({ startLine, endLine: line - 1 });
      startLine = line;
      length = 0;
    }
    length += lineLength;
  }
  pieces.push({ startLine, endLine: range.endLine });
  return pieces;
}
