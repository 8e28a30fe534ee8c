import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { DocumentId } from '../core/types.ts';
import { TEXT_ENCODINGS, type TextEncoding } from '../ingest/decodeText.ts';
import { BlockTokens, type TokenHash } from '../ingest/log/logTokens.ts';
import type { LogBlock } from '../ingest/log/readLogBlocks.ts';
import { buildFilter, mayContain } from './logLineFilter.ts';
import type { Statements } from './statements.ts';
import { inTransaction } from './transaction.ts';

/**
 * Where the lines of long logs stand in their files. A log's blocks are written while it is read
 * and belong to no document until they are complete; a killed process leaves such a log behind,
 * and opening removes it.
 */
export const LOG_TABLES = `
CREATE TABLE IF NOT EXISTS log_files (
  id INTEGER PRIMARY KEY,
  document_id INTEGER UNIQUE REFERENCES documents (id) ON DELETE CASCADE,
  encoding TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS log_blocks (
  id INTEGER PRIMARY KEY,
  log_id INTEGER NOT NULL REFERENCES log_files (id) ON DELETE CASCADE,
  first_line INTEGER NOT NULL,
  byte_offset INTEGER NOT NULL,
  byte_length INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  filter BLOB NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS log_blocks_of_file ON log_blocks (log_id);
`;

/** Blocks that are written in one transaction. */
const BLOCKS_PER_WRITE = 64;
/** Filters that are looked at before other work of the thread has its turn. */
const FILTERS_PER_SLICE = 1_024;

/** A log whose lines are found by their blocks. */
export interface LogFile extends DocumentId {
  readonly logId: number;
  readonly documentId: number;
  readonly hostname?: string;
  readonly encoding: TextEncoding;
}

export type LogBlockPlace = Pick<LogBlock, 'firstLine' | 'byteOffset' | 'byteLength' | 'checksum'>;

/** A block that may hold some of the tokens, one bit for each in their order. */
export interface MatchedBlock {
  readonly blockId: number;
  readonly logId: number;
  readonly tokens: number;
}

/** More tokens do not fit into the bits of a number. */
export const MAX_MATCHED_TOKENS = 31;

const logRow = z.object({
  log_id: z.number(),
  document_id: z.number(),
  folder: z.string(),
  path: z.string(),
  hostname: z.string().nullable(),
  encoding: z.enum(TEXT_ENCODINGS),
});

const placeRow = z.object({
  first_line: z.number(),
  byte_offset: z.number(),
  byte_length: z.number(),
  checksum: z.number(),
});

function toLogFile(row: unknown): LogFile {
  const value = logRow.parse(row);
  const { log_id: logId, document_id: documentId, folder, path, hostname, encoding } = value;
  return { logId, documentId, folder, path, encoding, ...(hostname ? { hostname } : {}) };
}

function toPlace(row: unknown): LogBlockPlace {
  const value = placeRow.parse(row);
  return {
    firstLine: value.first_line,
    byteOffset: value.byte_offset,
    byteLength: value.byte_length,
    checksum: value.checksum,
  };
}

/** Writes one log while it is read, if it turns out to be a long one. */
export interface LogLineWriter {
  /** Begins the log. Call nothing of the writer inside of a transaction. */
  open(encoding: TextEncoding): { add(block: LogBlock): void };
  /** Writes what is left. Returns the log's id for `attach`, undefined where none was begun. */
  finish(): number | undefined;
  /** Removes what was written, unless it was finished. */
  abandon(): void;
}

/** The block filters of long logs. Synchronous: it lives in a worker thread. */
export class LogLineStore {
  readonly #database: DatabaseSync;
  readonly #statements: Statements;

  constructor(database: DatabaseSync, statements: Statements) {
    this.#database = database;
    this.#statements = statements;
  }

  /** Removes what was written by a process that ended before `attach`. */
  removeUnattached(): void {
    this.#database.exec('DELETE FROM log_files WHERE document_id IS NULL');
  }

  writer(): LogLineWriter {
    const words = new BlockTokens();
    let logId: number | undefined;
    let finished = false;
    let waiting: [LogBlock, Uint8Array][] = [];
    const flush = (): void => {
      if (logId !== undefined) this.#putBlocks(logId, waiting);
      waiting = [];
    };
    return {
      open: (encoding) => {
        logId = this.#begin(encoding);
        return {
          add: (block) => {
            waiting.push([block, buildFilter(words.tokens(block.lines))]);
            if (waiting.length >= BLOCKS_PER_WRITE) flush();
          },
        };
      },
      finish: () => {
        flush();
        finished = true;
        return logId;
      },
      abandon: () => {
        if (!finished && logId !== undefined) this.remove(logId);
      },
    };
  }

