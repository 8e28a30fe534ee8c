import { MAX_CHUNK_CHARACTERS } from '../core/limits.ts';
import type { SectionRange } from './chunkConfig.ts';
import { rangeLength, type SourceLines, splitRange } from './packRanges.ts';

const HEADING = /^(#{1,6})\s+(.*\S)\s*$/;
const FENCE = /^\s*(?:```|~~~)/;

/**
 * Cuts Markdown at its headings; a section that is too long is cut at line boundaries. The
 * heading line belongs to its section. Headings inside code fences are text.
 */
export function chunkMarkdown(source: SourceLines): SectionRange[] {
  const out: SectionRange[] = [];
  const headings: string[] = [];
  let startLine = 1;
  let inFence = false;
  const flush = (endLine: number, sectionPath: readonly string[]): void => {
    if (endLine < startLine) return;
    const text = source.lines.slice(startLine - 1, endLine).join('');
    if (text.trim() === '') return;
    for (const piece of splitRange(source, { startLine, endLine })) {
      out.push({ ...piece, sectionPath });
    }
  };
  source.lines.forEach((line, index) => {
    if (FENCE.test(line)) inFence = !inFence;
    const match = inFence ? null : HEADING.exec(line);
    if (!match) return;
    flush(index, [...headings]);
    startLine = index + 1;
    headings.length = Math.min(headings.length, (match[1]?.length ?? 1) - 1);
    headings.push(match[2] ?? '');
  });
  flush(source.lines.length, [...headings]);
  return out;
}

/** Plain text is cut at blank lines into pieces of about this many characters. */
const TEXT_CHUNK_CHARACTERS = 900;

/** Cuts plain text at paragraphs, or anywhere between lines when a paragraph is too long. */
export function chunkPlainText(source: SourceLines): SectionRange[] {
  const out: SectionRange[] = [];
  let startLine = 1;
  const flush = (endLine: number): void => {
    const range = { startLine, endLine };
    if (endLine >= startLine && rangeLength(source, range) > 1) {
      for (const piece of splitRange(source, range, MAX_CHUNK_CHARACTERS)) {
        out.push({ ...piece, sectionPath: [] });
      }
    }
    startLine = endLine + 1;
  };
  source.lines.forEach((line, index) => {
    const range = { startLine, endLine: index + 1 };
    if (line.trim() === '' && rangeLength(source, range) >= TEXT_CHUNK_CHARACTERS) flush(index + 1);
  });
  flush(source.lines.length);
  return out.filter((range) =>
    source.lines.slice(range.startLine - 1, range.endLine).some((line) => line.trim() !== ''),
  );
}
