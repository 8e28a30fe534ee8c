import {
  addressesInWord,
  foldText,
  tokenize,
  wordsOf,
  wordTokens,
} from '../../network/tokenize.ts';

/** A date or time of day inside a longer word: `2025-03-03T02:11:04.123Z`, `02:11:04.387`. */
const TIME_OF_DAY = /(?<!\d)(\d{2}:\d{2})(:\d{2})?(?!\d)/g;
const DATE = /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/;

/** People ask for the minute, or the second, of a message; its stamp says more. */
function timeTokens(word: string): string[] {
  if (!word.includes(':')) return [];
  const tokens: string[] = [];
  for (const [, minute = '', second] of word.matchAll(TIME_OF_DAY)) {
    tokens.push(minute, ...(second ? [minute + second] : []));
  }
  const [date] = DATE.exec(word) ?? [];
  return date ? [...tokens, date] : tokens;
}

const MONTHS = [
  'jan(?:uary|eiro)?',
  'feb(?:ruary)?|fev(?:ereiro)?',
  'mar(?:ch|co)?',
  'apr(?:il)?|abr(?:il)?',
  'may|maio?',
  'june?|junho',
  'july?|julho',
  'aug(?:ust)?|ago(?:sto)?',
  'sep(?:t(?:ember)?)?|set(?:embro)?',
  'oct(?:ober)?|out(?:ubro)?',
  'nov(?:ember|embro)?',
  'dec(?:ember)?|dez(?:embro)?',
];
const MONTH = `(${MONTHS.join('|')})`;
/** `Mar  3`, `March 3rd`; `3 March`, `03 Mar`, `3 de marco`; `2025-03-03`. Folded text only. */
const MONTH_DAY = new RegExp(`\\b${MONTH}\\.? {1,2}(\\d{1,2})(?:st|nd|rd|th)?(?![\\w:.])`, 'g');
const DAY_MONTH = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? (?:de |of )?${MONTH}\\b`, 'g');
const ISO_DAY = /(?<!\d)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?!\d)/g;
const MONTH_NUMBERS = MONTHS.map((names) => new RegExp(`^(?:${names})$`));

function dayToken(month: string, day: string): string {
  const number = MONTH_NUMBERS.findIndex((names) => names.test(month)) + 1;
  return `@${number}-${Number(day)}`;
}

/**
 * The days that a text names, as `@month-day`: one spelling for what devices stamp and people
 * write. The year is left out, as most stamps do. `folded` is the text after `foldText`.
 */
function dayTokens(folded: string): Set<string> {
  const tokens = new Set<string>();
  const seen = new Set<string>();
  const add = (match: string, month: string, day: string): void => {
    if (seen.has(match)) return;
    seen.add(match);
    tokens.add(dayToken(month, day));
  };
  for (const [match, month = '', day = ''] of folded.matchAll(MONTH_DAY)) add(match, month, day);
  for (const [match, day = '', month = ''] of folded.matchAll(DAY_MONTH)) add(match, month, day);
  for (const [, month, day] of folded.matchAll(ISO_DAY)) {
    tokens.add(`@${Number(month)}-${Number(day)}`);
  }
  return tokens;
}

function logWordTokens(word: string): string[] {
  const tokens = [...wordTokens(word), ...timeTokens(word)];
  return tokens.length > 1 ? tokens.filter((token) => token.length > 1) : tokens;
}

/** What a log line, or a question about one, is found by: `tokenize`, parts of times, days. */
export function logTokens(text: string): string[] {
  return [...tokenize(text), ...wordsOf(text).flatMap(timeTokens), ...dayTokens(foldText(text))];
}

/** Two independent 32-bit hashes of a token, as double hashing (Kirsch & Mitzenmacher) needs. */
export interface TokenHash {
  readonly first: number;
  readonly second: number;
}

/** FNV-1a over UTF-16 units, finished as in MurmurHash3 to give two numbers. */
export function hashToken(token: string): TokenHash {
  let hash = 0x811c9dc5;
  for (let index = 0; index < token.length; index++) {
    hash = Math.imul(hash ^ token.charCodeAt(index), 0x01000193);
  }
  return { first: mix(hash), second: mix(hash ^ 0x9e3779b9) | 1 };
}

function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Words whose tokens are remembered: a log repeats most of its words. */
const MAX_REMEMBERED_WORDS = 20_000;
/** Words with more digits (ports, stamps, connections) hardly come again. */
const MAX_REMEMBERED_DIGITS = 4;
/** Numbers, IPv4 addresses, times: no stem, no interface name, no parts but an address. */
const NUMERIC =
  /^(?:\d+|\d{1,3}(?:\.\d{1,3}){3}(?:[:/]\d+)*|\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)[./]*:?$/;
const TRAILING_POINTS = /[.:/]+$/;

function digitsOf(word: string): number {
  let digits = 0;
  for (let index = 0; index < word.length; index++) {
    const code = word.charCodeAt(index);
    if (code >= 48 && code <= 57) digits++;
  }
  return digits;
}

function addNumeric(tokens: Set<string>, text: string): void {
  const word = text.replace(TRAILING_POINTS, '');
  tokens.add(word);
  for (const address of addressesInWord(word)) tokens.add(address);
  for (const token of timeTokens(word)) tokens.add(token);
}

/** Gives the tokens of whole blocks of lines, far faster than line by line. */
export class BlockTokens {
  readonly #known = new Map<string, readonly string[]>();

  /** Each of the lines' `logTokens` once, and few others; those of one character are left out. */
  tokens(lines: readonly string[]): Set<string> {
    const text = lines.join('\n');
    const tokens = dayTokens(foldText(text));
    for (const word of new Set(wordsOf(text))) {
      if (NUMERIC.test(word)) addNumeric(tokens, word);
      else for (const token of this.#wordTokens(word)) tokens.add(token);
    }
    return tokens;
  }

  #wordTokens(word: string): readonly string[] {
    const known = this.#known.get(word);
    if (known) return known;
    if (digitsOf(word) > MAX_REMEMBERED_DIGITS) return logWordTokens(word);
    // A part of a string keeps all of it in memory, here the whole block: hence the copy.
    const copy = Buffer.from(word).toString();
    const tokens = logWordTokens(copy);
    if (this.#known.size >= MAX_REMEMBERED_WORDS) this.#known.clear();
    this.#known.set(copy, tokens);
    return tokens;
  }
}
