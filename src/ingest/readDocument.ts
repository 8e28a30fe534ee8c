import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sentence, throwIfAborted } from '../core/errors.ts';
import { MAX_CONFIG_BYTES } from '../core/limits.ts';
import type { DocumentId, Sentence } from '../core/types.ts';
import { type ChunkedDocument, chunkDocument } from './chunkDocument.ts';
import { decodeText } from './decodeText.ts';
import type { DeclaredType } from './fileTypes.ts';

export type ReadResult =
  | { readonly status: 'unchanged' }
  | { readonly status: 'gone' }
  | {
      readonly status: 'skipped';
      readonly hash: string;
      readonly reason: Sentence;
    }
  | { readonly status: 'failed'; readonly reason: Sentence }
  | {
      readonly status: 'read';
      readonly hash: string;
      readonly document: ChunkedDocument;
    };

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

async function readBytes(file: string, signal?: AbortSignal): Promise<Buffer | ReadResult> {
  try {
    return await readFile(file, { signal });
  } catch (error) {
    throwIfAborted(signal);
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { status: 'gone' };
    if (code === 'EACCES' || code === 'EPERM') {
      return {
        status: 'failed',
        reason: sentence('The file cannot be read. Check its permissions.'),
      };
    }
    return {
      status: 'failed',
      reason: sentence('Reading the file failed ({0}).', code || 'I/O'),
    };
  }
}

export interface ReadOptions {
  /** The SHA-256 it had when it was indexed: equal bytes are not cut again. */
  readonly knownHash: string;
  /** What the user declared it to be; absent to find out. */
  readonly declared?: DeclaredType | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads a file and cuts it into chunks.
 *
 * @throws NetGuruError `cancelled`
 */
export async function readDocument(
  { folder, path }: DocumentId,
  { knownHash, declared, signal }: ReadOptions,
): Promise<ReadResult> {
  const bytes = await readBytes(join(folder, path), signal);
  if (!Buffer.isBuffer(bytes)) return bytes;
  const hash = createHash('sha256').update(bytes).digest('hex');
  if (hash === knownHash) return { status: 'unchanged' };
  const decoded = decodeText(bytes);
  if (!decoded.ok) return { status: 'skipped', hash, reason: decoded.reason };
  const document = chunkDocument(path, decoded.text, declared);
  if (document.kind !== 'log' && bytes.length > MAX_CONFIG_BYTES) {
    const limit = MAX_CONFIG_BYTES / 1024 / 1024;
    return {
      status: 'skipped',
      hash,
      reason: sentence('Only logs may be larger than {0} MB.', limit),
    };
  }
  return { status: 'read', hash, document };
}
