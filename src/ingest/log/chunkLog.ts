import { MAX_LOG_DIGESTS } from '../../core/limits.ts';
import type { SectionRange } from '../chunkConfig.ts';
import { rangeLength, type SourceLines } from '../packRanges.ts';
import type { Burst } from './logBurst.ts';
import { digestRange, digestText } from './logDigestText.ts';

/** Log lines are cited in short runs: enough context to see what happened before and after. */
const LOG_CHUNK_LINES = 8;
const LOG_CHUNK_CHARACTERS = 1_200;

/** Cuts a log into short runs of its lines. Blank lines end a run and are in none. */
export function chunkLog(source: SourceLines): SectionRange[] {
  const total = source.lines.length;
  const ranges: SectionRange[] = [];
  let startLine = 0;
  const flush = (endLine: number): void => {
    if (startLine > 0) ranges.push({ startLine, endLine, sectionPath: [] });
    startLine = 0;
  };
  for (let line = 1; line <= total; line++) {
    const text = source.lines[line - 1] ?? '';
    if (text.trim() === '') {
      flush(line - 1);
      continue;
    }
    if (startLine === 0) startLine = line;
    const next = { startLine, endLine: line + 1 };
    const full = line - startLine + 1 >= LOG_CHUNK_LINES;
    if (full || rangeLength(source, next) > LOG_CHUNK_CHARACTERS) flush(line);
  }
  flush(total);
  return ranges;
}

/** A range of a log with the text that sums it up. */
export interface LogDigest extends SectionRange {
  readonly host: string;
  readonly text: string;
}

/** Where every line is embedded, a digest of fewer messages tells nothing new. */
const MIN_WHOLE_LOG_COUNT = 4;
/** Digests beside the lines themselves. */
const MAX_WHOLE_LOG_DIGESTS = MAX_LOG_DIGESTS / 8;

/** The bursts as digests; of a log whose lines are all chunks, those that say more than these. */
export function logDigests(bursts: readonly Burst[], linesAreChunks: boolean): LogDigest[] {
  const told = linesAreChunks
    ? bursts
        .filter(({ count }) => count >= MIN_WHOLE_LOG_COUNT)
        .sort((left, right) => right.count - left.count)
        .slice(0, MAX_WHOLE_LOG_DIGESTS)
    : bursts;
  return told.map((burst) => ({
    ...digestRange(burst),
    sectionPath: [burst.label],
    host: burst.host,
    text: digestText(burst),
  }));
}
