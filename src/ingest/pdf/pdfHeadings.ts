import type { PdfHeading } from './chunkPdf.ts';
import type { PageLine } from './pdfLayout.ts';

/** A heading's font is at least this much larger than the text's. */
const LARGER = 1.12;
const MAX_HEADING_CHARACTERS = 120;
const MAX_LEVELS = 3;
/** A line that stands on so many pages (numbers aside) is a running header, no heading. */
const RUNNING_PAGES = 3;

/** Half a point apart is the same size: fonts are scaled. */
function roundSize(height: number): number {
  return Math.round(height * 2) / 2;
}

function bodySize(pages: readonly (readonly PageLine[])[]): number {
  const characters = new Map<number, number>();
  for (const { text, height } of pages.flat()) {
    const size = roundSize(height);
    characters.set(size, (characters.get(size) ?? 0) + text.trim().length);
  }
  return [...characters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

function withoutNumbers(text: string): string {
  return text.trim().replace(/\d+/g, '#');
}

function runningLines(pages: readonly (readonly PageLine[])[]): Set<string> {
  const pagesOf = new Map<string, number>();
  for (const lines of pages) {
    for (const text of new Set(lines.map((line) => withoutNumbers(line.text)))) {
      pagesOf.set(text, (pagesOf.get(text) ?? 0) + 1);
    }
  }
  return new Set([...pagesOf].filter(([, count]) => count >= RUNNING_PAGES).map(([text]) => text));
}

/** The lines of a document that its font sizes mark as headings; `lineOf` numbers them. */
export function findHeadings(
  pages: readonly (readonly PageLine[])[],
  lineOf: (page: number, index: number) => number,
): PdfHeading[] {
  const body = bodySize(pages);
  const running = runningLines(pages);
  const found: { line: number; text: string; size: number }[] = [];
  pages.forEach((lines, page) => {
    lines.forEach(({ text: drawn, height }, index) => {
      const text = drawn.trim().replace(/\s+/g, ' ');
      const readable = text.length <= MAX_HEADING_CHARACTERS && /\p{L}{2}/u.test(text);
      if (!readable || height < body * LARGER || running.has(withoutNumbers(drawn))) return;
      found.push({ line: lineOf(page, index), text, size: roundSize(height) });
    });
  });
  const sizes = [...new Set(found.map(({ size }) => size))].sort((a, b) => b - a);
  return found.map(({ line, text, size }) => ({
    line,
    text,
    level: Math.min(sizes.indexOf(size) + 1, MAX_LEVELS),
  }));
}
