import { link, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { NetGuruError, sentence } from '../core/errors.ts';
import { PRIVATE_FILE_MODE } from './atomicStorage.ts';

const LOCK_FILE = 'writer.lock';

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function tryLock(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), {
      flag: 'wx',
      mode: PRIVATE_FILE_MODE,
    });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** A window that is being reloaded holds the lock a moment longer, in ms. */
const LOCK_WAIT_MS = 8_000;
const LOCK_POLL_MS = 200;

/** A lock without its owner's number is one that is being written, for so long. */
const UNWRITTEN_LOCK_MS = 1_000;

/** What a lock says that may be taken over, or undefined while its owner lives. */
async function staleContent(file: string): Promise<string | undefined> {
  const content = await readFile(file, 'utf8').catch(() => undefined);
  if (content === undefined) return undefined;
  if (content === '') {
    const stats = await stat(file).catch(() => undefined);
    return stats && Date.now() - stats.mtimeMs < UNWRITTEN_LOCK_MS ? undefined : content;
  }
  const owner = Number(content);
  const lives = Number.isInteger(owner) && owner > 0 && owner !== process.pid && isAlive(owner);
  return lives ? undefined : content;
}

/**
 * Removes a stale lock. Of several processes that try, one renames it; a lock that was renewed
 * since it was looked at goes back to its place.
 */
async function removeStale(file: string, content: string): Promise<void> {
  const aside = `${file}.${process.pid}`;
  try {
    await rename(file, aside);
    if ((await readFile(aside, 'utf8')) !== content) await link(aside, file);
  } catch {
    // Another process was quicker.
  }
  await unlink(aside).catch(() => undefined);
}

/**
 * Makes this process the store's only writer until the returned function is called. The lock of
 * a process that is gone is taken over; that of a living one is waited for a little.
 *
 * @throws NetGuruError `store-locked` when another living process keeps it
 */
export async function lockStore(
  storeFolder: string,
  waitMs = LOCK_WAIT_MS,
): Promise<() => Promise<void>> {
  const file = join(storeFolder, LOCK_FILE);
  const deadline = Date.now() + waitMs;
  for (;;) {
    if (await tryLock(file)) return () => unlink(file).catch(() => undefined);
    const stale = await staleContent(file);
    if (stale !== undefined) await removeStale(file, stale);
    else if (Date.now() >= deadline) break;
    else await setTimeout(LOCK_POLL_MS);
  }
  throw new NetGuruError(
    'store-locked',
    sentence('Another NetGuru window or command is using this index. Close it, then try again.'),
  );
}
