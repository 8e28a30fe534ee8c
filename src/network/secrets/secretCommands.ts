import type { SecretLine } from './secretLine.ts';
import { isSentence } from './secretLine.ts';
import { type Candidate, compileRules, isFollower, matchRule } from './secretMatch.ts';
import { wordCandidates } from './secretPhrases.ts';
import { isHarmless, isPlainName, isProseWord, looksSecret } from './secretProse.ts';
import { SECRET_RULES } from './secretRules.ts';
import type { SecretSpan } from './secretSpans.ts';
import { specialCandidates } from './secretSpecials.ts';
import { valueAt, type Word } from './secretWords.ts';

const RULES = compileRules(SECRET_RULES);

interface Found {
  readonly spans: readonly SecretSpan[];
  /** The word to go on with. */
  readonly next: number;
}

/** The secrets on a line that commands say are there: by their keywords, never by their looks. */
export function commandSecrets(line: SecretLine): SecretSpan[] {
  const spans: SecretSpan[] = [];
  for (let index = 0; index < line.words.length; ) {
    const found = secretsAt(line, index);
    if (found) spans.push(...found.spans);
    index = Math.max(found?.next ?? 0, index + 1);
  }
  return spans;
}

function secretsAt(line: SecretLine, index: number): Found | undefined {
  const word = line.words[index];
  if (!word || word.closed || word.keyword === '') return undefined;
  const special = specialCandidates(line, index);
  if (special) return accepted(line, index, special);
  for (const rule of RULES.get(word.keyword) ?? []) {
    if (rule.needs?.some((keyword) => !line.keywords.has(keyword))) continue;
    const match = matchRule(rule, line.words, index);
    if (!match) continue;
    if (match.word < 0) return { spans: [], next: match.next };
    const value = line.words[match.word];
    if (!value || rule.exceptions.has(value.text.toLowerCase())) continue;
    return accepted(line, index, [{ ...match, kind: rule.kind, certainty: 'sure' }]);
  }
  const phrase = wordCandidates(line, index);
  return phrase && accepted(line, index, phrase);
}

function accepted(line: SecretLine, index: number, candidates: readonly Candidate[]): Found {
  const spans: SecretSpan[] = [];
  let next = index + 1;
  for (const candidate of candidates) {
    const span = spanOf(line, index, candidate);
    // A command whose secret was removed before is read as a command all the same.
    if (!span && isPlaceholder(line.words[candidate.word])) next = candidate.word + 1;
    if (!span) continue;
    spans.push(span);
    next = candidate.word;
    // JSON writes several commands on one line: the next one starts in the secret's word.
    if (line.words[next]?.text.includes('\\n')) continue;
    for (let word = line.words[next]; word && word.start < span.end; word = line.words[next])
      next++;
  }
  return { spans, next };
}

function spanOf(line: SecretLine, index: number, candidate: Candidate): SecretSpan | undefined {
  const word = line.words[candidate.word];
  if (!word) return undefined;
  const isCommand =
    candidate.word < line.freeText &&
    (line.isCommand ||
      index >= line.quoted ||
      (index === line.command && !isSentence(line, candidate.word)));
  const range = valueAt(line.text, word, !isCommand);
  const value = line.text.slice(range.start, range.end);
  if (isHarmless(value) || isTypeAlone(line, candidate.word)) return undefined;
  const isSecret = isCommand
    ? isArgument(line, index, candidate, value)
    : isCertain(line, candidate, value, range.quoted);
  if (!isSecret) return undefined;
  const mayGoOn =
    isCommand &&
    index < line.quoted &&
    candidate.blanks &&
    candidate.typed !== 'hashed' &&
    !range.quoted;
  const end = mayGoOn && range.end === word.end ? lastOf(line.words, candidate.word) : range.end;
  return { start: range.start, end, kind: candidate.kind };
}

function isPlaceholder(word: Word | undefined): boolean {
  return word?.text.includes('<secret:') ?? false;
}

/** `password 5 !` of NX-OS: a type, and no password. */
function isTypeAlone({ words }: SecretLine, index: number): boolean {
  const next = words[index + 1]?.text;
  return next === '!' && /^\d{1,2}$/.test(words[index]?.text ?? '');
}

/** Outside of a plain command line the words around decide how much the value must show. */
function isCertain(
  { freeText }: SecretLine,
  { certainty, typed, word }: Candidate,
  value: string,
  quoted: boolean,
): boolean {
  if (looksSecret(value)) return true;
  if (word >= freeText) return false;
  if (/^\([^)]*\)?$/.test(value) || /^\d{1,3}$/.test(value)) return false;
  if (certainty === 'sure') {
    return !isProseWord(value) && (/^\d+$/.test(value) || !isPlainName(value));
  }
  return certainty === 'bare' && !isProseWord(value) && (typed !== 'no' || quoted);
}

/**
 * In a command of unknown grammar, `password` and the like are followed by their secret where
 * they lead the command or where the secret ends it.
 */
function isArgument(
  { words, command }: SecretLine,
  index: number,
  { word, kind, certainty }: Candidate,
  value: string,
): boolean {
  if (certainty === 'sure' || certainty === 'bare' || looksSecret(value)) return true;
  if (certainty === 'vague') return false;
  if (index === command) return true;
  return word === words.length - 1 && (kind === 'password' || !isPlainName(value));
}

/** The end of a secret with blanks: up to a keyword that can follow, or the end of the line. */
function lastOf(words: readonly Word[], from: number): number {
  let last = from;
  for (let next = words[last + 1]; next; next = words[last + 1]) {
    if (isFollower(next) || /^[<!#|]/.test(next.text)) break;
    last++;
  }
  return words[last]?.end ?? 0;
}
