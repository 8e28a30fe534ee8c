import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { PRIVATE_FILE_MODE } from './atomicStorage.ts';
import { LOG_TABLES } from './logLineStore.ts';

/** Raise it when the tables change: a store of another version is rebuilt beside the old one. */
export const STORE_SCHEMA_VERSION = 5;

/**
 * One database holds what is known of every document, in transactions, so that a killed process
 * leaves the last complete state. Vectors stay here only until a Vectra shard has them.
 *
 * `lexical` is FTS5 over tokens that NetGuru's own tokenizer made: its tokenizer only has to
 * split at spaces, hence all the token characters. It keeps its content, because a contentless
 * table goes on counting deleted rows in the totals that BM25 is made of.
 */
const TABLES = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS documents (
  id INTEGER PRIMARY KEY,
  folder TEXT NOT NULL,
  path TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  modified_ms REAL NOT NULL,
  hash TEXT NOT NULL,
  declared TEXT,
  status TEXT NOT NULL,
  reason TEXT,
  kind TEXT,
  platform TEXT,
  hostname TEXT,
  title TEXT NOT NULL DEFAULT '',
  line_count INTEGER NOT NULL DEFAULT 0,
  understood INTEGER,
  unrecognised INTEGER,
  queued_at REAL,
  finished_at REAL,
  UNIQUE (folder, path)
) STRICT;
CREATE TABLE IF NOT EXISTS chunks (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  start_line INTEGER NOT NULL,
  end_line INTEGER NOT NULL,
  section_path TEXT NOT NULL,
  text TEXT NOT NULL,
  place TEXT,
  hostname TEXT,
  derived INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX IF NOT EXISTS chunks_of_document ON chunks (document_id, start_line);
CREATE TABLE IF NOT EXISTS units (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  vector BLOB
) STRICT;
CREATE TABLE IF NOT EXISTS chunk_units (
  chunk_id INTEGER NOT NULL REFERENCES chunks (id) ON DELETE CASCADE,
  unit_id INTEGER NOT NULL REFERENCES units (id),
  PRIMARY KEY (chunk_id, unit_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS chunks_of_unit ON chunk_units (unit_id);
CREATE TABLE IF NOT EXISTS names (
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  line INTEGER NOT NULL,
  end_line INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS names_by_name ON names (name COLLATE NOCASE, kind);
CREATE INDEX IF NOT EXISTS names_of_document ON names (document_id);
CREATE TABLE IF NOT EXISTS addresses (
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  first TEXT NOT NULL,
  last TEXT NOT NULL,
  address TEXT,
  prefix_length INTEGER,
  role TEXT NOT NULL,
  line INTEGER NOT NULL,
  owner TEXT,
  vrf TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS addresses_by_network ON addresses (first, prefix_length);
CREATE INDEX IF NOT EXISTS addresses_ranges ON addresses (first) WHERE prefix_length IS NULL;
CREATE INDEX IF NOT EXISTS addresses_of_document ON addresses (document_id);
CREATE VIRTUAL TABLE IF NOT EXISTS lexical USING fts5(
  title, body,
  tokenize="unicode61 remove_diacritics 0 tokenchars '_./:%@+-'"
);
`;

/** SQLite's result code for a database with broken pages. */
const SQLITE_CORRUPT = 11;

/** The primary result code of a SQLite error; 0 for other errors. */
export function sqliteCode(error: unknown): number {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
}

/** Reads every page (7 ms per MB), so that damage shows at opening and not in the first answer. */
function checkPages(database: DatabaseSync): void {
  const found = database.prepare('PRAGMA quick_check(1)').get()?.quick_check;
  if (found !== 'ok') throw Object.assign(new Error(String(found)), { errcode: SQLITE_CORRUPT });
}

/** Opens (and creates) the database of a store. @throws the SQLite error of a damaged file. */
export function openStoreDatabase(file: string, readOnly: boolean): DatabaseSync {
  // SQLite would make the file readable for everybody; its journals get the mode of the file.
  if (!readOnly) closeSync(openSync(file, 'a', PRIVATE_FILE_MODE));
  const database = new DatabaseSync(file, { readOnly, timeout: 5_000 });
  try {
    if (!readOnly) {
      database.exec('PRAGMA journal_mode = WAL');
      database.exec('PRAGMA synchronous = NORMAL');
      database.exec('PRAGMA foreign_keys = ON');
      checkPages(database);
      database.exec(TABLES + LOG_TABLES);
    }
    database.prepare('SELECT count(*) FROM documents').get();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
