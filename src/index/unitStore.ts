import { EMBEDDING_DIMENSION } from '../core/limits.ts';
import type { Statements } from './statements.ts';
import type { VectorItem } from './vectorStore.ts';

function hashesOf(rows: readonly Readonly<Record<string, unknown>>[]): string[] {
  return rows.flatMap(({ hash }) => (typeof hash === 'string' ? [hash] : []));
}

/** The embedded texts by their hash, and their vectors until a shard has them. */
export class UnitStore {
  readonly #statements: Statements;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  hashes(): string[] {
    return hashesOf(this.#statements.get('SELECT hash FROM units').all());
  }

  /** Removes units that no chunk uses any more and returns their hashes. */
  removeUnused(): string[] {
    const rows = this.#statements
      .get(
        `DELETE FROM units WHERE NOT EXISTS (SELECT 1 FROM chunk_units cu WHERE cu.unit_id = units.id)
         RETURNING hash`,
      )
      .all();
    return hashesOf(rows);
  }

  /** Makes every document that needs one of the units be read again (its vectors were lost). */
  requeueDocuments(hashes: readonly string[]): void {
    const statement = this.#statements.get(
      `UPDATE documents SET status = 'queued', hash = '' WHERE id IN (
         SELECT c.document_id FROM chunks c JOIN chunk_units cu ON cu.chunk_id = c.id
         JOIN units u ON u.id = cu.unit_id WHERE u.hash = ?)`,
    );
    for (const hash of hashes) statement.run(hash);
  }

  /** Keeps a vector until a shard has it. */
  putVectors(items: readonly VectorItem[]): void {
    const statement = this.#statements.get(
      'INSERT INTO units (hash, vector) VALUES (?, ?) ON CONFLICT (hash) DO UPDATE SET vector = excluded.vector',
    );
    for (const { id, vector } of items) {
      statement.run(id, new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength));
    }
  }

  /** The vectors that no shard has yet. */
  pendingVectors(): VectorItem[] {
    return this.#statements
      .get('SELECT hash, vector FROM units WHERE vector IS NOT NULL')
      .all()
      .flatMap(({ hash, vector }) => {
        if (typeof hash !== 'string' || !(vector instanceof Uint8Array)) return [];
        if (vector.byteLength !== EMBEDDING_DIMENSION * 4) return [];
        return [{ id: hash, vector: new Float32Array(vector.slice().buffer) }];
      });
  }

  clearPendingVectors(): void {
    this.#statements.get('UPDATE units SET vector = NULL WHERE vector IS NOT NULL').run();
  }
}
