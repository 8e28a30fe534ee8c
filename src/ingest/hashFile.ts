import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { throwIfAborted } from '../core/errors.ts';

const HASH_BYTES = 1024 * 1024;

/**
 * SHA-256 of a file, hexadecimal, without holding it.
 *
 * @throws NetGuruError `cancelled`, and the errors of reading
 */
export async function hashFile(
  handle: FileHandle,
  signal: AbortSignal | undefined,
): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(HASH_BYTES);
  for (let position = 0; ; ) {
    throwIfAborted(signal);
    const { bytesRead } = await handle.read(buffer, 0, HASH_BYTES, position);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(buffer.subarray(0, bytesRead));
    position += bytesRead;
  }
}
