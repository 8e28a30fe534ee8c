import type { DocumentStore } from '../../index/documentStore.ts';
import { tokenize } from '../../network/tokenize.ts';
import { deviceOf, type Statement, statementsOf } from './documentLines.ts';
import type { StatementTerm } from './statementTerms.ts';

/** A configuration as a candidate: its document and how its device is called. */
export interface ConfigDocument {
  readonly documentId: number;
  readonly folder: string;
  readonly path: string;
  readonly hostname?: string | undefined;
}

/** The statement of a device that answers best. */
export interface MatchingDevice extends ConfigDocument {
  readonly device: string;
  readonly statement: Statement;
  /** It holds also the words that statements often leave out. */
  readonly full: boolean;
}

/** Passages that are looked at for one question. */
const MAX_CHUNKS = 4_000;
/** A plain word alone is what a statement is about only among its first words. */
const HEAD_WORDS = 3;
/** Statements that only mention things, or switch them off. */
const MENTIONS =
  /^(?:description|remark|banner|snmp-server|logging|no|default|redistribute|alias|event|action|title|name|message|inactive:|deactivate)\b/;

function holds(tokens: ReadonlySet<string>, term: StatementTerm): boolean {
  return term.tokens.some((token) => tokens.has(token));
}

function mentionsOnly(statement: Statement, terms: readonly StatementTerm[]): boolean {
  return [...statement.path, statement.text].some((text) => {
    const first = MENTIONS.exec(text.toLowerCase())?.[0];
    return first !== undefined && !terms.some(({ tokens }) => tokens.includes(first));
  });
}

/** A token that stands in its line as it is: stems of words in -ies end otherwise. */
const PLAIN_WORD = /^[a-z-]*[a-xz]$/;

function mayHold(text: string, literals: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return literals.some((literal) => lower.includes(literal));
}

/** Reads statements against the terms of one question. */
export class StatementMatcher {
  readonly #required: readonly StatementTerm[];
  readonly #optional: readonly StatementTerm[];
  readonly #terms: readonly StatementTerm[];
  /** Where tokens are plain words, a line without any of them need not be split. */
  readonly #literals: readonly string[] | undefined;
  readonly #known = new Map<string, ReadonlySet<string>>();

  constructor(terms: readonly StatementTerm[]) {
    const required = terms.filter(({ optional }) => !optional);
    this.#terms = terms;
    const tokens = terms.flatMap((term) => term.tokens);
    this.#literals = tokens.every((token) => PLAIN_WORD.test(token)) ? tokens : undefined;
    this.#required = required.length > 0 ? required : terms;
    this.#optional = required.length > 0 ? terms.filter(({ optional }) => optional) : [];
  }

  /** One list of alternatives for each word that a passage must hold. */
  get groups(): readonly (readonly string[])[] {
    return this.#required.map(({ tokens }) => tokens);
  }

  #tokens(text: string): ReadonlySet<string> {
    const known = this.#known.get(text);
    if (known) return known;
    const tokens = new Set(tokenize(text));
    if (this.#known.size < MAX_CHUNKS) this.#known.set(text, tokens);
    return tokens;
  }

  /** Undefined when the statement with its sections does not hold all that is asked. */
  match(statement: Statement): 'full' | 'most' | undefined {
    if (this.#literals && !mayHold(statement.text, this.#literals)) return undefined;
    const own = new Set(tokenize(statement.text));
    if (!this.#terms.some((term) => holds(own, term))) return undefined;
    const sections = statement.path.map((text) => this.#tokens(text));
    const inSections = (term: StatementTerm): boolean =>
      sections.some((tokens) => holds(tokens, term));
    const whole = [...statement.path, statement.text].join(' ');
    const found = (term: StatementTerm): boolean => {
      if (term.pattern) return term.pattern.test(whole);
      if (term.where === 'section') return inSections(term);
      if (term.where === 'statement') return holds(own, term);
      return holds(own, term) || inSections(term);
    };
    if (!this.#required.every(found) || mentionsOnly(statement, this.#terms)) return undefined;
    if (!this.#standsAtHead(statement)) return undefined;
    return this.#optional.every(found) ? 'full' : 'most';
  }

  #standsAtHead({ text, path }: Statement): boolean {
    const [only] = this.#required;
    if (this.#required.length > 1 || !only || only.exact || only.pattern) return true;
    return [text, ...path].some((each) =>
      holds(this.#tokens(each.split(/\s+/).slice(0, HEAD_WORDS).join(' ')), only),
    );
  }
}

function wordCount({ statement }: MatchingDevice): number {
  return statement.text.split(/[\s,]+/).length;
}

function better(one: MatchingDevice | undefined, other: MatchingDevice): MatchingDevice {
  if (!one) return other;
  if (one.full !== other.full) return one.full ? one : other;
  const deeper = one.statement.path.length - other.statement.path.length;
  if (deeper !== 0) return deeper > 0 ? other : one;
  // Of equals, the one that says least besides: `vlan 20` before a list of other things.
  return wordCount(other) < wordCount(one) ? other : one;
}

/**
 * The configurations with a statement that holds all terms, itself or in its sections, with the
 * best such statement of each. Where any holds also the optional terms, only those count.
 */
export function matchingDevices(
  documents: DocumentStore,
  configs: ReadonlyMap<number, ConfigDocument>,
  terms: readonly StatementTerm[],
): MatchingDevice[] {
  const matcher = new StatementMatcher(terms);
  const best = new Map<number, MatchingDevice>();
  const ids = documents.chunksHoldingAll(matcher.groups, [...configs.keys()], MAX_CHUNKS);
  for (const chunk of documents.chunksById(ids)) {
    const config = configs.get(chunk.documentId);
    if (!config || chunk.derived) continue;
    for (const statement of statementsOf(chunk)) {
      const match = matcher.match(statement);
      if (!match) continue;
      const device = deviceOf(config);
      const found = { ...config, device, statement, full: match === 'full' };
      best.set(chunk.documentId, better(best.get(chunk.documentId), found));
    }
  }
  const all = [...best.values()];
  const full = all.filter((found) => found.full);
  return sortedByDevice(full.length > 0 ? full : all);
}

export function sortedByDevice(found: readonly MatchingDevice[]): MatchingDevice[] {
  return [...found].sort(
    (left, right) =>
      left.device.localeCompare(right.device, 'en', { numeric: true }) ||
      left.path.localeCompare(right.path),
  );
}