  #begin(encoding: TextEncoding): number {
    const insert = this.#statements.get('INSERT INTO log_files (encoding) VALUES (?)');
    return Number(insert.run(encoding).lastInsertRowid);
  }

  #putBlocks(logId: number, blocks: readonly (readonly [LogBlockPlace, Uint8Array])[]): void {
    if (blocks.length === 0) return;
    const insert = this.#statements.get(
      `INSERT INTO log_blocks (log_id, first_line, byte_offset, byte_length, checksum, filter)
         VALUES (?, ?, ?, ?, ?, ?)`,
    );
    inTransaction(this.#database, () => {
      for (const [{ firstLine, byteOffset, byteLength, checksum }, filter] of blocks) {
        insert.run(logId, firstLine, byteOffset, byteLength, checksum, filter);
      }
    });
  }

  /** Makes a written log that of a document, in place of its former one. Undefined: it has none. */
  attach(documentId: number, logId: number | undefined): void {
    this.#statements.get('DELETE FROM log_files WHERE document_id = ?').run(documentId);
    if (logId === undefined) return;
    this.#statements
      .get('UPDATE log_files SET document_id = ? WHERE id = ?')
      .run(documentId, logId);
  }

  /** Forgets a written log that no document came to have. */
  remove(logId: number): void {
    this.#statements.get('DELETE FROM log_files WHERE id = ?').run(logId);
  }

  /** All logs whose lines are found by blocks. */
  logs(): LogFile[] {
    return this.#statements
      .get(
        `SELECT l.id AS log_id, l.encoding, d.id AS document_id, d.folder, d.path, d.hostname
         FROM log_files l JOIN documents d ON d.id = l.document_id ORDER BY d.folder, d.path`,
      )
      .all()
      .map(toLogFile);
  }

  /** Blocks of a log that may hold any of the first `MAX_MATCHED_TOKENS` tokens, in line order. */
  *match(logId: number, tokens: readonly TokenHash[]): Generator<readonly MatchedBlock[]> {
    const statement = this.#statements.get(
      'SELECT id, filter FROM log_blocks WHERE log_id = ? AND id > ? ORDER BY id LIMIT ?',
    );
    const asked = tokens.slice(0, MAX_MATCHED_TOKENS);
    for (let after = -1; ; ) {
      const found: MatchedBlock[] = [];
      let rows = 0;
      for (const { id, filter } of statement.iterate(logId, after, FILTERS_PER_SLICE)) {
        if (typeof id !== 'number' || !(filter instanceof Uint8Array)) continue;
        rows++;
        after = id;
        const bits = matchedBits(filter, asked);
        if (bits !== 0) found.push({ blockId: id, logId, tokens: bits });
      }
      yield found;
      if (rows < FILTERS_PER_SLICE) return;
    }
  }

  countBlocks(logId: number): number {
    const row = this.#statements
      .get('SELECT count(*) AS n FROM log_blocks WHERE log_id = ?')
      .get(logId);
    return z.object({ n: z.number() }).parse(row).n;
  }

  /** The blocks that hold lines of a range (1-based, inclusive), in line order. */
  placesOfLines(logId: number, startLine: number, endLine: number): LogBlockPlace[] {
    return this.#statements
      .get(
        `SELECT first_line, byte_offset, byte_length, checksum FROM log_blocks
           WHERE log_id = ?1 AND first_line <= ?3 AND first_line >= coalesce(
             (SELECT max(first_line) FROM log_blocks WHERE log_id = ?1 AND first_line <= ?2), 1)
           ORDER BY first_line`,
      )
      .all(logId, startLine, endLine)
      .map(toPlace);
  }

  /** The last blocks of a log, in line order. */
  lastPlaces(logId: number, count: number): LogBlockPlace[] {
    return this.#statements
      .get(
        `SELECT first_line, byte_offset, byte_length, checksum FROM log_blocks
           WHERE log_id = ? ORDER BY first_line DESC LIMIT ?`,
      )
      .all(logId, count)
      .map(toPlace)
      .reverse();
  }

  place(blockId: number): LogBlockPlace | undefined {
    const row = this.#statements.get('SELECT * FROM log_blocks WHERE id = ?').get(blockId);
    return row ? toPlace(row) : undefined;
  }
}

function matchedBits(filter: Uint8Array, tokens: readonly TokenHash[]): number {
  let bits = 0;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token && mayContain(filter, token)) bits |= 1 << index;
  }
  return bits;
}
