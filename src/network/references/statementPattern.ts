import { isReferenceKind, type ReferenceKind } from './kinds.ts';

/**
 * A small language for statements, so that the tables read like the vendors' command references.
 * Words are separated by spaces and compared without case:
 *
 * - `ip` one word, `in|out` one of them, `!in|out` looks ahead: the next word is none of them
 * - `*` any word, `#` a number, `@` an address, a network or a mask
 * - `[ … ]` may be missing; `...` skips to the next place where the word after it stands
 * - `$` the statement ends here
 * - `<kind>` a used name, `<#kind>` a used number, `<=kind>` a defined name, `<kind+>` every word that is left is a used
 *   name, `<kind,>` the same for a list in `[ ]`, `( )` or with `,`, `&`, `&&` and `||`
 * - `~` at the start: the pattern may begin at any word of the statement
 */
type Element =
  | { readonly type: 'words'; readonly words: ReadonlySet<string> }
  | { readonly type: 'not'; readonly words: ReadonlySet<string> }
  | { readonly type: 'any' | 'number' | 'address' | 'skip' | 'end' }
  | { readonly type: 'optional'; readonly elements: readonly Element[] }
  | {
      readonly type: 'name';
      readonly kind: ReferenceKind;
      readonly defines: boolean;
      readonly many: boolean;
      readonly isNumber: boolean;
    };

export interface StatementPattern {
  readonly source: string;
  readonly floating: boolean;
  readonly elements: readonly Element[];
}

/** A name found in a statement; `word` is the index of its (first) word. */
export interface FoundName {
  readonly kind: ReferenceKind;
  readonly defines: boolean;
  readonly name: string;
  readonly word: number;
}

/** The words of a statement as written and in lower case. */
export interface StatementWords {
  readonly words: readonly string[];
  readonly lower: readonly string[];
}

