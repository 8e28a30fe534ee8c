import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { NetGuruError, sentence } from '../core/errors.ts';
import { EMBEDDING_DIMENSION } from '../core/limits.ts';
import { CHUNKER_VERSION } from '../ingest/chunkDocument.ts';
import { PRIVATE_FOLDER_MODE } from './atomicStorage.ts';
import { openStoreDatabase, STORE_SCHEMA_VERSION, sqliteCode } from './storeSchema.ts';

const DATABASE_FILE = 'documents.sqlite';
const GENERATION = /^generation-[0-9a-f]{12}$/;
const DAMAGED = /^damaged-/;

/** Stores made with another model, chunker or schema never mix: each has a folder of its own. */
export function generationName(modelId: string): string {
  const facts = [STORE_SCHEMA_VERSION, modelId, EMBEDDING_DIMENSION, CHUNKER_VERSION].join('|');
  return `generation-${createHash('sha256').update(facts).digest('hex').slice(0, 12)}`;
}

export interface OpenedGeneration {
  readonly folder: string;
  readonly database: DatabaseSync;
  /** A damaged database was set aside and a new one begun: everything is indexed again. */
  readonly rebuilt: boolean;
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** The error of a full disk as a sentence; Vectra hands on the text of an error only. */
export function diskFullError(error: unknown): NetGuruError | undefined {
  if (!/ENOSPC|database or disk is full/.test(`${errorCode(error)} ${String(error)}`)) {
    return undefined;
  }
  return new NetGuruError(
    'disk-full',
    sentence('The disk is full. Free some space, then run "NetGuru: Re-index Workspace".'),
    { cause: error },
  );
}

/** Foreign errors of the file system as sentences that say what to do. */
export function storeError(error: unknown, folder: string): NetGuruError {
  const full = diskFullError(error);
  if (full) return full;
  // SQLite's codes for a file that cannot be written, or not be opened.
  const unwritable = ['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error));
  if (unwritable || [8, 14].includes(sqliteCode(error))) {
    return new NetGuruError(
      'store-read-only',
      sentence('NetGuru cannot write its index in {0}. Check the permissions.', folder),
      { cause: error },
    );
  }
  return new NetGuruError(
    'internal',
    sentence('The index in {0} cannot be opened. Run "NetGuru: Re-index Workspace".', folder),
    { cause: error },
  );
}

/**
 * Opens the generation that fits the model, beginning it where there is none. A database that
 * SQLite cannot read is renamed, never deleted, and a new one takes its place.
 *
 * @throws NetGuruError `store-read-only` | `disk-full` | `internal`
 */
export async function openGeneration(
  storeFolder: string,
  modelId: string,
): Promise<OpenedGeneration> {
  const folder = join(storeFolder, generationName(modelId));
  try {
    await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER_MODE });
    return {
      folder,
      database: openStoreDatabase(join(folder, DATABASE_FILE), false),
      rebuilt: false,
    };
  } catch (error) {
    if (!isDamage(error)) throw storeError(error, storeFolder);
  }
  await rename(folder, join(storeFolder, `damaged-${Date.now()}`));
  await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER_MODE });
  const database = openStoreDatabase(join(folder, DATABASE_FILE), false);
  return { folder, database, rebuilt: true };
}

/** SQLite's result codes for a file that is no database, or a broken one. */
export function isDamage(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === 11 || code === 26;
}

/** Opens a finished store for reading only: the corpus index that ships with NetGuru. */
export function openReadOnly(folder: string): DatabaseSync {
  return openStoreDatabase(join(folder, DATABASE_FILE), true);
}

/** Removes the generations of earlier versions, once the current one is complete. */
export async function removeOldGenerations(storeFolder: string, modelId: string): Promise<void> {
  const current = generationName(modelId);
  for (const name of await readdir(storeFolder)) {
    const old = (GENERATION.test(name) && name !== current) || DAMAGED.test(name);
    if (old) await rm(join(storeFolder, name), { recursive: true, force: true });
  }
}
