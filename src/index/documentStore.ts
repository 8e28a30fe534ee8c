import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { z } from 'zod';
import { EMBEDDING_DIMENSION } from '../core/limits.ts';
import type { DocumentId, DocumentKind, DocumentStatus } from '../core/types.ts';
import { tokenize } from '../network/tokenize.ts';
import { LogLineStore } from './logLineStore.ts';
import { NameStore } from './nameStore.ts';
import { Statements } from './statements.ts';
import {
  CHUNK_COLUMNS,
  countsRow,
  type DocumentFacts,
  type DocumentRecord,
  type FoundChunk,
  type StoredChunk,
  toChunk,
  toDocument,
} from './storeRows.ts';
import type { VectorItem } from './vectorStore.ts';

function placeholders(count: number): string {
  return Array.from({ length: count }, () => '?').join(',');
}

/** SQLite's limit on parameters is far higher; this keeps statements small. */
const PARAMETERS_PER_QUERY = 500;

/** Documents, their chunks and their lexical index. Synchronous: it lives in a worker thread. */
export class DocumentStore {
  readonly #database: DatabaseSync;
  readonly #statements: Statements;
  /** What the documents define, use and address. */
  readonly names: NameStore;
  /** Where the lines of long logs stand. */
  readonly logLines: LogLineStore;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#statements = new Statements(database);
    this.names = new NameStore(this.#statements);
    this.logLines = new LogLineStore(database, this.#statements);
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  /** Makes the database one compact file that can be read from a read-only folder. */
  seal(): void {
    this.#database.exec("INSERT INTO lexical (lexical) VALUES ('optimize')");
    this.#database.exec('PRAGMA journal_mode = DELETE');
    this.#database.exec('VACUUM');
  }

  getMeta(key: string): string | undefined {
    const value = this.#statements.get('SELECT value FROM meta WHERE key = ?').get(key)?.value;
    return typeof value === 'string' ? value : undefined;
  }

  setMeta(key: string, value: string): void {
    this.#statements
      .get('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
      .run(key, value);
  }

  /** Runs `work` in one transaction: all of it is stored, or none. */
  transaction<T>(work: () => T): T {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      this.#rollback();
      throw error;
    }
  }

  #rollback(): void {
    try {
      this.#database.exec('ROLLBACK');
    } catch {
      // SQLite has rolled back by itself, as it does when the disk is full.
    }
  }

  documents(): DocumentRecord[] {
    return this.#statements
      .get(
        `SELECT d.*, (SELECT count(*) FROM chunks c WHERE c.document_id = d.id) AS chunk_count
         FROM documents d ORDER BY folder, path`,
      )
      .all()
      .map(toDocument);
  }

  document({ folder, path }: DocumentId): DocumentRecord | undefined {
    const row = this.#statements
      .get(
        `SELECT d.*, (SELECT count(*) FROM chunks c WHERE c.document_id = d.id) AS chunk_count
         FROM documents d WHERE folder = ? AND path = ?`,
      )
      .get(folder, path);
    return row ? toDocument(row) : undefined;
  }

  documentRowId({ folder, path }: DocumentId): number | undefined {
    const row = this.#statements
      .get('SELECT id FROM documents WHERE folder = ? AND path = ?')
      .get(folder, path);
    return row ? z.object({ id: z.number() }).parse(row).id : undefined;
  }

  /** Stores a document's facts; its chunks stay as they are. Returns its row id. */
  putDocument(facts: DocumentFacts, title = ''): number {
    const columns: Record<string, SQLInputValue> = {
      folder: facts.folder,
      path: facts.path,
      size_bytes: facts.sizeBytes,
      modified_ms: facts.modifiedMs,
      hash: facts.hash,
      declared: facts.declared ?? null,
      status: facts.status,
      reason: facts.reason ? JSON.stringify(facts.reason) : null,
      kind: facts.kind ?? null,
      platform: facts.platform ?? null,
      hostname: facts.hostname ?? null,
      title,
      line_count: facts.lineCount,
      understood: facts.statements?.understood ?? null,
      unrecognised: facts.statements?.unrecognised ?? null,
      queued_at: facts.queuedAtMs ?? null,
      finished_at: facts.finishedAtMs ?? null,
    };
    const names = Object.keys(columns);
    const row = this.#statements
      .get(
        `INSERT INTO documents (${names.join(',')}) VALUES (${placeholders(names.length)})
         ON CONFLICT (folder, path) DO UPDATE SET
         ${names.map((name) => `${name} = excluded.${name}`).join(',')} RETURNING id`,
      )
      .get(...Object.values(columns));
    return z.object({ id: z.number() }).parse(row).id;
  }

  /** Notes how far documents have come; unknown ones are left out. */
  setStatus(ids: readonly DocumentId[], status: DocumentStatus): void {
    const statement = this.#statements.get(
      'UPDATE documents SET status = ? WHERE folder = ? AND path = ?',
    );
    this.transaction(() => {
      for (const { folder, path } of ids) statement.run(status, folder, path);
    });
  }

