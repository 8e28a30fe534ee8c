import { after, plus } from './tcpAnalysis.ts';

/** Bytes of one direction that wait for the rest of a message; a longer one is not put together. */
const MAX_MESSAGE_BYTES = 1024 * 1024;
/** The same where the length is not known yet: such a start is looked at again and again. */
const MAX_OPEN_BYTES = 64 * 1024;

export type WaitsFor = number | 'one segment' | 'until the end';

/** The start of a message whose end has not come yet. */
export interface StreamBuffer {
  /** Sequence number of the first byte that waits. */
  start: number;
  pieces: Uint8Array[];
  length: number;
  /** Bytes that the message has, counted from `start`; undefined: nothing waits. */
  waitsFor: WaitsFor | undefined;
}

export function newStreamBuffer(): StreamBuffer {
  return { start: 0, pieces: [], length: 0, waitsFor: undefined };
}

/** True when bytes at `seq` are the ones that the waiting message goes on with. */
export function continues(buffer: StreamBuffer, seq: number): boolean {
  return buffer.waitsFor !== undefined && after(seq, plus(buffer.start, buffer.length)) === 0;
}

/** How many of `available` bytes belong to the waiting message. */
export function bytesWanted(buffer: StreamBuffer, available: number): number {
  if (typeof buffer.waitsFor !== 'number') return available;
  return Math.min(available, Math.max(buffer.waitsFor - buffer.length, 0));
}

/** True when the message is whole now. `ended`: the sender finished. */
export function isWhole(buffer: StreamBuffer, ended: boolean): boolean {
  if (ended || buffer.waitsFor === 'one segment') return true;
  return typeof buffer.waitsFor === 'number' && buffer.length >= buffer.waitsFor;
}

/** False when the message is too long to keep; nothing waits then. */
export function append(buffer: StreamBuffer, bytes: Uint8Array): boolean {
  const limit = buffer.waitsFor === 'one segment' ? MAX_OPEN_BYTES : MAX_MESSAGE_BYTES;
  if (buffer.length + bytes.length > limit) {
    drop(buffer);
    return false;
  }
  buffer.pieces.push(bytes.slice());
  buffer.length += bytes.length;
  return true;
}

export function wait(
  buffer: StreamBuffer,
  start: number,
  bytes: Uint8Array,
  waitsFor: WaitsFor,
): void {
  drop(buffer);
  if (bytes.length > MAX_MESSAGE_BYTES) return;
  if (typeof waitsFor === 'number' && waitsFor > MAX_MESSAGE_BYTES * 4096) return;
  buffer.start = start;
  buffer.pieces = [bytes.slice()];
  buffer.length = bytes.length;
  buffer.waitsFor = waitsFor;
}

export function drop(buffer: StreamBuffer): void {
  buffer.pieces = [];
  buffer.length = 0;
  buffer.waitsFor = undefined;
}

/** The waiting bytes in one piece; nothing waits afterwards. */
export function take(buffer: StreamBuffer): Uint8Array {
  const whole = new Uint8Array(buffer.length);
  let at = 0;
  for (const piece of buffer.pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  drop(buffer);
  return whole;
}
