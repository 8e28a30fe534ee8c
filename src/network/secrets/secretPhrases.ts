import type { SecretLine } from './secretLine.ts';
import { type Candidate, PLAIN, skipTypes } from './secretMatch.ts';
import type { Word } from './secretWords.ts';

/** What a keyword may be followed by that is no secret, such as `password encryption aes`. */
export const PASSWORD_OPTIONS = new Set(
  `encryption policy strength-check minimum maximum min-length max-length minimum-length
  maximum-length minimum-changes secure-mode prompt format change-type lifetime expire expiry
  history aging complexity required optional option fallback rollover reuse recovery length
  management storage hash-type authentication level profile type ring bucket size`.split(/\s+/),
);
/** Between a word for a secret and the secret, in a sentence or a table. */
const COPULAS = new Set([
  'is',
  'was',
  'are',
  'é',
  'era',
  'será',
  'são',
  '=',
  ':=',
  '->',
  '=>',
  ':',
  '|',
]);
const PASSWORD_WORDS = new Set(
  'password passwd passphrase passcode secret psk senha segredo'.split(' '),
);
/** Words that may name a secret: what follows must look like one. */
const VAGUE_WORDS = new Set('token pass pw key chave community comunidade string'.split(' '));
const DIRECT_WORDS = new Set(['token', 'pass', 'pw']);

/** `password [type] SECRET`, and "the password is SECRET". */
export function wordCandidates(line: SecretLine, index: number): Candidate[] | undefined {
  const { words } = line;
  const word = words[index];
  if (!word || word.closed || word.capitals) return undefined;
  const isPassword = PASSWORD_WORDS.has(word.keyword);
  if (!isPassword && !VAGUE_WORDS.has(word.keyword)) return undefined;
  const kind = isPassword ? 'password' : word.keyword === 'token' ? 'token' : 'key';
  const said = saidAt(words, index);
  if (said > 0) {
    // "is hunter2" ends a sentence, or a part of one; "is kept in the vault" goes on.
    const value = words[said];
    const ends = value?.closed || said === words.length - 1;
    const isCell = words[said - 1]?.text === '|';
    if (isCell) return [{ ...PLAIN, kind, word: said, certainty: 'vague' }];
    const isNext = said === index + 2 && isPassword && ends;
    return [
      { ...PLAIN, kind, word: said, certainty: isNext ? 'sure' : isPassword ? 'weak' : 'vague' },
    ];
  }
  if (!isPassword && !DIRECT_WORDS.has(word.keyword)) return undefined;
  const types = skipTypes(words, index + 1);
  const value = words[types.at];
  if (!value || PASSWORD_OPTIONS.has(value.keyword)) return undefined;
  if (isPassword && /^(?:with|using|com)$/.test(words[index - 1]?.keyword ?? '')) {
    return [{ ...PLAIN, kind, word: types.at, typed: types.typed }];
  }
  const isClear = isPassword && (index === line.command || types.typed !== 'no');
  const certainty = isClear ? 'bare' : isPassword ? 'weak' : 'vague';
  return [{ word: types.at, kind, typed: types.typed, blanks: true, certainty }];
}

/** The word behind "is" in "password [of R1] is [now] SECRET", or 0. */
function saidAt(words: readonly Word[], index: number): number {
  for (let at = index + 1; at <= index + 5; at++) {
    const word = words[at];
    if (!word) return 0;
    if (COPULAS.has(word.text.toLowerCase())) return at + 1;
    if (word.closed) return 0;
  }
  return 0;
}
