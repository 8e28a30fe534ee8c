import type { SecretKind } from './secretNames.ts';
import type { SecretSpan } from './secretSpans.ts';
import { type Word, wordsOf } from './secretWords.ts';

/** Lines that are secret as a whole; `end` is the first line behind them. */
export interface SecretBlock {
  readonly end: number;
  readonly kind: SecretKind;
}

const PEM_BEGIN = '-----BEGIN ';
const PEM_END = '-----END ';
/** A line of PEM, perhaps quoted or in a diff. */
const BASE64_LINE = /^[\s>|+"']*[A-Za-z\d+/]{2,}={0,2}[\s"']*$/;
/** `Proc-Type: 4,ENCRYPTED`, `DEK-Info: …`, `Version: …`. */
const PEM_HEADER = /^[\s>|+]*[A-Z][A-Za-z-]{2,40}: \S/;
const HEX_LINE = /^\s*(?:[\dA-Fa-f]{2,8}(?:\s+|$)){1,64}$/;
/** Certificates are written in groups of eight digits. */
const HEX_GROUPS = /^\s*(?:[\dA-Fa-f]{8}\s+){3,63}[\dA-Fa-f]{2,8}\s*$/;
const BASE64_BODY =
  /^\s*(?=[A-Za-z\d+/]*[a-z])(?=[A-Za-z\d+/]*[A-Z])(?=[A-Za-z\d+/]*\d)[A-Za-z\d+/]{48,}={0,2}\s*$/;
/** Lines without full groups that a certificate can end with. */
const MAX_LAST_LINES = 3;
const KEY_STRING = /^\s*key-string\s*$/;
const KEY_BODY = /^\s*(?!(?:quit|exit|end)\s*$)[\w+/= ]{8,}$/;
const BLOCK_END = /^\s*quit\s*$/;

function labelKind(line: string): SecretKind {
  if (/PRIVATE/.test(line)) return 'private-key';
  return /PUBLIC/.test(line) ? 'public-key' : 'certificate';
}

function isPemOpen(line: string): boolean {
  return line.lastIndexOf(PEM_BEGIN) > line.lastIndexOf(PEM_END);
}

function endOf(lines: readonly string[], from: number, isBody: (line: string) => boolean): number {
  let end = from;
  for (let line = lines[end]; line !== undefined && isBody(line); line = lines[end]) end++;
  return end;
}

/**
 * The lines from `at` on that are the inside of a key or certificate, or undefined. A block whose
 * beginning is missing, as in an excerpt, is known by its form.
 */
export function blockAt(lines: readonly string[], at: number): SecretBlock | undefined {
  const line = lines[at] ?? '';
  const above = lines[at - 1] ?? '';
  if (isPemOpen(above)) {
    const headers = endOf(lines, at, (text) => PEM_HEADER.test(text) || text.trim() === '');
    const end = endOf(lines, headers, (text) => BASE64_LINE.test(text));
    return end > at ? { end, kind: labelKind(above) } : undefined;
  }
  if (KEY_STRING.test(above) && KEY_BODY.test(line)) {
    return { end: endOf(lines, at, (text) => KEY_BODY.test(text)), kind: 'public-key' };
  }
  if (HEX_GROUPS.test(line) || (HEX_LINE.test(line) && /^\s*certificate\s/.test(above))) {
    return { end: endOf(lines, at, (text) => HEX_LINE.test(text)), kind: 'certificate' };
  }
  if (HEX_LINE.test(line)) {
    const last = lines.slice(at, at + MAX_LAST_LINES + 1);
    const end = endOf(last, 0, (text) => HEX_LINE.test(text));
    return BLOCK_END.test(last[end] ?? '') ? { end: at + end, kind: 'certificate' } : undefined;
  }
  if (BASE64_BODY.test(line)) {
    const end = endOf(lines, at, (text) => BASE64_LINE.test(text));
    return { end, kind: labelKind(lines[end] ?? '') };
  }
  if (BASE64_LINE.test(line) && (lines[at + 1] ?? '').includes(PEM_END)) {
    return { end: at + 1, kind: labelKind(lines[at + 1] ?? '') };
  }
  return undefined;
}

/** The inside of PEM blocks that begin or end on a line, such as with `\n` in a JSON text. */
export function pemSecrets(line: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  const firstEnd = line.indexOf(PEM_END);
  let begin = line.indexOf(PEM_BEGIN);
  if (
    firstEnd > 0 &&
    (begin < 0 || begin > firstEnd) &&
    BASE64_LINE.test(line.slice(0, firstEnd))
  ) {
    spans.push({ start: line.search(/\S/), end: firstEnd, kind: labelKind(line) });
  }
  while (begin >= 0) {
    const label = line.indexOf('-----', begin + PEM_BEGIN.length);
    if (label < 0) break;
    const start = label + 5;
    const close = line.indexOf(PEM_END, start);
    const end = close < 0 ? line.trimEnd().length : close;
    const kind = labelKind(line.slice(begin, start));
    if (/[A-Za-z\d]/.test(line.slice(start, end))) spans.push({ start, end, kind });
    begin = close < 0 ? -1 : line.indexOf(PEM_BEGIN, close);
  }
  return spans;
}

/** A table of a show command, one column of which is secret. */
export interface SecretTable {
  readonly column: 'first' | 'last';
  readonly kind: SecretKind;
}

/** The table that a line is the header of. */
export function tableAt(line: string): SecretTable | undefined {
  if (line.length > 200) return undefined;
  if (/\bpreshared key\s*$/i.test(line)) return { column: 'last', kind: 'pre-shared-key' };
  if (/\bmd5 string\s*$/i.test(line)) return { column: 'last', kind: 'ntp-key' };
  if (/\bsecname\s*$/i.test(line)) return { column: 'last', kind: 'snmp-community' };
  if (/^community\s+group/i.test(line)) return { column: 'first', kind: 'snmp-community' };
  return undefined;
}

/** The secret in a row of such a table; undefined for its rules of dashes. */
export function tableSecret(line: string, table: SecretTable): SecretSpan | undefined {
  const words: readonly Word[] = wordsOf(line);
  const word = table.column === 'first' ? words[0] : words.at(-1);
  if (!word || words.length < 2 || !/[\p{L}\d]/u.test(word.text)) return undefined;
  return { start: word.start, end: word.end, kind: table.kind };
}

/** A table ends at an empty line or at the next prompt. */
export function endsTable(line: string): boolean {
  return line.trim() === '' || /^[\w.@:/()-]{1,80}[#>]/.test(line);
}
