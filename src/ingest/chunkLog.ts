import { logTemplate, severityOf } from '../network/logTemplate.ts';
import type { SectionRange } from './chunkConfig.ts';
import { rangeLength, type SourceLines } from './packRanges.ts';

/** Log lines are cited in short runs: enough context to see what happened before and after. */
const LOG_CHUNK_LINES = 8;
const LOG_CHUNK_CHARACTERS = 1_200;
/** Up to this many lines every line is indexed; beyond, frequent messages are sampled. */
const WHOLE_LOG_LINES = 40_000;
/** Occurrences of one kind of message that a long log keeps from its beginning. */
const KEPT_PER_TEMPLATE = 40;
/** Kinds of message that are counted; a log of free text has more, and is then sampled. */
const MAX_TEMPLATES = 50_000;
/** Error and worse (RFC 5424 severities 0 to 3) are always kept. */
const ALWAYS_KEPT_SEVERITY = 3;

export interface LogChunks {
  readonly ranges: readonly SectionRange[];
  /** Lines that are in no range because the same kind of message fills the log. */
  readonly sampledLines: number;
}

/** Which lines of a long log are worth finding: rare kinds, bad severities, first occurrences. */
function keepLine(counts: Map<string, number>, line: string): boolean {
  if (line.trim() === '') return false;
  const template = logTemplate(line);
  const count = counts.get(template) ?? 0;
  if (count > 0 || counts.size < MAX_TEMPLATES) counts.set(template, count + 1);
  const severity = severityOf(line);
  if (severity !== undefined && severity <= ALWAYS_KEPT_SEVERITY) {
    return count < KEPT_PER_TEMPLATE * 10;
  }
  return count < KEPT_PER_TEMPLATE;
}

/** Cuts a log into short runs of lines; a long log keeps what is rare, severe or new. */
export function chunkLog(source: SourceLines): LogChunks {
  const total = source.lines.length;
  const counts = new Map<string, number>();
  const ranges: SectionRange[] = [];
  let sampledLines = 0;
  let startLine = 0;
  const flush = (endLine: number): void => {
    if (startLine > 0) ranges.push({ startLine, endLine, sectionPath: [] });
    startLine = 0;
  };
  for (let line = 1; line <= total; line++) {
    const text = source.lines[line - 1] ?? '';
    const kept = total <= WHOLE_LOG_LINES ? text.trim() !== '' : keepLine(counts, text);
    if (!kept) {
      if (text.trim() !== '') sampledLines++;
      flush(line - 1);
      continue;
    }
    if (startLine === 0) startLine = line;
    const next = { startLine, endLine: line + 1 };
    const full = line - startLine + 1 >= LOG_CHUNK_LINES;
    if (full || rangeLength(source, next) > LOG_CHUNK_CHARACTERS) flush(line);
  }
  flush(total);
  return { ranges, sampledLines };
}