  /** The chunk that holds a line of a document (1-based), or undefined. */
  chunkAt(documentId: number, line: number): number | undefined {
    const row = this.#statements
      .get(
        `SELECT id FROM chunks WHERE document_id = ? AND start_line <= ? AND end_line >= ?
           ORDER BY derived, start_line DESC LIMIT 1`,
      )
      .get(documentId, line, line);
    return typeof row?.id === 'number' ? row.id : undefined;
  }

  /** Replaces a document's chunks. Units that are new get a row without a vector. */
  putChunks(documentId: number, title: string, chunks: readonly StoredChunk[]): void {
    this.#removeChunks(documentId);
    const insertChunk = this.#statements.get(
      `INSERT INTO chunks (document_id, start_line, end_line, section_path, text, place, hostname, derived)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    const insertWords = this.#statements.get(
      'INSERT INTO lexical (rowid, title, body) VALUES (?, ?, ?)',
    );
    const insertUnit = this.#statements.get('INSERT OR IGNORE INTO units (hash) VALUES (?)');
    const link = this.#statements.get(
      'INSERT OR IGNORE INTO chunk_units SELECT ?, id FROM units WHERE hash = ?',
    );
    for (const { chunk, unitHashes } of chunks) {
      const path = JSON.stringify(chunk.sectionPath);
      const { lastInsertRowid } = insertChunk.run(
        documentId,
        chunk.startLine,
        chunk.endLine,
        path,
        chunk.text,
        chunk.place ? JSON.stringify(chunk.place) : null,
        chunk.hostname ?? null,
        chunk.derived ? 1 : 0,
      );
      const heading = `${title} ${chunk.hostname ?? ''} ${chunk.sectionPath.join(' ')}`;
      insertWords.run(lastInsertRowid, tokenize(heading).join(' '), tokenize(chunk.text).join(' '));
      for (const hash of unitHashes) {
        insertUnit.run(hash);
        link.run(lastInsertRowid, hash);
      }
    }
  }

  removeDocument(document: DocumentId): void {
    const id = this.documentRowId(document);
    if (id === undefined) return;
    this.#removeChunks(id);
    this.#statements.get('DELETE FROM documents WHERE id = ?').run(id);
  }

  #removeChunks(documentId: number): void {
    this.#statements
      .get('DELETE FROM lexical WHERE rowid IN (SELECT id FROM chunks WHERE document_id = ?)')
      .run(documentId);
    this.#statements.get('DELETE FROM chunks WHERE document_id = ?').run(documentId);
  }

  /** Makes every document that needs one of the units be read again (its vectors were lost). */
  requeueUnits(hashes: readonly string[]): void {
    const statement = this.#statements.get(
      `UPDATE documents SET status = 'queued', hash = '' WHERE id IN (
         SELECT c.document_id FROM chunks c JOIN chunk_units cu ON cu.chunk_id = c.id
         JOIN units u ON u.id = cu.unit_id WHERE u.hash = ?)`,
    );
    for (const hash of hashes) statement.run(hash);
  }

  /** Keeps a vector until a shard has it. */
  putPendingVectors(items: readonly VectorItem[]): void {
    const statement = this.#statements.get(
      'INSERT INTO units (hash, vector) VALUES (?, ?) ON CONFLICT (hash) DO UPDATE SET vector = excluded.vector',
    );
    for (const { id, vector } of items) {
      statement.run(id, new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength));
    }
  }

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
    this.#database.exec('UPDATE units SET vector = NULL WHERE vector IS NOT NULL');
  }

  /** Removes units that no chunk uses any more and returns their hashes. */
  removeUnusedUnits(): string[] {
    return this.#statements
      .get(
        `DELETE FROM units WHERE NOT EXISTS (SELECT 1 FROM chunk_units cu WHERE cu.unit_id = units.id)
         RETURNING hash`,
      )
      .all()
      .flatMap(({ hash }) => (typeof hash === 'string' ? [hash] : []));
  }

  unitHashes(): string[] {
    return this.#statements
      .get('SELECT hash FROM units')
      .all()
      .flatMap(({ hash }) => (typeof hash === 'string' ? [hash] : []));
  }

  /** Chunks by id, in no particular order. */
  chunksById(ids: readonly number[]): FoundChunk[] {
    const found: FoundChunk[] = [];
    for (let start = 0; start < ids.length; start += PARAMETERS_PER_QUERY) {
      const part = ids.slice(start, start + PARAMETERS_PER_QUERY);
      const rows = this.#statements
        .get(
          `SELECT ${CHUNK_COLUMNS} FROM chunks c JOIN documents d ON d.id = c.document_id
           WHERE c.id IN (${placeholders(part.length)})`,
        )
        .all(...part);
      found.push(...rows.map(toChunk));
    }
    return found;
  }

  /** Ids of the chunks that share a unit text; `limit` bounds texts that many devices share. */
  chunkIdsOfUnit(hash: string, limit: number): number[] {
    return this.#statements
      .get(
        `SELECT cu.chunk_id AS id FROM chunk_units cu JOIN units u ON u.id = cu.unit_id
         WHERE u.hash = ? LIMIT ?`,
      )
      .all(hash, limit)
      .flatMap(({ id }) => (typeof id === 'number' ? [id] : []));
  }

  chunksOfDocument(documentId: number): FoundChunk[] {
    return this.#statements
      .get(
        `SELECT ${CHUNK_COLUMNS} FROM chunks c JOIN documents d ON d.id = c.document_id
         WHERE d.id = ? ORDER BY c.start_line`,
      )
      .all(documentId)
      .map(toChunk);
  }

  /**
   * Chunk ids that hold any of the tokens, best first by BM25 (Robertson & Zaragoza 2009, as
   * implemented by SQLite FTS5); a token in the title counts `titleWeight` times.
   */
  lexicalSearch(
    tokens: readonly string[],
    options: {
      readonly limit: number;
      readonly documentIds?: readonly number[];
    },
  ): { readonly chunkId: number; readonly score: number }[] {
    if (tokens.length === 0) return [];
    const query = [...new Set(tokens)]
      .map((token) => `"${token.replace(/["\0]/g, '')}"`)
      .join(' OR ');
    const within = options.documentIds;
    const filter = within
      ? 'AND rowid IN (SELECT id FROM chunks WHERE document_id IN (SELECT value FROM json_each(?)))'
      : '';
    return this.#statements
      .get(
        `SELECT rowid AS id, bm25(lexical, 2.0, 1.0) AS score FROM lexical
         WHERE lexical MATCH ? ${filter} ORDER BY score LIMIT ?`,
      )
      .all(query, ...(within ? [JSON.stringify(within)] : []), options.limit)
      .flatMap(({ id, score }) =>
        typeof id === 'number' && typeof score === 'number' ? [{ chunkId: id, score: -score }] : [],
      );
  }

  /** The indexed documents of one kind. */
  documentsOfKind(kind: DocumentKind): { readonly documentId: number; readonly folder: string }[] {
    return this.#statements
      .get("SELECT id, folder FROM documents WHERE kind = ? AND status = 'indexed'")
      .all(kind)
      .flatMap(({ id, folder }) =>
        typeof id === 'number' && typeof folder === 'string' ? [{ documentId: id, folder }] : [],
      );
  }

  /** Ids of the chunks of some documents, in file order. */
  chunkIdsOf(documentIds: readonly number[], limit: number): number[] {
    return this.#statements
      .get(
        `SELECT id FROM chunks WHERE document_id IN (SELECT value FROM json_each(?))
         ORDER BY document_id, start_line LIMIT ?`,
      )
      .all(JSON.stringify(documentIds), limit)
      .flatMap(({ id }) => (typeof id === 'number' ? [id] : []));
  }

  /** Chunks of some documents that hold a token of every group, in title or text, in file order. */
  chunksHoldingAll(
    groups: readonly (readonly string[])[],
    documentIds: readonly number[],
    limit: number,
  ): number[] {
    const filled = groups.filter((tokens) => tokens.length > 0);
    if (filled.length === 0 || documentIds.length === 0) return [];
    const quoted = (token: string): string => `"${token.replace(/["\0]/g, '')}"`;
    const query = filled.map((tokens) => `(${tokens.map(quoted).join(' OR ')})`).join(' AND ');
    return this.#statements
      .get(
        `SELECT c.id FROM lexical l JOIN chunks c ON c.id = l.rowid
         WHERE lexical MATCH ? AND c.document_id IN (SELECT value FROM json_each(?))
         ORDER BY c.document_id, c.start_line LIMIT ?`,
      )
      .all(query, JSON.stringify(documentIds), limit)
      .flatMap(({ id }) => (typeof id === 'number' ? [id] : []));
  }

  /** Documents with their names, for recognising devices in a question. */
  devices(): {
    readonly documentId: number;
    readonly hostname: string;
    readonly path: string;
    /** A Platform, or '' where the document has none. */
    readonly platform: string;
  }[] {
    return this.#statements
      .get(
        "SELECT id, hostname, path, platform FROM documents WHERE status NOT IN ('skipped', 'failed')",
      )
      .all()
      .flatMap(({ id, hostname, path, platform }) =>
        typeof id === 'number' && typeof path === 'string'
          ? [
              {
                documentId: id,
                path,
                hostname: typeof hostname === 'string' ? hostname : '',
                platform: typeof platform === 'string' ? platform : '',
              },
            ]
          : [],
      );
  }

  /** Totals of the store; files and lines are those of indexed documents. */
  counts(): {
    readonly files: number;
    readonly chunks: number;
    readonly units: number;
    readonly lines: number;
  } {
    const row = this.#statements
      .get(
        `SELECT (SELECT count(*) FROM chunks) AS chunks, (SELECT count(*) FROM units) AS units,
         count(*) AS files, coalesce(sum(line_count), 0) AS lines
         FROM documents WHERE status = 'indexed'`,
      )
      .get();
    return countsRow.parse(row);
  }
}
