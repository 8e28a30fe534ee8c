import {
  compilePattern,
  type FoundName,
  firstWords,
  matchPattern,
  type StatementPattern,
  type StatementWords,
} from './statementPattern.ts';

/** Statements of one context; the pattern language is in statementPattern.ts. */
export interface StatementTable {
  /** A header above the statement fits this; without it the statements hold everywhere. */
  readonly within?: RegExp;
  /** The statement itself fits this. */
  readonly of?: RegExp;
  /** Only at the left edge: the same words inside a section mean something else. */
  readonly top?: true;
  readonly statements: readonly string[];
}

/** A table whose patterns are found by their first words. */
export interface CompiledTable {
  readonly within: RegExp | undefined;
  readonly of: RegExp | undefined;
  readonly top: boolean;
  readonly anchored: ReadonlyMap<string, readonly StatementPattern[]>;
  /** Patterns that do not begin with a keyword. */
  readonly keyless: readonly StatementPattern[];
  readonly floating: ReadonlyMap<string, readonly StatementPattern[]>;
}

function byFirstWord(patterns: readonly StatementPattern[]): Map<string, StatementPattern[]> {
  const index = new Map<string, StatementPattern[]>();
  for (const pattern of patterns) {
    const words = firstWords(pattern);
    for (const word of words ?? []) index.set(word, [...(index.get(word) ?? []), pattern]);
  }
  return index;
}

export function compileTable({ within, of, top, statements }: StatementTable): CompiledTable {
  const patterns = statements.map(compilePattern);
  return {
    within,
    of,
    top: top === true,
    anchored: byFirstWord(patterns.filter(({ floating }) => !floating)),
    keyless: patterns.filter((pattern) => !firstWords(pattern)),
    floating: byFirstWord(patterns.filter(({ floating }) => floating)),
  };
}

/** Every name that a table finds in a statement whose command begins at word `start`. */
export function namesInStatement(
  table: CompiledTable,
  statement: StatementWords,
  start: number,
): FoundName[] {
  const found: FoundName[] = [];
  for (const pattern of table.anchored.get(statement.lower[start] ?? '') ?? []) {
    found.push(...(matchPattern(pattern, statement, start) ?? []));
  }
  for (const pattern of table.keyless) {
    found.push(...(matchPattern(pattern, statement, start) ?? []));
  }
  if (table.floating.size === 0) return found;
  for (let at = start; at < statement.lower.length; at++) {
    for (const pattern of table.floating.get(statement.lower[at] ?? '') ?? []) {
      found.push(...(matchPattern(pattern, statement, at) ?? []));
    }
  }
  return found;
}
