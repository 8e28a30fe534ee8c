import { MAX_CHUNK_CHARACTERS } from '../../core/limits.ts';
import type { Chunk, LineRange } from '../../core/types.ts';
import { rangeLength, rangeText, type SourceLines, splitRange } from '../packRanges.ts';

/** A line that stands out by the size of its font. */
export interface PdfHeading {
  readonly line: number;
  readonly text: string;
  /** 1 is the largest size of the document's headings. */
  readonly level: number;
}

/** Where a page's text stands among the lines of the whole document. */
export interface PdfPageRange extends LineRange {
  readonly page: number;
}

/** Passages of about this size answer best; a page of a manual holds two to four. */
const GOOD_CHUNK_CHARACTERS = 1_100;
const MIN_CHUNK_CHARACTERS = 200;
const TINY_CHARACTERS = 60;

function isBlank(source: SourceLines, line: number): boolean {
  return (source.lines[line - 1] ?? '').trim() === '';
}

/** A page number alone is no passage: it stays with what is above it. */
function withoutTinyEnd(source: SourceLines, ranges: LineRange[]): LineRange[] {
  const last = ranges[ranges.length - 1];
  const previous = ranges[ranges.length - 2];
  if (!last || !previous || rangeText(source, last).trim().length >= TINY_CHARACTERS) return ranges;
  const joined = { startLine: previous.startLine, endLine: last.endLine };
  if (rangeLength(source, joined) > MAX_CHUNK_CHARACTERS) return ranges;
  return [...ranges.slice(0, -2), joined];
}

/** The lines of one page that start a new passage: headings, and blank lines once it is long. */
function cutPage(
  source: SourceLines,
  page: PdfPageRange,
  isHeading: (line: number) => boolean,
): LineRange[] {
  const out: LineRange[] = [];
  let startLine = page.startLine;
  const flush = (endLine: number): void => {
    const range = { startLine, endLine };
    if (endLine >= startLine && rangeText(source, range).trim() !== '') {
      out.push(...splitRange(source, range, MAX_CHUNK_CHARACTERS));
    }
    startLine = endLine + 1;
  };
  for (let line = page.startLine; line <= page.endLine; line++) {
    const size = rangeLength(source, { startLine, endLine: line - 1 });
    const startsSection = isHeading(line) && !isHeading(line - 1);
    if (line > startLine && startsSection && size >= MIN_CHUNK_CHARACTERS) flush(line - 1);
    else if (size >= GOOD_CHUNK_CHARACTERS && isBlank(source, line)) flush(line);
  }
  flush(page.endLine);
  return withoutTinyEnd(source, out);
}

/** The headings above and in each chunk, as they follow one another in the document. */
function headingTrail(headings: readonly PdfHeading[]): (chunk: LineRange) => string[] {
  const open: PdfHeading[] = [];
  let next = 0;
  const take = (heading: PdfHeading): void => {
    while (open.length > 0 && (open[open.length - 1]?.level ?? 0) >= heading.level) open.pop();
    open.push(heading);
  };
  return ({ startLine, endLine }) => {
    for (; (headings[next]?.line ?? Number.POSITIVE_INFINITY) <= startLine; next++) {
      const heading = headings[next];
      if (heading) take(heading);
    }
    const path = open.map(({ text }) => text);
    for (; (headings[next]?.line ?? Number.POSITIVE_INFINITY) <= endLine; next++) {
      const heading = headings[next];
      if (heading) take(heading);
    }
    return path;
  };
}

/** Cuts the text of a PDF into passages that stay on one page. Every line with text is in one. */
export function chunkPdf(
  source: SourceLines,
  pages: readonly PdfPageRange[],
  headings: readonly PdfHeading[],
): Chunk[] {
  const headingLines = new Set(headings.map(({ line }) => line));
  const pathOf = headingTrail(headings);
  return pages.flatMap((page) =>
    cutPage(source, page, (line) => headingLines.has(line))
      .filter((range) => rangeText(source, range).trim() !== '')
      .map(
        (range): Chunk => ({
          ...range,
          kind: 'pdf',
          platform: 'unknown',
          place: { unit: 'page', first: page.page, last: page.page },
          sectionPath: pathOf(range),
          text: rangeText(source, range),
        }),
      ),
  );
}
