import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Compiles each SQL text once: thousands of documents use the same few statements. */
export class Statements {
  readonly #database: DatabaseSync;
  readonly #compiled = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** @throws SQLite's error for SQL that it does not understand */
  get(sql: string): StatementSync {
    const known = this.#compiled.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    this.#compiled.set(sql, statement);
    return statement;
  }

  /** Forgets all of them, before the database is closed. */
  clear(): void {
    this.#compiled.clear();
  }
}
