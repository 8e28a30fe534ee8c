import { isBgpCommunity } from './secretCommunity.ts';
import { isSecretName } from './secretFieldNames.ts';
import type { SecretKind } from './secretNames.ts';
import { isHarmless, isProseWord, looksSecret } from './secretProse.ts';
import type { SecretSpan } from './secretSpans.ts';
import { type TextRange, trimValue, valueAt, type Word } from './secretWords.ts';

/** A value of a query string in which its end is looked for; a longer one ends with its word. */
const MAX_QUERY_CHARACTERS = 4_096;
/** Text in front of a separator in which its name is looked for. */
const MAX_NAME_CHARACTERS = 64;
const SEPARATOR = /[:=]/g;
/** Up to three words: `Pre-shared key`, `"api_key"`, `--password`. */
const NAME_BEFORE = /([\p{L}\d_.-]{1,64}(?: [\p{L}\d_.-]{1,64}){0,2})[\\"'`\])]{0,4} {0,8}$/u;
/** `password for admin:`, as a login asks. */
const PROMPT = /^(?:\S+ )?(?:password|passphrase|senha) (?:for|of|do|da|de|para) \S+$/i;
const BLANKS = /[ \t]{0,16}/y;
const ELEMENT = /<([A-Za-z][\w.:-]{0,63})(?: [^<>]{0,200})?>([^<>]{1,4096})<\//g;

function kindOf(name: string): SecretKind {
  if (/community/i.test(name)) return 'snmp-community';
  if (/token|bearer|cvauth|api/i.test(name)) return 'token';
  if (/psk|shared/i.test(name)) return 'pre-shared-key';
  return /key/i.test(name) ? 'key' : 'password';
}

/** Secrets in `name: value`, `name=value`, JSON, YAML, INI, query strings and XML. */
export function fieldSecrets(line: string, words: readonly Word[]): SecretSpan[] {
  const spans: SecretSpan[] = [];
  const wordEnd = wordEnds(words);
  let from = 0;
  for (const { index } of line.matchAll(SEPARATOR)) {
    if (index < from) continue;
    const span = fieldAt(line, index, wordEnd);
    if (!span) continue;
    spans.push(span);
    from = span.end;
  }
  for (const { 0: match, 1: name = '', 2: value = '', index } of line.matchAll(ELEMENT)) {
    if (!isSecretName(name) || isHarmless(value.trim())) continue;
    const start = index + match.length - value.length - 2;
    spans.push({ start, end: start + value.length, kind: kindOf(name) });
  }
  return spans;
}

/** The end of the word at a place; the places must not go backwards by more than a word. */
function wordEnds(words: readonly Word[]): (at: number) => number {
  let index = 0;
  return (at) => {
    while (index < words.length - 1 && (words[index]?.end ?? 0) <= at) index++;
    return Math.max(words[index]?.end ?? at, at);
  };
}

function nameBefore(line: string, separator: number): string {
  const before = line.slice(Math.max(0, separator - MAX_NAME_CHARACTERS), separator);
  return NAME_BEFORE.exec(before)?.[1] ?? '';
}

function fieldAt(
  line: string,
  separator: number,
  wordEnd: (at: number) => number,
): SecretSpan | undefined {
  // A placeholder of ours.
  if (line.startsWith('<secret:', separator - '<secret'.length)) return undefined;
  const name = nameBefore(line, separator);
  const isAssignment = line.charAt(separator) === '=';
  if (!isSecretName(name) && (isAssignment || !PROMPT.test(name))) return undefined;
  const first = /[=>:]/.test(line.charAt(separator + 1)) ? separator + 2 : separator + 1;
  BLANKS.lastIndex = first;
  const start = first + (BLANKS.exec(line)?.[0].length ?? 0);
  const isGlued = isAssignment && start === first;
  const range = fieldValue(line, { start, end: wordEnd(start) }, isGlued);
  const value = line.slice(range.start, range.end);
  if (isHarmless(value) || isOtherValue(name, value)) return undefined;
  // cvauth=token,/path/of/the/token names a file.
  const comma = /^(?:key|token|token-secure),/.exec(value);
  if (comma && /cvauth$/i.test(name)) {
    if (value.charAt(comma[0].length) === '/') return undefined;
    return { start: range.start + comma[0].length, end: range.end, kind: 'token' };
  }
  if (!range.quoted && !isGlued && !isSaid(line, range, value)) return undefined;
  return { ...range, kind: kindOf(name) };
}

/** A BGP community, the number of a key, the file that a key is in, program code. */
function isOtherValue(name: string, value: string): boolean {
  if (value.length > MAX_QUERY_CHARACTERS) return false;
  // A call in program code: token = jwt.sign(…
  if (/^[a-z]\w{0,40}(?:\.\w{1,40}){1,4}\(/i.test(value)) return true;
  if (/community$/i.test(name) && isBgpCommunity(value)) return true;
  if (!/key/i.test(name)) return false;
  return /^\d{1,3}$|^(?:~|\.{0,2})\/.*\.\w{2,4}$|^\/(?:etc|home|root|tmp|var|usr|opt)\//.test(
    value,
  );
}

/** Behind a colon a sentence may go on: "Reason: invalid password: user bob". */
function isSaid(line: string, { end }: TextRange, value: string): boolean {
  if (looksSecret(value)) return true;
  if (isProseWord(value)) return false;
  // A single value ends the line, or its field.
  return /^\s*(?:$|[,;})\]#"'|]|\/\/|\w+[:=])/.test(line.slice(end, end + 80));
}

function fieldValue(
  line: string,
  { start, end }: TextRange,
  isGlued: boolean,
): TextRange & { readonly quoted: boolean } {
  // In a query string and the like a value ends at the next one.
  const inQuery = isGlued && /[?&][^\s?]{0,200}$/.test(line.slice(Math.max(0, start - 200), start));
  if (!inQuery) return valueAt(line, { start, end }, false);
  const stop = line.slice(start, Math.min(end, start + MAX_QUERY_CHARACTERS)).search(/[&"'`<>]/);
  const range = { start, end: stop < 0 ? end : start + stop };
  return { ...trimValue(line, range, true), quoted: false };
}
