/** A word of a line, as commands have them: between white space, with its keyword taken out. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The last keyword inside, lower-case: of `R1#enable`, `command:username`, `"secret"`. */
  readonly keyword: string;
  /** Written in capitals: the name of something rather than a command's keyword. */
  readonly capitals: boolean;
  /** Punctuation follows the keyword, so that the next word is not its argument. */
  readonly closed: boolean;
}

/** Characters of a line, `end` exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

const WORD = /\S+/g;
const KEYWORD_CHARACTER = /[\p{L}\d_.+-]/u;
const KEYWORD_END = /[\p{L}\d_+]/u;
const CLOSING = /[`"'.,;:?!)\]}>]/;
/** No command's keyword is longer; the scan of one word stays short. */
const MAX_KEYWORD_CHARACTERS = 64;
/** Quotes inside a quoted value that are looked over before it counts as unquoted. */
const MAX_INNER_QUOTES = 16;

/** Longer values are taken as they are. */
const MAX_TRIMMED_CHARACTERS = 4_096;

export function wordsOf(line: string): Word[] {
  return Array.from(line.matchAll(WORD), ({ 0: text, index }) => toWord(text, index));
}

function toWord(text: string, start: number): Word {
  const tail = text.slice(-MAX_KEYWORD_CHARACTERS);
  let end = tail.length;
  while (end > 0 && !KEYWORD_END.test(tail.charAt(end - 1))) end--;
  let first = end;
  while (first > 0 && KEYWORD_CHARACTER.test(tail.charAt(first - 1))) first--;
  // A line break that JSON wrote as \n is no part of the keyword behind it.
  if (tail.charAt(first - 1) === '\\' && /[nrt]/.test(tail.charAt(first))) first++;
  const keyword = tail.slice(first, end).replace(/^[.+-]+/, '');
  return {
    text,
    start,
    end: start + text.length,
    keyword: keyword.toLowerCase(),
    capitals: keyword.length > 1 && keyword === keyword.toUpperCase() && /\p{L}/u.test(keyword),
    closed: CLOSING.test(tail.slice(end)),
  };
}

/** The end of a quoted text that starts at `from`: a quote of its kind at the end of a word. */
function closingQuote(line: string, from: number, quote: string, escaped: boolean): number {
  let at = from - 1;
  for (let tries = 0; tries < MAX_INNER_QUOTES; tries++) {
    at = line.indexOf(quote, at + 1);
    if (at < 0) return -1;
    const isEscaped = line.charAt(at - 1) === '\\';
    if (isEscaped === escaped && /^$|[\s;:,.)\]}>\\"'`/|]/.test(line.charAt(at + 1))) {
      return escaped ? at - 1 : at;
    }
  }
  return -1;
}

function isUnbalanced(value: string): boolean {
  const last = value.charAt(value.length - 1);
  const opening = { ')': '(', ']': '[', '}': '{', '>': '<' }[last];
  if (opening) return !value.includes(opening);
  return /["'`]/.test(last) && value.split(last).length % 2 === 0;
}

/** Takes off what belongs to the sentence or the syntax around a value. */
export function trimValue(line: string, { start, end }: TextRange, inProse: boolean): TextRange {
  if (end - start > MAX_TRIMMED_CHARACTERS) return { start, end };
  let last = end;
  const inner = inProse ? /[;,.:?!*]/ : /[;,]/;
  for (let tries = 0; tries < 6 && last > start + 1; tries++) {
    const value = line.slice(start, last);
    const isQuote = isUnbalanced(value);
    const isBehindQuote = /["'`][.:?!]$/.test(value);
    if (!isQuote && !isBehindQuote && !inner.test(value.charAt(value.length - 1))) break;
    last--;
    if (isQuote && line.charAt(last - 1) === '\\') last--;
  }
  return { start, end: last };
}

/**
 * The value that starts with a word: the inside of quotes (with its blanks), or the word without
 * the punctuation behind it. Full stops and the like are cut only in prose.
 */
export function valueAt(
  line: string,
  { start, end }: TextRange,
  inProse: boolean,
): TextRange & { readonly quoted: boolean } {
  const opening = /^(\\{0,4})(["'`“])/.exec(line.slice(start, start + 5));
  const [prefix, backslashes = '', quote] = opening ?? [''];
  if (quote) {
    const from = start + prefix.length;
    const close = closingQuote(line, from, quote === '“' ? '”' : quote, backslashes !== '');
    if (close > from) return { start: from, end: close, quoted: true };
    if (close === from) return { start: from, end: from, quoted: true };
    // A single word whose quote is never closed: the quote may be a part of the secret.
    if (quote !== '"' && backslashes === '') {
      return { ...trimValue(line, { start, end }, inProse), quoted: false };
    }
    return { ...trimValue(line, { start: from, end }, inProse), quoted: false };
  }
  return { ...trimValue(line, { start, end }, inProse), quoted: false };
}
