import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { throwIfAborted } from '../../core/errors.ts';
import { type TextEncoding, withoutTerminalNoise } from '../decodeText.ts';

/**
 * A run of whole lines of a log file: the unit of reading, and of exact search, which reads
 * single blocks again by their place in the file.
 */
export interface LogBlock {
  /** 1-based. */
  readonly firstLine: number;
  /** Without line ends, as an editor counts them: `\r\n`, `\n` and `\r` end a line. */
  readonly lines: readonly string[];
  readonly byteOffset: number;
  readonly byteLength: number;
  /** CRC-32 of the bytes, to notice that the file was changed since. */
  readonly checksum: number;
}

export interface LogReadSummary {
  readonly bytes: number;
  readonly lines: number;
  /** Lines whose end is not read, because they are longer than `MAX_LOG_LINE_BYTES`. */
  readonly cutLines: number;
  /** SHA-256 of all bytes, hexadecimal. */
  readonly hash: string;
}

/** About 200 lines: small enough to be read in passing, large enough for few of them. */
const BLOCK_BYTES = 32 * 1024;
const READ_BYTES = 512 * 1024;
/** What is beyond this of a line is counted and left out. */
export const MAX_LOG_LINE_BYTES = 128 * 1024;
/** Processing gives way to other work of its thread after this, in ms. */
const SLICE_MS = 15;

const LF = 0x0a;
const CR = 0x0d;

/** Where the value of a character of two bytes stands: low byte first or last. */
function isUnit(bytes: Buffer, at: number, value: number, encoding: TextEncoding): boolean {
  const [low, high] = encoding === 'utf-16le' ? [at, at + 1] : [at + 1, at];
  return bytes[low] === value && bytes[high] === 0;
}

function utf16LineEnd(bytes: Buffer, from: number, encoding: TextEncoding, step: 2 | -2): number {
  for (let at = from; at >= 0 && at + 1 < bytes.length; at += step) {
    if (isUnit(bytes, at, LF, encoding)) return at + 2;
    if (!isUnit(bytes, at, CR, encoding) || at + 3 >= bytes.length) continue;
    return isUnit(bytes, at + 2, LF, encoding) ? at + 4 : at + 2;
  }
  return -1;
}

/** After a carriage return the next byte decides whether the line end is complete. */
function afterCarriageReturn(bytes: Buffer, at: number): number {
  if (at < 0 || at + 1 >= bytes.length) return -1;
  return bytes[at + 1] === LF ? at + 2 : at + 1;
}

/** The offset behind the last line end within the first `limit` bytes, or -1. */
function lastLineEnd(bytes: Buffer, limit: number, encoding: TextEncoding): number {
  if (encoding !== 'utf-8') {
    return utf16LineEnd(bytes, (Math.min(limit, bytes.length) & ~1) - 2, encoding, -2);
  }
  const lf = bytes.lastIndexOf(LF, limit - 1);
  if (lf >= 0) return lf + 1;
  const cr = bytes.lastIndexOf(CR, Math.min(limit, bytes.length - 1) - 1);
  return afterCarriageReturn(bytes, cr);
}

/** The offset behind the first line end, or -1. */
function firstLineEnd(bytes: Buffer, encoding: TextEncoding): number {
  if (encoding !== 'utf-8') return utf16LineEnd(bytes, 0, encoding, 2);
  const lf = bytes.indexOf(LF);
  const cr = bytes.subarray(0, lf < 0 ? bytes.length : lf).indexOf(CR);
  if (cr < 0) return lf < 0 ? -1 : lf + 1;
  return afterCarriageReturn(bytes, cr);
}

/** The length up to `limit` that ends no UTF-8 character in its middle. */
function wholeCharacters(bytes: Buffer, limit: number): number {
  let length = limit;
  while (length > limit - 4 && ((bytes[length] ?? 0) & 0xc0) === 0x80) length--;
  return length & ~1;
}

function decodeBytes(bytes: Buffer, encoding: TextEncoding): string {
  if (encoding !== 'utf-8') return new TextDecoder(encoding).decode(bytes);
  const text = isUtf8(bytes) ? bytes.toString('utf8') : decodeMixed(bytes);
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

/** Devices of one log need not agree: each line that is not UTF-8 is Latin-1 (windows-1252). */
function decodeMixed(bytes: Buffer): string {
  const latin1 = new TextDecoder('windows-1252');
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; ) {
    const lf = bytes.indexOf(LF, start);
    const end = lf < 0 ? bytes.length : lf + 1;
    const line = bytes.subarray(start, end);
    parts.push(isUtf8(line) ? line.toString('utf8') : latin1.decode(line));
    start = end;
  }
  return parts.join('');
}