/** Longer statements exist only in hostile input; their end is not searched for names. */
const MAX_WORDS = 400;
const MAX_CHARACTERS = 8_000;
const STARTS_WITH_NUMBER = /^\d+(?:[/.:]\d+)*$/;
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]*:[\da-f:.]+)(?:\/\d{1,3})?$/i;
const LIST_SYNTAX = /[[\](){},&|"';]+/;

/** Whether a word is an IPv4 or IPv6 address, network or mask. */
export function isAddress(word: string): boolean {
  return ADDRESS.test(word);
}

export function statementWords(statement: string): StatementWords {
  const text = statement.slice(0, MAX_CHARACTERS).trim();
  const words = text === '' ? [] : text.split(/\s+/, MAX_WORDS);
  return { words, lower: words.map((word) => word.toLowerCase()) };
}

function nameElement(text: string): Element {
  const inner = text.slice(1, -1);
  const defines = inner.startsWith('=');
  const many = inner.endsWith('+') || inner.endsWith(',');
  const isNumber = inner.startsWith('#');
  const kind = inner.replace(/^[=#]|[+,]$/g, '');
  if (!isReferenceKind(kind)) throw new Error(`Unknown kind in a statement pattern: ${text}`);
  return { type: 'name', kind, defines, many, isNumber };
}

function element(text: string): Element {
  if (text === '*') return { type: 'any' };
  if (text === '#') return { type: 'number' };
  if (text === '@') return { type: 'address' };
  if (text === '$') return { type: 'end' };
  if (text === '...') return { type: 'skip' };
  if (text.startsWith('<') && text.endsWith('>')) return nameElement(text);
  if (text.startsWith('!')) return { type: 'not', words: new Set(text.slice(1).split('|')) };
  return { type: 'words', words: new Set(text.split('|')) };
}

/** Reads a pattern; the tables are constants, so a mistake in one throws when it is loaded. */
export function compilePattern(source: string): StatementPattern {
  const floating = source.startsWith('~');
  const stack: Element[][] = [[]];
  for (const text of source.slice(floating ? 1 : 0).split(' ')) {
    const elements = stack[stack.length - 1] ?? [];
    if (text === '[') stack.push([]);
    else if (text === ']') {
      stack.pop();
      stack[stack.length - 1]?.push({ type: 'optional', elements });
    } else elements.push(element(text));
  }
  const [elements] = stack;
  if (!elements || stack.length !== 1) throw new Error(`Unbalanced pattern: ${source}`);
  return { source, floating, elements };
}

/** The words that a pattern can begin with; undefined when any word may be first. */
export function firstWords({ elements }: StatementPattern): readonly string[] | undefined {
  const [first] = elements;
  return first?.type === 'words' ? [...first.words] : undefined;
}

/** Types of interfaces whose number may stand apart from them: `Vlan 1000`, `loopback 1`. */
const SPACED_TYPE =
  /^(?:[a-z-]*ethernet|[a-z]*gig[ae]?|bundle-(?:ether|pos)|vlan|loopback|lo|serial|tunnel|tunnel-te|port-channel|bvi|bdi|dialer|virtual-template|multilink|async|atm|pos|nve|vxlan|management|fa|gi|te|eth?|po)$/i;
const INTERFACE_NAME = /^[a-z][a-z_-]*(?:\.?\d[\w/.:*,[\]-]*|\d\S*)$/i;

/** An interface name and how many words it takes: `Vlan 1000` and `Vlan1000` are both written. */
function interfaceAt({ words }: StatementWords, at: number): readonly [string, number] | undefined {
  const word = words[at] ?? '';
  const next = words[at + 1] ?? '';
  if (SPACED_TYPE.test(word)) {
    return STARTS_WITH_NUMBER.test(next) ? [`${word}${next}`, 2] : undefined;
  }
  const name = word.replace(/[,;]$/, '');
  return INTERFACE_NAME.test(name) ? [name, 1] : undefined;
}

/** Words between and after the names of a list. */
const NOT_LISTED =
  /^(?:exact|exact-match|orlonger|longer|and|or|not|except|add|additive|delete|!|)$/;

function listNames(text: string): string[] {
  return text.split(LIST_SYNTAX).filter((name) => !NOT_LISTED.test(name));
}

function nameAt(
  part: Element & { readonly type: 'name' },
  statement: StatementWords,
  at: number,
): { readonly found: readonly FoundName[]; readonly next: number } | undefined {
  const { kind, defines } = part;
  const word = statement.words[at];
  if (word === undefined) return undefined;
  if (part.many) {
    const found = statement.words
      .slice(at)
      .flatMap((text, index) =>
        listNames(text).map((name) => ({ kind, defines, name, word: at + index })),
      );
    return { found, next: statement.words.length };
  }
  if (kind === 'interface') {
    const read = interfaceAt(statement, at);
    if (!read) return undefined;
    return { found: [{ kind, defines, name: read[0], word: at }], next: at + read[1] };
  }
  if (part.isNumber && !/^\d+$/.test(word)) return undefined;
  const name = word.replace(/^["'(]+|["',;)]+$/g, '');
  return name === '' ? undefined : { found: [{ kind, defines, name, word: at }], next: at + 1 };
}

function skipTo(next: Element | undefined, statement: StatementWords, from: number): number {
  if (next?.type !== 'words') return statement.words.length;
  for (let at = from; at < statement.lower.length; at++) {
    if (next.words.has(statement.lower[at] ?? '')) return at;
  }
  return statement.words.length;
}

/** How many words a plain element takes, or undefined when it does not fit. */
function plainWidth(part: Element, statement: StatementWords, at: number): number | undefined {
  const word = statement.lower[at];
  switch (part.type) {
    case 'end':
      return word === undefined ? 0 : undefined;
    case 'not':
      return word !== undefined && part.words.has(word) ? undefined : 0;
    case 'words':
      return word !== undefined && part.words.has(word) ? 1 : undefined;
    case 'number':
      return word !== undefined && /^\d+$/.test(word) ? 1 : undefined;
    case 'address':
      return word !== undefined && isAddress(word) ? 1 : undefined;
    default:
      return word === undefined ? undefined : 1;
  }
}

/**
 * Matches the elements from a word on. An optional part is tried first with, then without its
 * words; patterns hold few of them, so the work per statement is bounded by the pattern.
 */
function matchFrom(
  elements: readonly Element[],
  statement: StatementWords,
  at: number,
): readonly FoundName[] | undefined {
  const [part, ...rest] = elements;
  if (!part) return [];
  if (part.type === 'optional') {
    return matchFrom([...part.elements, ...rest], statement, at) ?? matchFrom(rest, statement, at);
  }
  if (part.type === 'skip') {
    const next = skipTo(rest[0], statement, at);
    return next < statement.words.length ? matchFrom(rest, statement, next) : undefined;
  }
  if (part.type === 'name') {
    const names = nameAt(part, statement, at);
    const after = names && matchFrom(rest, statement, names.next);
    return after && [...names.found, ...after];
  }
  const width = plainWidth(part, statement, at);
  return width === undefined ? undefined : matchFrom(rest, statement, at + width);
}

/** The names that a pattern finds when it begins at the given word; undefined: no match. */
export function matchPattern(
  pattern: StatementPattern,
  statement: StatementWords,
  at: number,
): readonly FoundName[] | undefined {
  return matchFrom(pattern.elements, statement, at);
}
