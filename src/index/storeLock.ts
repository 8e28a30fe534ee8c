import { closeSync, openSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { NetGuruError, sentence } from '../core/errors.ts';
import { PRIVATE_FILE_MODE } from './atomicStorage.ts';
import { sqliteCode } from './storeSchema.ts';

const LOCK_FILE = 'writer-lock.sqlite';

/** SQLite's result codes for a file that another connection has, and for one that is no database. */
const SQLITE_BUSY = 5;
const SQLITE_NOT_A_DATABASE = 26;

/**
 * An exclusive SQLite transaction on an empty database: the operating system ends the lock with
 * its process or thread, however that ended. (A file with a process id would outlive a crash and
 * could then name a process that has nothing to do with NetGuru.)
 */
function tryLock(file: string): DatabaseSync | undefined {
  closeSync(openSync(file, 'a', PRIVATE_FILE_MODE));
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    if (sqliteCode(error) === SQLITE_BUSY) return undefined;
    throw error;
  }
}

/** A window that is being reloaded holds the lock a moment longer, in ms. */
const LOCK_WAIT_MS = 8_000;
const LOCK_POLL_MS = 200;

/**
 * Makes the caller the store's only writer until the returned function is called or its thread
 * ends. The lock of another one is waited for a little.
 *
 * @throws NetGuruError `store-locked` when another writer keeps it; an error of the file system
 */
export async function lockStore(
  storeFolder: string,
  waitMs = LOCK_WAIT_MS,
): Promise<() => Promise<void>> {
  const file = join(storeFolder, LOCK_FILE);
  const deadline = Date.now() + waitMs;
  for (;;) {
    try {
      const database = tryLock(file);
      if (database) return async () => database.close();
    } catch (error) {
      if (sqliteCode(error) !== SQLITE_NOT_A_DATABASE) throw error;
      await rm(file);
      continue;
    }
    if (Date.now() >= deadline) break;
    await setTimeout(LOCK_POLL_MS);
  }
  throw new NetGuruError(
    'store-locked',
    sentence('Another NetGuru window or command is using this index. Close it, then try again.'),
  );
}
