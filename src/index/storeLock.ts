import { readFile, unlink, writeFile } from 'node:fs/promises';
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

async function ownerIsGone(file: string): Promise<boolean> {
  const owner = Number(await readFile(file, 'utf8').catch(() => '0'));
  return owner === process.pid || !(owner > 0 && isAlive(owner));
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
    if (await ownerIsGone(file)) await unlink(file).catch(() => undefined);
    else if (Date.now() >= deadline) break;
    else await setTimeout(LOCK_POLL_MS);
  }
  throw new NetGuruError(
    'store-locked',
    sentence('Another NetGuru window or command is using this index. Close it, then try again.'),
  );
}
