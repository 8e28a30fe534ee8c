import type { LineRange, Origin } from './types.ts';

/** Lines that a composed fact stands on. A passage of the evidence holds them, where it fits. */
export interface FactPlace extends LineRange {
  readonly origin: Origin;
  /** Absolute path of the workspace folder; absent for the corpus. */
  readonly folder?: string;
  readonly path: string;
}

/** Sentences of composed facts; their texts follow the language of the question. */
export type FactSentenceKey =
  | 'factAddressUses'
  | 'factAddressWithin'
  | 'factAddressNowhere'
  | 'factAddressNoOwner'
  | 'factDefinedOn'
  | 'factSameOn'
  | 'factRefersTo'
  | 'factUndefinedOn'
  | 'factUsedIn'
  | 'factNotUsed'
  | 'factNotOn'
  | 'factMatching'
  | 'factMatchingNot'
  | 'factMatchingNone'
  | 'factMatchingMore'
  | 'factSeverity'
  | 'factLogged'
  | 'factNotLogged'
  | 'factDevice'
  | 'factInterfaces'
  | 'factRouting'
  | 'factNeighbors'
  | 'factMore'
  | 'factNotTogether'
  | 'factNoMention'
  | 'factNoMentionOn';

/** Headings of table columns. */
export type FactColumnKey =
  | 'columnDevice'
  | 'columnInterface'
  | 'columnAddress'
  | 'columnVrf'
  | 'columnStatement'
  | 'columnSection'
  | 'columnCount'
  | 'columnFirst'
  | 'columnLast';

/** A text of the files as it is, several of them, or a number. */
export type FactArgument = string | number | readonly string[];

export interface FactSentence {
  readonly type: 'sentence';
  readonly key: FactSentenceKey;
  /** Text of files as it is: whoever shows it escapes it. */
  readonly args: readonly FactArgument[];
  readonly places: readonly FactPlace[];
}

export interface FactRow {
  /** One for each column; text of files as it is. */
  readonly cells: readonly string[];
  readonly places: readonly FactPlace[];
}

export interface FactTable {
  readonly type: 'table';
  readonly columns: readonly FactColumnKey[];
  readonly rows: readonly FactRow[];
}

/** Lines of a file, or of the corpus, word for word. */
export interface FactQuote {
  readonly type: 'quote';
  readonly text: string;
  readonly place: FactPlace;
  /** Lines of the definition that are left out. */
  readonly leftLines: number;
}

export type FactItem = FactSentence | FactTable | FactQuote;

/**
 * What the index says about a question without any model: computed from the parsed
 * configurations and logs, in the order in which it is shown. Plain data.
 */
export interface ComposedFacts {
  readonly kind: 'address' | 'definition' | 'devices' | 'mnemonic' | 'device' | 'missing';
  readonly items: readonly FactItem[];
  /** The question asks more than the facts say. */
  readonly partial?: true;
}

/** All places of the facts, in order, each once. */
export function factPlaces(facts: ComposedFacts): FactPlace[] {
  const places = facts.items.flatMap((item): readonly FactPlace[] => {
    if (item.type === 'quote') return [item.place];
    return item.type === 'table' ? item.rows.flatMap((row) => row.places) : item.places;
  });
  const seen = new Set<string>();
  return places.filter(({ origin, folder, path, startLine, endLine }) => {
    const key = JSON.stringify([origin, folder, path, startLine, endLine]);
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}