/** The lines of one block's bytes; the line end of the last one adds no line. */
export function decodeLogLines(bytes: Buffer, encoding: TextEncoding): string[] {
  let text = decodeBytes(bytes, encoding);
  if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
  // SQLite and editors take a NUL for the end of a text.
  if (text.includes('\0')) text = text.replaceAll('\0', '');
  text = withoutTerminalNoise(text);
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

/**
 * Reads a log once, in blocks of whole lines, holding less than a megabyte of it. Bytes that are
 * appended while it is read are left to the next time; a file that becomes shorter just ends.
 */
export class LogReader {
  readonly #handle: FileHandle;
  readonly #encoding: TextEncoding;
  readonly #hash = createHash('sha256');
  /** One for the whole file: fresh ones for every read would be garbage of the file's size. */
  readonly #buffer = Buffer.allocUnsafe(MAX_LOG_LINE_BYTES + READ_BYTES);
  /** What was read and is in no block yet, a part of the buffer. */
  #pending: Buffer = this.#buffer.subarray(0, 0);
  /** Of the first pending byte. */
  #offset = 0;
  #readBytes = 0;
  #lines = 0;
  #cutLines = 0;
  #inCutLine = false;

  constructor(handle: FileHandle, encoding: TextEncoding) {
    this.#handle = handle;
    this.#encoding = encoding;
  }

  /** @throws NetGuruError `cancelled`, and the errors of reading */
  async *blocks(signal?: AbortSignal): AsyncGenerator<LogBlock> {
    const { size } = await this.#handle.stat();
    let sliceStartMs = performance.now();
    for (let more = true; more; ) {
      throwIfAborted(signal);
      more = await this.#read(size);
      for (let block = this.#take(!more); block; block = this.#take(!more)) {
        yield block;
        if (performance.now() - sliceStartMs < SLICE_MS) continue;
        await new Promise((resume) => setImmediate(resume));
        throwIfAborted(signal);
        sliceStartMs = performance.now();
      }
    }
  }

  /** Of what was read so far; call it after the last block. */
  summary(): LogReadSummary {
    return {
      bytes: this.#readBytes,
      lines: this.#lines,
      cutLines: this.#cutLines,
      hash: this.#hash.copy().digest('hex'),
    };
  }

  /** Appends the next bytes to what is pending. False at the end of the file. */
  async #read(size: number): Promise<boolean> {
    const buffer = this.#buffer;
    const kept = this.#pending.copy(buffer, 0);
    const length = Math.min(buffer.length - kept, size - this.#readBytes);
    if (length <= 0) {
      this.#pending = buffer.subarray(0, kept);
      return false;
    }
    const { bytesRead } = await this.#handle.read(buffer, kept, length, this.#readBytes);
    this.#hash.update(buffer.subarray(kept, kept + bytesRead));
    this.#readBytes += bytesRead;
    this.#pending = buffer.subarray(0, kept + bytesRead);
    return bytesRead > 0;
  }

  #skip(length: number): void {
    this.#pending = this.#pending.subarray(length);
    this.#offset += length;
  }

  /** Leaves out the rest of a line that was cut. True when its end was seen. */
  #leaveCutLine(atEnd: boolean): boolean {
    const end = firstLineEnd(this.#pending, this.#encoding);
    if (end >= 0) this.#skip(end);
    // The last bytes so far may be a carriage return whose line feed is still to come.
    else this.#skip(atEnd ? this.#pending.length : Math.max(0, (this.#pending.length & ~1) - 4));
    this.#inCutLine = end < 0 && !atEnd;
    return !this.#inCutLine;
  }

  #take(atEnd: boolean): LogBlock | undefined {
    if (this.#inCutLine && !this.#leaveCutLine(atEnd)) return undefined;
    const pending = this.#pending;
    if (pending.length === 0 || (!atEnd && pending.length < BLOCK_BYTES)) return undefined;
    const whole = atEnd && pending.length <= BLOCK_BYTES;
    const last = whole ? pending.length : lastLineEnd(pending, BLOCK_BYTES, this.#encoding);
    const end = last > 0 ? last : firstLineEnd(pending, this.#encoding);
    if (end > 0 && end <= MAX_LOG_LINE_BYTES) return this.#block(end);
    if (end < 0 && pending.length < MAX_LOG_LINE_BYTES) {
      return atEnd ? this.#block(pending.length) : undefined;
    }
    this.#inCutLine = true;
    this.#cutLines++;
    return this.#block(wholeCharacters(pending, MAX_LOG_LINE_BYTES));
  }

  #block(byteLength: number): LogBlock {
    const bytes = this.#pending.subarray(0, byteLength);
    const lines = decodeLogLines(bytes, this.#encoding);
    const block = {
      firstLine: this.#lines + 1,
      lines,
      byteOffset: this.#offset,
      byteLength,
      checksum: crc32(bytes),
    };
    this.#lines += lines.length;
    this.#skip(byteLength);
    return block;
  }
}

/** Reads one block again, or gives undefined where the file has other bytes there now. */
export async function readLogBlock(
  handle: FileHandle,
  place: Pick<LogBlock, 'byteOffset' | 'byteLength' | 'checksum'>,
  encoding: TextEncoding,
): Promise<string[] | undefined> {
  const bytes = Buffer.allocUnsafe(place.byteLength);
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, place.byteOffset);
  if (bytesRead < bytes.length || crc32(bytes) !== place.checksum) return undefined;
  return decodeLogLines(bytes, encoding);
}
