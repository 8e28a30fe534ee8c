import { readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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

/**
 * Makes this process the store's only writer until the returned function is called. The lock of
 * a process that is gone is taken over.
 *
 * @throws NetGuruError `store-locked` when another living process has it
 */
export async function lockStore(storeFolder: string): Promise<() => Promise<void>> {
  const file = join(storeFolder, LOCK_FILE);
  for (let attempt = 0; attempt < 3; attempt++) {
    if (await tryLock(file)) return () => unlink(file).catch(() => undefined);
    const owner = Number(await readFile(file, 'utf8').catch(() => '0'));
    const stale = owner === process.pid || !(owner > 0 && isAlive(owner));
    if (!stale) break;
    await unlink(file).catch(() => undefined);
  }
  throw new NetGuruError(
    'store-locked',
    sentence('Another NetGuru window or command is using this index. Close it, then try again.'),
  );
}
