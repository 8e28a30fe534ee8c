import type { SecretKind, SecretNames } from './secretNames.ts';
import type { TextRange } from './secretWords.ts';

/** A secret on a line. */
export interface SecretSpan extends TextRange {
  readonly kind: SecretKind;
}

/** The line with its secrets replaced; overlapping ones are one secret. */
export function replaceSpans(
  line: string,
  spans: readonly SecretSpan[],
  names: SecretNames,
): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, kind } of joined(spans)) {
    parts.push(line.slice(at, start), names.placeholder(kind, line.slice(start, end)));
    at = end;
  }
  parts.push(line.slice(at));
  return parts.join('');
}

/** Spans in order, without overlaps; the kind is that of the first one found. */
function joined(spans: readonly SecretSpan[]): SecretSpan[] {
  const result: SecretSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (span.end <= span.start) continue;
    if (!last || span.start >= last.end) result.push(span);
    else if (span.end > last.end) result[result.length - 1] = { ...last, end: span.end };
  }
  return result;
}
