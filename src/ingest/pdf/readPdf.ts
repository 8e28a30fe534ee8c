import type { PDFDocumentLoadingTask, PDFDocumentProxy } from 'unpdf/pdfjs';
import { cancelled, sentence, throwIfAborted } from '../../core/errors.ts';
import {
  MAX_PDF_BYTES,
  MAX_PDF_CHARACTERS,
  MAX_PDF_PAGE_CHARACTERS,
  MAX_PDF_PAGES,
  MAX_PDF_READ_MS,
  MAX_PDF_STREAM_BYTES,
} from '../../core/limits.ts';
import type { Chunk, Sentence } from '../../core/types.ts';
import { sourceLines } from '../packRanges.ts';
import { chunkPdf, type PdfPageRange } from './chunkPdf.ts';
import { findHeadings } from './pdfHeadings.ts';
import { joinHyphens, wordsOf } from './pdfHyphens.ts';
import { layOutPage, type PageLine } from './pdfLayout.ts';
import { readPageText } from './pdfPages.ts';
import { hasHugeStream } from './pdfStreams.ts';

export type PdfResult =
  | {
      readonly status: 'read';
      /** Text lines of all pages, one after the other; a blank line parts paragraphs and pages. */
      readonly lines: readonly string[];
      /** Where each page with text stands in `lines`. */
      readonly pages: readonly PdfPageRange[];
      readonly pageCount: number;
      readonly chunks: readonly Chunk[];
      /** What could not be read, where that is so. */
      readonly incomplete?: Sentence;
    }
  | { readonly status: 'skipped'; readonly reason: Sentence };

export interface PdfOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that only grow. */
  readonly now?: () => number;
  readonly maxMs?: number;
  readonly maxPages?: number;
  readonly maxStreamBytes?: number;
  readonly maxCharacters?: number;
}

function skipped(reason: Sentence): PdfResult {
  return { status: 'skipped', reason };
}

const DAMAGED = sentence('The PDF is damaged and cannot be read.');
const tooSlow = (maxMs: number): Sentence =>
  sentence('Reading the PDF took longer than {0} s.', Math.round(maxMs / 1000));

function reasonOf(error: unknown): Sentence {
  if (error instanceof Error && error.name === 'PasswordException') {
    return sentence(
      'The PDF is protected by a password. Save a copy without one to have it indexed.',
    );
  }
  return DAMAGED;
}

const STOPPED = Symbol('stopped');

