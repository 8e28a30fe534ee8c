import { isFunctionWord, looksSecret } from './secretProse.ts';
import { type Word, wordsOf } from './secretWords.ts';

/** Where a line stands in its text. */
export interface LineContext {
  /** The less indented lines above, outermost first, trimmed and in lower case. */
  readonly ancestors: readonly string[];
  /** The next line that is not empty. */
  readonly next: string;
  /** Inside a banner: nothing on the line is a command. */
  readonly inBanner: boolean;
}

/** One line, read once, for all that look for secrets on it. */
export interface SecretLine extends LineContext {
  readonly text: string;
  readonly words: readonly Word[];
  /** The keywords on it. */
  readonly keywords: ReadonlySet<string>;
  /** Index of the word at which a command could start, behind prompts, bullets and `no`. */
  readonly command: number;
  /** Index of the first word of free text, such as a description; the number of words for none. */
  readonly freeText: number;
  /** Index of the first word of a command that a log message quotes; the number of words for none. */
  readonly quoted: number;
  readonly isIndented: boolean;
  /** It reads like a command: no sentence, no log message. */
  readonly isCommand: boolean;
}

const DECORATION = /^(?:[-+*>|!#$•%]{1,3}|\d{1,6}[:.)|]?|`{3}\w*|\[edit.*)$/;
const PROMPT = /^[\w.@:/()~-]{1,80}[#>$%]$/;
const NEGATIONS = new Set(['no', 'default', 'do', 'set', 'delete', 'activate', 'replace']);
const FREE_TEXT = new Set([
  'description',
  'remark',
  'banner',
  'annotate',
  'message',
  'alias',
  'comment',
  'comments',
]);
const FREE_TEXT_PAIRS = /^(?:location|contact|motd|login|exec)$/;
/** First words of requests, which commands of the configuration do not begin with. */
const QUESTIONS = new Set(
  `show sh debug undebug clear explain check verify find list compare search troubleshoot tell give
  mostre explique verifique liste procure encontre diga`.split(/\s+/),
);
/** The words behind a prompt that a device wrote as one with the first keyword. */
const GLUED_PROMPT = /^[\w.@:/()~-]{1,80}[#>](?=[a-z])/;

function commandIndex(words: readonly Word[]): number {
  let index = 0;
  for (const word of words) {
    const isPrefix =
      DECORATION.test(word.text) || PROMPT.test(word.text) || NEGATIONS.has(word.text);
    if (!isPrefix || index >= 6) break;
    index++;
  }
  return index;
}

function freeTextIndex(words: readonly Word[]): number {
  const at = words.findIndex(
    ({ keyword, closed }, index) =>
      (FREE_TEXT.has(keyword) && !closed) ||
      (FREE_TEXT_PAIRS.test(keyword) &&
        /^(?:snmp-server|snmp|banner)$/.test(words[index - 1]?.keyword ?? '')),
  );
  return at < 0 ? words.length : at + 1;
}

/** `logged command:enable …`, `executed the 'enable …' command`, `cmd=enable …`. */
function quotedIndex(words: readonly Word[]): number {
  for (const [index, { text, keyword }] of words.entries()) {
    if (/^(?:command|cmd|cli)[:=]["']?[a-z]/i.test(text)) return index;
    const next = words[index + 1]?.text ?? '';
    if (/^(?:command|cmd|cli):$/i.test(text) && next !== '') return index + 1;
    if (/^(?:command|executed|the|cli)$/.test(keyword) && /^'[a-z]/.test(next)) return index + 1;
  }
  return words.length;
}

function readsLikeCommand(words: readonly Word[], command: number): boolean {
  const first = words[command];
  if (!first || QUESTIONS.has(first.text) || words.length > 24 || !/^[a-z"'<]/.test(first.text))
    return false;
  if (!GLUED_PROMPT.test(first.text) && first.closed) return false;
  return !words
    .slice(command)
    .some(
      ({ text, closed, keyword }) =>
        isFunctionWord(text) || /^%|[?]$/.test(text) || (closed && isFunctionWord(keyword)),
    );
}

export function readLine(text: string, context: LineContext): SecretLine {
  const words = wordsOf(text);
  const command = context.inBanner ? -1 : commandIndex(words);
  return {
    ...context,
    text,
    words,
    keywords: new Set(words.map(({ keyword }) => keyword)),
    command,
    freeText: context.inBanner ? 0 : freeTextIndex(words),
    quoted: context.inBanner ? words.length : quotedIndex(words),
    isIndented: /^[ \t]/.test(text),
    isCommand: command >= 0 && readsLikeCommand(words, command),
  };
}

/**
 * The words behind an index are a sentence, not the arguments of a command: "password for the
 * console is missing".
 */
export function isSentence({ words, isIndented }: SecretLine, from: number): boolean {
  if (isIndented) return false;
  const rest = words.slice(from, from + 20);
  if (rest.length < 2) return rest.some(({ text }) => isFunctionWord(text.toLowerCase()));
  return (
    rest.some(({ text }) => isFunctionWord(text.toLowerCase())) ||
    (/[.?]$/.test(rest.at(-1)?.text ?? '') && !rest.some(({ text }) => looksSecret(text)))
  );
}
