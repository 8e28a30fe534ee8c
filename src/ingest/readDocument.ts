import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { sentence, throwIfAborted } from '../core/errors.ts';
import { MAX_CONFIG_BYTES, MAX_FILE_BYTES, MAX_PDF_BYTES } from '../core/limits.ts';
import type { DocumentId } from '../core/types.ts';
import { type ChunkedDocument, cutDocument, recogniseText } from './chunkDocument.ts';
import { decodeText, sniffEncoding } from './decodeText.ts';
import { guessBinaryKind } from './fileKind.ts';
import type { DeclaredType } from './fileTypes.ts';
import { hashFile } from './hashFile.ts';
import { logEncoding, type OpenLogSink, readHead, readLogFile } from './log/readLogFile.ts';
import { readPdf } from './pdf/readPdf.ts';
import { readCapture } from './readCapture.ts';
import type { ReadResult } from './readResult.ts';

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function unreadable(error: unknown): ReadResult {
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

function tooLarge(hash: string, limitBytes: number): ReadResult {
  const reason = sentence('Only logs may be larger than {0} MB.', limitBytes / 1024 / 1024);
  return { status: 'skipped', hash, reason };
}

/** Stands for the bytes of a file that is too large to be read, to notice that it was replaced. */
function sizeHash(head: Uint8Array, size: number): string {
  return createHash('sha256').update(head).update(String(size)).digest('hex');
}

export interface ReadOptions {
  /** The SHA-256 it had when it was indexed: equal bytes are not cut again. */
  readonly knownHash: string;
  /** What the user declared it to be; absent to find out. */
  readonly declared?: DeclaredType | undefined;
  /** Where the lines of a long log go; called once at most. */
  readonly openLogSink: OpenLogSink;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads a file and cuts it into chunks. Logs and captures are read as streams.
 *
 * @throws NetGuruError `cancelled`, and the errors of the log's sink
 */
export async function readDocument(id: DocumentId, options: ReadOptions): Promise<ReadResult> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(join(id.folder, id.path));
    return await readOpened(handle, id, options);
  } catch (error) {
    throwIfAborted(options.signal);
    // What is no error of the file system is not about this file.
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    return unreadable(error);
  } finally {
    await handle?.close();
  }
}

async function captureFile(
  file: string,
  handle: FileHandle,
  { knownHash, signal }: ReadOptions,
): Promise<ReadResult> {
  const hash = await hashFile(handle, signal);
  if (hash === knownHash) return { status: 'unchanged' };
  return { status: 'read', hash, document: await readCapture(file, signal) };
}

async function pdfFile(
  handle: FileHandle,
  head: Uint8Array,
  { knownHash, signal }: ReadOptions,
): Promise<ReadResult> {
  const { size } = await handle.stat();
  const isTooLarge = size > MAX_PDF_BYTES;
  const hash = isTooLarge ? sizeHash(head, size) : await hashFile(handle, signal);
  if (hash === knownHash) return { status: 'unchanged' };
  if (isTooLarge) {
    const limit = MAX_PDF_BYTES / 1024 / 1024;
    return { status: 'skipped', hash, reason: sentence('The file is larger than {0} MB.', limit) };
  }
  const pdf = await readPdf(await handle.readFile({ signal }), { signal });
  if (pdf.status === 'skipped') return { ...pdf, hash };
  const { lines, chunks, incomplete } = pdf;
  const document: ChunkedDocument = {
    kind: 'pdf',
    platform: 'unknown',
    lineCount: lines.length,
    chunks,
    names: [],
    addresses: [],
    ...(incomplete ? { note: incomplete } : {}),
  };
  return { status: 'read', hash, document };
}

async function readOpened(
  handle: FileHandle,
  { folder, path }: DocumentId,
  options: ReadOptions,
): Promise<ReadResult> {
  const { knownHash, declared, signal } = options;
  const head = await readHead(handle);
  if (!declared) {
    const binary = guessBinaryKind(head)?.kind;
    if (binary === 'capture') return captureFile(join(folder, path), handle, options);
    if (binary === 'pdf') return pdfFile(handle, head, options);
  }
  const encoding = logEncoding(path, head, declared);
  if (encoding) return readLogFile(handle, { ...options, path, encoding });
  const { size } = await handle.stat();
  if (size > MAX_FILE_BYTES) {
    const hash = sizeHash(head, size);
    return hash === knownHash ? { status: 'unchanged' } : tooLarge(hash, MAX_FILE_BYTES);
  }
  const bytes = await handle.readFile({ signal });
  const hash = createHash('sha256').update(bytes).digest('hex');
  if (hash === knownHash) return { status: 'unchanged' };
  const decoded = decodeText(bytes);
  if (!decoded.ok) return { status: 'skipped', hash, reason: decoded.reason };
  const recognised = recogniseText(path, decoded.text, declared);
  // Its beginning was that of something else, but all in all it is a log.
  if (recognised.kind === 'log') {
    return readLogFile(handle, { ...options, path, encoding: sniffEncoding(head) ?? 'utf-8' });
  }
  if (bytes.length > MAX_CONFIG_BYTES) return tooLarge(hash, MAX_CONFIG_BYTES);
  return { status: 'read', hash, document: cutDocument(recognised) };
}
