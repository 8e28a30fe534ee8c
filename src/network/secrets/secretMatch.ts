import type { SecretKind } from './secretNames.ts';
import type { SecretRule } from './secretRules.ts';
import type { Word } from './secretWords.ts';

/** Words between two keywords of a rule, at most. */
const MAX_GAP_WORDS = 10;
/** `key-string password 7`, `text encrypted`, `set-key ascii 0`. */
const MAX_TYPE_WORDS = 3;

type Step =
  | { readonly type: 'keyword'; readonly words: ReadonlySet<string>; readonly optional: boolean }
  | { readonly type: 'any' | 'number' | 'gap' | 'types' | 'algorithm' }
  | { readonly type: 'secret'; readonly blanks: boolean };

export interface CompiledRule extends SecretRule {
  readonly steps: readonly Step[];
  readonly exceptions: ReadonlySet<string>;
}

/** Where a rule's secret is: the index of its word, or -1 for a rule without secret. */
export interface RuleMatch {
  readonly word: number;
  /** The type in front of it says that it is one, and how it is written. */
  readonly typed: 'no' | 'clear' | 'hashed';
  /** The secret may hold blanks. */
  readonly blanks: boolean;
  /** The word behind those that were matched. */
  readonly next: number;
}

/** A word that a command says is a secret, before it is judged. */
export interface Candidate extends Omit<RuleMatch, 'next'> {
  readonly kind: SecretKind;
  /**
   * How much the keywords say: a full command, one keyword that leads a command, one within it, or
   * a word that may mean something else.
   */
  readonly certainty: 'sure' | 'bare' | 'weak' | 'vague';
}

/** A candidate behind a full command, without a type. */
export const PLAIN = { typed: 'no', blanks: false, certainty: 'sure' } as const;

const TYPE_WORDS = new Set(
  `encrypted clear cleartext clear-text plaintext plain-text plain ascii ascii-text hex hexadecimal
  text cipher irreversible-cipher simple hash enc inline password6 sha512 sha256 sha1 pbkdf2`.split(
    /\s+/,
  ),
);
const TYPE_NUMBER = /^(?:\d|10|8a)$/;
const CLEAR_TYPE = /^(?:0|clear|cleartext|clear-text|plain.*|ascii.*|hex.*|text|simple|inline)$/;
const ALGORITHM =
  /^(?:md5|sha|sha-?\d{1,3}|hmac[a-z\d-]{0,20}|null|esp|ah|des(?:56)?|3des|aes(?:-?\d{3})?(?:-?[a-z]{3}\d{0,3})?|128|192|224|256|384|512)$/;
/** They follow a secret, so that a type in front of them is the secret itself. */
const FOLLOWERS = new Set(
  `role privilege encrypted nt-encrypted pbkdf2 mschap level secret password expire hash sshkey
  attributes store-local access-class aaa attribute realm callback hidden timeout key-id hash2
  ro rw address hostname authenticate idle-time one-time lifetime user-maxlinks noescape
  nohangup autocommand secondary receive-lifetime transmit-lifetime
  send-lifetime accept-lifetime cryptographic-algorithm`.split(/\s+/),
);

function isAlgorithm(word: Word): boolean {
  return ALGORITHM.test(word.keyword);
}

function hasLetters(word: Word): boolean {
  return /[\p{L}\d]/u.test(word.text);
}

/** The line ends here, or goes on with something else than a secret. */
export function isFollower(word: Word | undefined): boolean {
  if (word === undefined || !hasLetters(word)) return true;
  return FOLLOWERS.has(word.keyword) && !word.text.startsWith('<');
}

function toStep(text: string): Step {
  const optional = text.startsWith('?');
  const name = optional ? text.slice(1) : text;
  switch (name) {
    case '*':
      return { type: 'any' };
    case '..':
      return { type: 'gap' };
    case 'T':
      return { type: 'types' };
    case 'A':
      return { type: 'algorithm' };
    case '#':
      return { type: 'number' };
    case '$':
    case '$+':
      return { type: 'secret', blanks: name === '$+' };
    default:
      return { type: 'keyword', words: new Set(name.split('|')), optional };
  }
}

/** Rules by the keyword that they start with. */
export function compileRules(
  rules: readonly SecretRule[],
): ReadonlyMap<string, readonly CompiledRule[]> {
  const byKeyword = new Map<string, CompiledRule[]>();
  for (const rule of rules) {
    const steps = rule.pattern.split(' ').map(toStep);
    const exceptions = new Set(rule.except?.split(' ') ?? []);
    const first = steps[0];
    for (const keyword of first?.type === 'keyword' ? first.words : []) {
      const known = byKeyword.get(keyword) ?? [];
      known.push({ ...rule, steps, exceptions });
      byKeyword.set(keyword, known);
    }
  }
  return byKeyword;
}

function isKeyword(step: Step | undefined, word: Word | undefined): boolean {
  return step?.type === 'keyword' && word !== undefined && step.words.has(word.keyword);
}

/** Skips `7`, `0`, `encrypted` and the like: the words that say how the secret is written. */
export function skipTypes(
  words: readonly Word[],
  from: number,
): { readonly at: number; readonly typed: RuleMatch['typed'] } {
  let at = from;
  let typed: RuleMatch['typed'] = 'no';
  for (const word of words.slice(from, from + MAX_TYPE_WORDS)) {
    const next = words[at + 1];
    const name = word.text.toLowerCase();
    const isType = TYPE_NUMBER.test(name)
      ? next && hasLetters(next)
      : TYPE_WORDS.has(name) && !isFollower(next);
    if (!isType) break;
    typed = CLEAR_TYPE.test(name) ? 'clear' : 'hashed';
    at++;
  }
  return { at, typed };
}

/** Skips `sha-2 256`, `aes 128`, `esp 3des`: algorithms and key lengths before a key. */
export function skipAlgorithms(words: readonly Word[], from: number): number {
  let at = from;
  for (let word = words[at]; word && words[at + 1] && isAlgorithm(word); word = words[at]) at++;
  return at;
}

function afterGap(steps: readonly Step[], step: number, words: readonly Word[], from: number) {
  for (let at = from; at <= from + MAX_GAP_WORDS && at < words.length; at++) {
    if (isKeyword(steps[step + 1], words[at])) return at;
  }
  return -1;
}

/** Matches a rule at a word of a line, or undefined. Looks at some twenty words at most. */
export function matchRule(
  { steps }: CompiledRule,
  words: readonly Word[],
  from: number,
): RuleMatch | undefined {
  let at = from;
  let typed: RuleMatch['typed'] = 'no';
  for (const [index, step] of steps.entries()) {
    const word = words[at];
    if (step.type === 'gap') {
      at = afterGap(steps, index, words, at);
      if (at < 0) return undefined;
    } else if (step.type === 'types') {
      ({ at, typed } = skipTypes(words, at));
    } else if (step.type === 'algorithm') {
      at = skipAlgorithms(words, at);
    } else if (!word) {
      return undefined;
    } else if (step.type === 'secret') {
      return { word: at, typed, blanks: step.blanks, next: at + 1 };
    } else if (step.type === 'any') {
      at++;
    } else {
      const fits =
        step.type === 'number' ? /^\d+$/.test(word.text) : isKeyword(step, word) && !word.closed;
      const isOptional = step.type === 'keyword' && step.optional;
      if (!fits && !isOptional) return undefined;
      if (fits) at++;
    }
  }
  return { word: -1, typed, blanks: false, next: at };
}
