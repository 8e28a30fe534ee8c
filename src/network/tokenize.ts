import { canonicalInterface } from './identifiers.ts';

/** Characters that hold an identifier together: GigabitEthernet0/0/1, 10.1.1.0/24, %OSPF-5-ADJCHG. */
const WORD = /[%\p{L}\p{N}_][\p{L}\p{N}_./:%@+-]*/gu;
const TRAILING_PUNCTUATION = /[.:/+-]+$/;
const PART = /[\p{L}]+|\p{N}+/gu;
const INTERFACE_WITH_SPACE =
  /\b(gigabitethernet|tengigabitethernet|fastethernet|ethernet|port-channel|loopback|tunnel|vlan|interface vlan|serial|bundle-ether) (\d+(?:[/.:]\d+)*)/gi;

const ACCENTS = /\p{Diacritic}/gu;

/** Lower case without diacritics, so that `Área` and `area` are one word. */
export function foldText(text: string): string {
  return text.normalize('NFD').replace(ACCENTS, '').toLowerCase();
}

/**
 * A light English stem: plural and verb endings of long plain words only, so that identifiers
 * stay whole. Enough for `neighbors`/`neighbor`, `redistributes`/`redistribute`.
 */
function stem(word: string): string {
  if (word.length < 5 || !/^[a-z]+$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ss|us|is)$/.test(word)) return word;
  if (/(?:ches|shes|sses|xes)$/.test(word)) return word.slice(0, -2);
  if (word.endsWith('s')) return word.slice(0, -1);
  return word;
}

function addToken(tokens: string[], word: string): void {
  tokens.push(stem(word));
  const canonical = canonicalInterface(word);
  if (canonical && canonical !== word) tokens.push(canonical);
}

/** Parts of a compound identifier that people also ask for: `rm-wan-in` → `wan`, 10.1.1.0/24 → 10.1.1.0. */
function addParts(tokens: string[], word: string): void {
  if (word.includes('/')) {
    const [head = ''] = word.split('/');
    if (/^\d+\.\d+\.\d+\.\d+$/.test(head)) {
      tokens.push(head);
      return;
    }
  }
  if (!/[-_.:/@%]/.test(word) || /^[\d.:/]+$/.test(word)) return;
  for (const part of word.split(/[-_.:/@%]+/)) {
    if (part.length > 1 && part !== word) addToken(tokens, part);
  }
}

/**
 * Lexical tokens of network text: identifiers whole, in canonical spelling, followed by their
 * parts. The same function reads documents and questions, so both sides agree.
 */
export function tokenize(text: string): string[] {
  const tokens: string[] = [];
  const joined = foldText(text).replace(INTERFACE_WITH_SPACE, '$1$2 $1 $2');
  for (const [match] of joined.matchAll(WORD)) {
    const word = match.replace(TRAILING_PUNCTUATION, '');
    if (!word) continue;
    addToken(tokens, word);
    addParts(tokens, word);
    const letters = /^([a-z-]{2,})(\d+)$/.exec(word);
    if (letters?.[1] && letters[2]) tokens.push(letters[1].replace(/-$/, ''));
  }
  return tokens;
}

/** Alphabetic and numeric runs of a name, for loose matching (`leaf1` in `leaf1_qfx5130-32cd`). */
export function nameParts(name: string): string[] {
  return foldText(name).match(PART) ?? [];
}
