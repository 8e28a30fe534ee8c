import { createInflate } from 'node:zlib';

/** DEFLATE makes at most this many bytes of one (a run of 258 in two bits). */
const MAX_DEFLATE_RATIO = 1_032;
const BEGIN = /^stream\r?\n/;

/** Whether compressed bytes unpack to more than `limit` bytes; damaged ones count as far as read. */
async function unpacksBeyond(bytes: Uint8Array, limit: number): Promise<boolean> {
  const inflate = createInflate();
  let unpacked = 0;
  inflate.end(bytes);
  try {
    for await (const part of inflate) {
      unpacked += part.length;
      if (unpacked > limit) return true;
    }
  } catch {
    // Not DEFLATE, or damaged: pdf.js finds out for itself.
  }
  return false;
}

/**
 * Whether a stream of a PDF unpacks to more than `limit` bytes. pdf.js unpacks whole streams in
 * memory, whatever they come to: a file of 1 MB can ask for gigabytes. Only streams that are long
 * enough to hold that much are tried; chains of filters and encrypted streams are not seen through.
 */
export async function hasHugeStream(bytes: Buffer, limit: number): Promise<boolean> {
  const leastBytes = limit / MAX_DEFLATE_RATIO;
  for (let at = 0; at < bytes.length; ) {
    const begin = bytes.indexOf('stream', at);
    if (begin < 0) return false;
    const mark = BEGIN.exec(bytes.toString('latin1', begin, begin + 'stream\r\n'.length))?.[0];
    at = begin + (mark ?? 'stream').length;
    if (mark === undefined) continue;
    const found = bytes.indexOf('endstream', at);
    const end = found < 0 ? bytes.length : found;
    const isLong = end - at > leastBytes;
    if (isLong && (await unpacksBeyond(bytes.subarray(at, end), limit))) return true;
    at = end + 'endstream'.length;
  }
  return false;
}
