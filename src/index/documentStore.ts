import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { z } from 'zod';
import { EMBEDDING_DIMENSION } from '../core/limits.ts';
import type {
  Chunk,
  DocumentId,
  DocumentKind,
  DocumentStatus,
  Platform,
  Sentence,
} from '../core/types.ts';
import { tokenize } from '../network/tokenize.ts';
import type { VectorItem } from './vectorStore.ts';

/** What is remembered of a file, searchable or not. Times are ms since 1970. */
export interface DocumentRecord extends DocumentId {
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** SHA-256 of the file's bytes; empty while it was never read. */
  readonly hash: string;
  readonly status: DocumentStatus;
  readonly reason?: Sentence;
  readonly kind?: DocumentKind;
  readonly platform?: Platform;
  readonly hostname?: string;
  readonly lineCount: number;
  /** Lines of a long log that are not searchable because equal messages fill it. */
  readonly sampledLines: number;
  readonly chunkCount: number;
  readonly queuedAtMs?: number;
  readonly finishedAtMs?: number;
}

export type DocumentFacts = Omit<DocumentRecord, 'chunkCount'>;

/** A chunk as it is stored, with the hashes of the texts whose vectors find it. */
export interface StoredChunk {
  readonly chunk: Chunk;
  readonly unitHashes: readonly string[];
}

/** A chunk with its place, as search gives it back. */
export interface FoundChunk extends Chunk, DocumentId {
  readonly chunkId: number;
  readonly documentId: number;
  readonly documentTitle: string;
}

const documentRow = z.object({
  folder: z.string(),
  path: z.string(),
  size_bytes: z.number(),
  modified_ms: z.number(),
  hash: z.string(),
  status: z.enum(['queued', 'processing', 'indexed', 'skipped', 'failed']),
  reason: z.string().nullable(),
  kind: z.enum(['config', 'log', 'show-output', 'markdown', 'text']).nullable(),
  platform: z
    .enum(['ios', 'ios-xe', 'nx-os', 'ios-xr', 'asa', 'junos', 'eos', 'cisco-like', 'unknown'])
    .nullable(),
  hostname: z.string().nullable(),
  line_count: z.number(),
  sampled_lines: z.number(),
  queued_at: z.number().nullable(),
  finished_at: z.number().nullable(),
  chunk_count: z.number(),
});

const sentenceText = z.object({
  template: z.string(),
  args: z.array(z.union([z.string(), z.number()])),
});

const chunkRow = documentRow.pick({ folder: true, path: true, hostname: true }).extend({
  chunk_id: z.number(),
  document_id: z.number(),
  title: z.string(),
  kind: documentRow.shape.kind,
  platform: documentRow.shape.platform,
  start_line: z.number(),
  end_line: z.number(),
  section_path: z.string(),
  text: z.string(),
});

const sectionPathText = z.array(z.string());

const countsRow = z.object({
  files: z.number(),
  chunks: z.number(),
  units: z.number(),
  lines: z.number(),
});

const CHUNK_COLUMNS = `c.id AS chunk_id, d.id AS document_id, d.folder, d.path, d.hostname, d.title,
  d.kind, d.platform, c.start_line, c.end_line, c.section_path, c.text`;

function toDocument(row: unknown): DocumentRecord {
  const value = documentRow.parse(row);
  return {
    folder: value.folder,
    path: value.path,
    sizeBytes: value.size_bytes,
    modifiedMs: value.modified_ms,
    hash: value.hash,
    status: value.status,
    lineCount: value.line_count,
    sampledLines: value.sampled_lines,
    chunkCount: value.chunk_count,
    ...(value.reason ? { reason: sentenceText.parse(JSON.parse(value.reason)) } : {}),
    ...(value.kind ? { kind: value.kind } : {}),
    ...(value.platform ? { platform: value.platform } : {}),
    ...(value.hostname ? { hostname: value.hostname } : {}),
    ...(value.queued_at === null ? {} : { queuedAtMs: value.queued_at }),
    ...(value.finished_at === null ? {} : { finishedAtMs: value.finished_at }),
  };
}

