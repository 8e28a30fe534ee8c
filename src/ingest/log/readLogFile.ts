import type { FileHandle } from 'node:fs/promises';
import { sentence } from '../../core/errors.ts';
import type { Sentence } from '../../core/types.ts';
import { deviceNameFromPath } from '../../network/hostname.ts';
import { guessPlatform } from '../../network/platform.ts';
import { sniffEncoding, type TextEncoding } from '../decodeText.ts';
import { isLog } from '../fileKind.ts';
import { type DeclaredType, declaredKind } from '../fileTypes.ts';
import { hashFile } from '../hashFile.ts';
import type { ReadResult } from '../readResult.ts';
import { type LogBlockSink, readLog } from './readLog.ts';
import { decodeLogLines, MAX_LOG_LINE_BYTES } from './readLogBlocks.ts';

/** Enough of a file's beginning to tell a log. */
const HEAD_BYTES = 64 * 1024;
const MAX_HEAD_LINE_CHARACTERS = 2_000;

/** Gives the place where the lines of a long log are written, in an encoding. */
export type OpenLogSink = (encoding: TextEncoding) => LogBlockSink;

export async function readHead(handle: FileHandle): Promise<Buffer> {
  const head = Buffer.allocUnsafe(HEAD_BYTES);
  const { bytesRead } = await handle.read(head, 0, HEAD_BYTES, 0);
  return head.subarray(0, bytesRead);
}

/** The encoding of a log, or undefined when the file's beginning is that of something else. */
export function logEncoding(
  path: string,
  head: Buffer,
  declared: DeclaredType | undefined,
): TextEncoding | undefined {
  const encoding = sniffEncoding(head);
  if (!encoding || head.length === 0) return undefined;
  if (declared) return declaredKind(declared) === 'log' ? encoding : undefined;
  const lines = decodeLogLines(head, encoding).map((line) =>
    line.slice(0, MAX_HEAD_LINE_CHARACTERS),
  );
  return isLog(path, lines, () => guessPlatform(lines.join('\n'))) ? encoding : undefined;
}

function cutNote(lines: number): Sentence {
  const limit = MAX_LOG_LINE_BYTES / 1024;
  return sentence('Lines that are searchable by their first {0} KB only: {1}.', limit, lines);
}

export interface LogFileOptions {
  readonly path: string;
  readonly encoding: TextEncoding;
  readonly knownHash: string;
  readonly openLogSink: OpenLogSink;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads a log of any size in bounded memory.
 *
 * @throws NetGuruError `cancelled`, and the errors of reading and of the sink
 */
export async function readLogFile(
  handle: FileHandle,
  { path, encoding, knownHash, openLogSink, signal }: LogFileOptions,
): Promise<ReadResult> {
  if (knownHash !== '' && (await hashFile(handle, signal)) === knownHash) {
    return { status: 'unchanged' };
  }
  const { mtimeMs } = await handle.stat();
  const hostname = deviceNameFromPath(path);
  const origin = { hostname, modifiedMs: mtimeMs };
  const log = await readLog(handle, encoding, origin, () => openLogSink(encoding), signal);
  const { hash, lines, cutLines, chunks, hasText } = log;
  if (!hasText) return { status: 'skipped', hash, reason: sentence('The file is empty.') };
  return {
    status: 'read',
    hash,
    document: {
      kind: 'log',
      platform: 'unknown',
      ...(hostname ? { hostname } : {}),
      lineCount: lines,
      chunks,
      ...(cutLines > 0 ? { note: cutNote(cutLines) } : {}),
      names: [],
      addresses: [],
    },
  };
}