/** `work`, or STOPPED when the time is up or the caller cancels: pdf.js may never settle. */
async function orStopped<T>(
  work: Promise<T>,
  ms: number,
  signal: AbortSignal | undefined,
): Promise<T | typeof STOPPED> {
  // Nobody may listen any more when it fails later.
  work.catch(() => undefined);
  const cleanUp = new AbortController();
  const stopped = new Promise<typeof STOPPED>((resolve) => {
    const stop = (): void => resolve(STOPPED);
    const timer = setTimeout(stop, Math.max(ms, 0));
    cleanUp.signal.addEventListener('abort', () => clearTimeout(timer));
    signal?.addEventListener('abort', stop, { signal: cleanUp.signal });
    if (signal?.aborted) stop();
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    cleanUp.abort();
  }
}

/** Loads the library on the first PDF only, and opens the document without any look outside. */
async function open(bytes: Uint8Array): Promise<PDFDocumentLoadingTask> {
  const { getDocument } = await import('unpdf/pdfjs');
  return getDocument({
    // pdf.js takes the bytes over; the caller's stay as they are.
    data: new Uint8Array(bytes),
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    isImageDecoderSupported: false,
    isOffscreenCanvasSupported: false,
    stopAtErrors: false,
  });
}

interface ReadPages {
  readonly pages: PageLine[][];
  readonly damaged: number;
  readonly incomplete?: Sentence;
}

interface Budget {
  readonly maxPages: number;
  readonly maxCharacters: number;
  readonly maxMs: number;
  readonly leftMs: () => number;
  readonly signal: AbortSignal | undefined;
}

async function readPage(document: PDFDocumentProxy, number: number, stopped: () => boolean) {
  const page = await document.getPage(number);
  try {
    const { groups } = await readPageText(page, MAX_PDF_PAGE_CHARACTERS, stopped);
    return groups.flatMap((items) => layOutPage(items));
  } finally {
    page.cleanup();
  }
}

function onlyFirst(read: number, count: number): Sentence {
  return sentence('Only the first {0} of {1} pages were read.', read, count);
}

async function readPages(document: PDFDocumentProxy, budget: Budget): Promise<ReadPages> {
  const pages: PageLine[][] = [];
  let characters = 0;
  let damaged = 0;
  const count = document.numPages;
  const stopped = (): boolean => budget.leftMs() <= 0 || budget.signal?.aborted === true;
  for (let number = 1; number <= count; number++) {
    throwIfAborted(budget.signal);
    if (number > budget.maxPages || characters > budget.maxCharacters || stopped()) {
      return { pages, damaged, incomplete: onlyFirst(number - 1, count) };
    }
    let lines: PageLine[] = [];
    try {
      const work = readPage(document, number, stopped);
      const found = await orStopped(work, budget.leftMs(), budget.signal);
      throwIfAborted(budget.signal);
      if (found === STOPPED) return { pages, damaged, incomplete: onlyFirst(number - 1, count) };
      lines = found;
    } catch {
      throwIfAborted(budget.signal);
      damaged++;
    }
    for (const { text } of lines) characters += text.length;
    pages.push(lines);
  }
  const incomplete =
    damaged > 0
      ? sentence('{0} of {1} pages are damaged and were left out.', damaged, count)
      : undefined;
  return { pages, damaged, ...(incomplete ? { incomplete } : {}) };
}

/** Pages drawn as one endless line are folded here, so that passages can be cut. */
const MAX_PDF_LINE_CHARACTERS = 400;

/** A line as one or more that are not too long, broken at spaces where there are any. */
function fold(line: PageLine): PageLine[] {
  const out: PageLine[] = [];
  let from = 0;
  while (line.text.length - from > MAX_PDF_LINE_CHARACTERS) {
    const space = line.text.lastIndexOf(' ', from + MAX_PDF_LINE_CHARACTERS);
    const to = space > from ? space : from + MAX_PDF_LINE_CHARACTERS;
    out.push({ ...line, text: line.text.slice(from, to), afterGap: line.afterGap && from === 0 });
    from = to;
  }
  out.push({ ...line, text: line.text.slice(from), afterGap: line.afterGap && from === 0 });
  return out;
}

/** The lines of all pages one after the other, with what is known of them. */
function assemble(pages: readonly (readonly PageLine[])[]): {
  readonly lines: readonly string[];
  readonly ranges: readonly PdfPageRange[];
  readonly chunks: readonly Chunk[];
} {
  const words = wordsOf(pages);
  const joined = pages.map((lines) => joinHyphens(lines, words).flatMap(fold));
  const lines: string[] = [];
  const ranges: PdfPageRange[] = [];
  const numbers: number[][] = [];
  joined.forEach((pageLines, index) => {
    const ownNumbers: number[] = [];
    if (pageLines.length > 0 && lines.length > 0) lines.push('');
    const startLine = lines.length + 1;
    for (const { text, afterGap } of pageLines) {
      if (afterGap) lines.push('');
      ownNumbers.push(lines.push(text));
    }
    numbers.push(ownNumbers);
    if (pageLines.length > 0) ranges.push({ page: index + 1, startLine, endLine: lines.length });
  });
  const headings = findHeadings(joined, (page, index) => numbers[page]?.[index] ?? 0);
  return { lines, ranges, chunks: chunkPdf(sourceLines(lines.join('\n')), ranges, headings) };
}

function withoutText(pageCount: number, damaged: number): PdfResult {
  if (damaged === pageCount) return skipped(DAMAGED);
  return skipped(
    sentence(
      'The PDF has no text, only pictures (a scan). Run text recognition (OCR) on it first.',
    ),
  );
}

async function readOpened(document: PDFDocumentProxy, budget: Budget): Promise<PdfResult> {
  const { pages, damaged, incomplete } = await readPages(document, budget);
  const { lines, ranges, chunks } = assemble(pages);
  if (chunks.length === 0) {
    if (budget.leftMs() <= 0) return skipped(tooSlow(budget.maxMs));
    return withoutText(pages.length, damaged);
  }
  return {
    status: 'read',
    lines,
    pages: ranges,
    pageCount: document.numPages,
    chunks,
    ...(incomplete ? { incomplete } : {}),
  };
}

/**
 * Reads the text of a PDF page by page. Whatever the bytes are, there is a text or a reason why
 * not; nothing is fetched and nothing in the file is run. Lines count in the text made of it,
 * chunks name their page.
 *
 * @throws NetGuruError `cancelled`, and nothing else
 */
export async function readPdf(bytes: Uint8Array, options: PdfOptions = {}): Promise<PdfResult> {
  const { signal, now = () => performance.now(), maxMs = MAX_PDF_READ_MS } = options;
  const { maxStreamBytes = MAX_PDF_STREAM_BYTES } = options;
  throwIfAborted(signal);
  if (bytes.length > MAX_PDF_BYTES) {
    const limit = MAX_PDF_BYTES / 1024 / 1024;
    return skipped(sentence('PDF files over {0} MB are not read.', limit));
  }
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (await hasHugeStream(buffer, maxStreamBytes)) {
    const limit = Math.round(maxStreamBytes / 1024 / 1024);
    return skipped(sentence('The PDF unpacks to more than {0} MB.', limit));
  }
  throwIfAborted(signal);
  const end = now() + maxMs;
  const budget: Budget = {
    maxPages: options.maxPages ?? MAX_PDF_PAGES,
    maxCharacters: options.maxCharacters ?? MAX_PDF_CHARACTERS,
    maxMs,
    leftMs: () => end - now(),
    signal,
  };
  let task: PDFDocumentLoadingTask | undefined;
  try {
    task = await open(bytes);
    const document = await orStopped(task.promise, maxMs, signal);
    throwIfAborted(signal);
    if (document === STOPPED) return skipped(tooSlow(maxMs));
    return await readOpened(document, budget);
  } catch (error) {
    if (signal?.aborted) throw cancelled();
    return skipped(reasonOf(error));
  } finally {
    task?.destroy().catch(() => undefined);
  }
}
