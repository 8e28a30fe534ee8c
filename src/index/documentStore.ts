import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { DocumentId, DocumentKind, DocumentStatus } from '../core/types.ts';
import { insertChunks, removeChunks } from './chunkRows.ts';
import { LogLineStore } from './logLineStore.ts';
import { NameStore } from './nameStore.ts';
import { Statements } from './statements.ts';
import {
  CHUNK_COLUMNS,
  countsRow,
  type DocumentFacts,
  type DocumentRecord,
  documentValues,
  type FoundChunk,
  PUT_DOCUMENT,
  type StoredChunk,
  toChunk,
  toDocument,
} from './storeRows.ts';
import { inTransaction } from './transaction.ts';
import { UnitStore } from './unitStore.ts';

function placeholders(count: number): string {
  return Array.from({ length: count }, () => '?').join(',');
}

/** A token as FTS5 takes it literally, whatever is in it. */
function quoted(token: string): string {
  return `"${token.replace(/["\0]/g, '')}"`;
}

const rowId = z.object({ id: z.number() });

function idsOf(rows: readonly Readonly<Record<string, unknown>>[]): number[] {
  return rows.flatMap(({ id }) => (typeof id === 'number' ? [id] : []));
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
  /** What is embedded. */
  readonly units: UnitStore;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#statements = new Statements(database);
    this.names = new NameStore(this.#statements);
    this.logLines = new LogLineStore(database, this.#statements);
    this.units = new UnitStore(this.#statements);
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
    return inTransaction(this.#database, work);
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
    return row ? rowId.parse(row).id : undefined;
  }

  /** Stores a document's facts; its chunks stay as they are. Returns its row id. */
  putDocument(facts: DocumentFacts, title = ''): number {
    const row = this.#statements.get(PUT_DOCUMENT).get(documentValues(facts, title));
    return rowId.parse(row).id;
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
    removeChunks(this.#statements, documentId);
    insertChunks(this.#statements, documentId, title, chunks);
  }

  /** Forgets a document and all that hangs on it; an unknown one is none the worse. */
  removeDocument(document: DocumentId): void {
    this.transaction(() => {
      const id = this.documentRowId(document);
      if (id === undefined) return;
      removeChunks(this.#statements, id);
      this.#statements.get('DELETE FROM documents WHERE id = ?').run(id);
    });
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
    const statement = this.#statements.get(
      `SELECT cu.chunk_id AS id FROM chunk_units cu JOIN units u ON u.id = cu.unit_id
       WHERE u.hash = ? LIMIT ?`,
    );
    return idsOf(statement.all(hash, limit));
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
   * implemented by SQLite FTS5); a token in the title counts twice.
   */
  lexicalSearch(
    tokens: readonly string[],
    options: {
      readonly limit: number;
      readonly documentIds?: readonly number[];
    },
  ): { readonly chunkId: number; readonly score: number }[] {
    if (tokens.length === 0) return [];
    const query = [...new Set(tokens)].map(quoted).join(' OR ');
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

  /** Whether any chunk holds the token. */
  holds(token: string): boolean {
    const statement = this.#statements.get('SELECT 1 FROM lexical WHERE lexical MATCH ? LIMIT 1');
    return statement.get(quoted(token)) !== undefined;
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
    const statement = this.#statements.get(
      `SELECT id FROM chunks WHERE document_id IN (SELECT value FROM json_each(?))
       ORDER BY document_id, start_line LIMIT ?`,
    );
    return idsOf(statement.all(JSON.stringify(documentIds), limit));
  }

  /** Chunks of some documents that hold a token of every group, in title or text, in file order. */
  chunksHoldingAll(
    groups: readonly (readonly string[])[],
    documentIds: readonly number[],
    limit: number,
  ): number[] {
    const filled = groups.filter((tokens) => tokens.length > 0);
    if (filled.length === 0 || documentIds.length === 0) return [];
    const query = filled.map((tokens) => `(${tokens.map(quoted).join(' OR ')})`).join(' AND ');
    const statement = this.#statements.get(
      `SELECT c.id FROM lexical l JOIN chunks c ON c.id = l.rowid
       WHERE lexical MATCH ? AND c.document_id IN (SELECT value FROM json_each(?))
       ORDER BY c.document_id, c.start_line LIMIT ?`,
    );
    return idsOf(statement.all(query, JSON.stringify(documentIds), limit));
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