function toChunk(row: unknown): FoundChunk {
  const value = chunkRow.parse(row);
  return {
    chunkId: value.chunk_id,
    documentId: value.document_id,
    documentTitle: value.title,
    folder: value.folder,
    path: value.path,
    startLine: value.start_line,
    endLine: value.end_line,
    kind: value.kind ?? 'text',
    platform: value.platform ?? 'unknown',
    sectionPath: sectionPathText.parse(JSON.parse(value.section_path)),
    text: value.text,
    ...(value.hostname ? { hostname: value.hostname } : {}),
  };
}

function placeholders(count: number): string {
  return Array.from({ length: count }, () => '?').join(',');
}

/** SQLite's limit on parameters is far higher; this keeps statements small. */
const PARAMETERS_PER_QUERY = 500;

/** Documents, their chunks and their lexical index. Synchronous: it lives in a worker thread. */
export class DocumentStore {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Statements are compiled once: thousands of documents use the same few. */
  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
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
    const value = this.#prepare('SELECT value FROM meta WHERE key = ?').get(key)?.value;
    return typeof value === 'string' ? value : undefined;
  }

  setMeta(key: string, value: string): void {
    this.#prepare(
      'INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    ).run(key, value);
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
    return this.#prepare(
      `SELECT d.*, (SELECT count(*) FROM chunks c WHERE c.document_id = d.id) AS chunk_count
         FROM documents d ORDER BY folder, path`,
    )
      .all()
      .map(toDocument);
  }

  document({ folder, path }: DocumentId): DocumentRecord | undefined {
    const row = this.#prepare(
      `SELECT d.*, (SELECT count(*) FROM chunks c WHERE c.document_id = d.id) AS chunk_count
         FROM documents d WHERE folder = ? AND path = ?`,
    ).get(folder, path);
    return row ? toDocument(row) : undefined;
  }

  documentRowId({ folder, path }: DocumentId): number | undefined {
    const row = this.#prepare('SELECT id FROM documents WHERE folder = ? AND path = ?').get(
      folder,
      path,
    );
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
      status: facts.status,
      reason: facts.reason ? JSON.stringify(facts.reason) : null,
      kind: facts.kind ?? null,
      platform: facts.platform ?? null,
      hostname: facts.hostname ?? null,
      title,
      line_count: facts.lineCount,
      sampled_lines: facts.sampledLines,
      queued_at: facts.queuedAtMs ?? null,
      finished_at: facts.finishedAtMs ?? null,
    };
    const names = Object.keys(columns);
    const row = this.#prepare(
      `INSERT INTO documents (${names.join(',')}) VALUES (${placeholders(names.length)})
         ON CONFLICT (folder, path) DO UPDATE SET
         ${names.map((name) => `${name} = excluded.${name}`).join(',')} RETURNING id`,
    ).get(...Object.values(columns));
    return z.object({ id: z.number() }).parse(row).id;
  }

  /** Notes how far documents have come; unknown ones are left out. */
  setStatus(ids: readonly DocumentId[], status: DocumentStatus): void {
    const statement = this.#prepare(
      'UPDATE documents SET status = ? WHERE folder = ? AND path = ?',
    );
    this.transaction(() => {
      for (const { folder, path } of ids) statement.run(status, folder, path);
    });
  }

  /** Replaces a document's chunks. Units that are new get a row without a vector. */
  putChunks(documentId: number, title: string, chunks: readonly StoredChunk[]): void {
    this.#removeChunks(documentId);
    const insertChunk = this.#prepare(
      'INSERT INTO chunks (document_id, start_line, end_line, section_path, text) VALUES (?, ?, ?, ?, ?)',
    );
    const insertWords = this.#prepare('INSERT INTO lexical (rowid, title, body) VALUES (?, ?, ?)');
    const insertUnit = this.#prepare('INSERT OR IGNORE INTO units (hash) VALUES (?)');
    const link = this.#prepare(
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
    this.#prepare('DELETE FROM documents WHERE id = ?').run(id);
  }

  #removeChunks(documentId: number): void {
    this.#prepare(
      'DELETE FROM lexical WHERE rowid IN (SELECT id FROM chunks WHERE document_id = ?)',
    ).run(documentId);
    this.#prepare('DELETE FROM chunks WHERE document_id = ?').run(documentId);
  }

  /** Makes every document that needs one of the units be read again (its vectors were lost). */
  requeueUnits(hashes: readonly string[]): void {
    const statement = this.#prepare(
      `UPDATE documents SET status = 'queued', hash = '' WHERE id IN (
         SELECT c.document_id FROM chunks c JOIN chunk_units cu ON cu.chunk_id = c.id
         JOIN units u ON u.id = cu.unit_id WHERE u.hash = ?)`,
    );
    for (const hash of hashes) statement.run(hash);
  }

  /** Keeps a vector until a shard has it. */
  putPendingVectors(items: readonly VectorItem[]): void {
    const statement = this.#prepare(
      'INSERT INTO units (hash, vector) VALUES (?, ?) ON CONFLICT (hash) DO UPDATE SET vector = excluded.vector',
    );
    for (const { id, vector } of items) {
      statement.run(id, new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength));
    }
  }

  pendingVectors(): VectorItem[] {
    return this.#prepare('SELECT hash, vector FROM units WHERE vector IS NOT NULL')
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
    return this.#prepare(
      `DELETE FROM units WHERE NOT EXISTS (SELECT 1 FROM chunk_units cu WHERE cu.unit_id = units.id)
         RETURNING hash`,
    )
      .all()
      .flatMap(({ hash }) => (typeof hash === 'string' ? [hash] : []));
  }

  unitHashes(): string[] {
    return this.#prepare('SELECT hash FROM units')
      .all()
      .flatMap(({ hash }) => (typeof hash === 'string' ? [hash] : []));
  }

  /** Chunks by id, in no particular order. */
  chunksById(ids: readonly number[]): FoundChunk[] {
    const found: FoundChunk[] = [];
    for (let start = 0; start < ids.length; start += PARAMETERS_PER_QUERY) {
      const part = ids.slice(start, start + PARAMETERS_PER_QUERY);
      const rows = this.#prepare(
        `SELECT ${CHUNK_COLUMNS} FROM chunks c JOIN documents d ON d.id = c.document_id
           WHERE c.id IN (${placeholders(part.length)})`,
      ).all(...part);
      found.push(...rows.map(toChunk));
    }
    return found;
  }

  /** Ids of the chunks that share a unit text; `limit` bounds texts that many devices share. */
  chunkIdsOfUnit(hash: string, limit: number): number[] {
    return this.#prepare(
      `SELECT cu.chunk_id AS id FROM chunk_units cu JOIN units u ON u.id = cu.unit_id
         WHERE u.hash = ? LIMIT ?`,
    )
      .all(hash, limit)
      .flatMap(({ id }) => (typeof id === 'number' ? [id] : []));
  }

  chunksOfDocument(documentId: number): FoundChunk[] {
    return this.#prepare(
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
    return this.#prepare(
      `SELECT rowid AS id, bm25(lexical, 2.0, 1.0) AS score FROM lexical
         WHERE lexical MATCH ? ${filter} ORDER BY score LIMIT ?`,
    )
      .all(query, ...(within ? [JSON.stringify(within)] : []), options.limit)
      .flatMap(({ id, score }) =>
        typeof id === 'number' && typeof score === 'number' ? [{ chunkId: id, score: -score }] : [],
      );
  }

  /** Documents with their names, for recognising devices in a question. */
  devices(): {
    readonly documentId: number;
    readonly hostname: string;
    readonly path: string;
    /** A Platform, or '' where the document has none. */
    readonly platform: string;
  }[] {
    return this.#prepare(
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
    const row = this.#prepare(
      `SELECT (SELECT count(*) FROM chunks) AS chunks, (SELECT count(*) FROM units) AS units,
         count(*) AS files, coalesce(sum(line_count), 0) AS lines
         FROM documents WHERE status = 'indexed'`,
    ).get();
    return countsRow.parse(row);
  }
}
