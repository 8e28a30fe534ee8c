import type { DatabaseSync } from 'node:sqlite';

/**
 * Runs `work` in one transaction: all of it is stored, or none. Inside of another transaction it
 * becomes a part of that one.
 *
 * @throws what `work` throws, and SQLite's errors
 */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  if (database.isTransaction) return work();
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // SQLite rolls back by itself when the disk is full.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
