import { open } from 'node:fs/promises';
import { throwIfAborted } from '../core/errors.ts';
import { MAX_CAPTURE_BYTES, MAX_CAPTURE_PACKETS } from '../core/limits.ts';
import { CaptureAnalysis, type CaptureSummary } from '../network/capture/captureAnalysis.ts';
import { captureDocument } from '../network/capture/captureDocument.ts';
import { CaptureRecords } from '../network/capture/captureRecords.ts';
import type { ChunkedDocument } from './chunkDocument.ts';

const CHUNK_BYTES = 1024 * 1024;

export interface CaptureLimits {
  readonly bytes: number;
  readonly packets: number;
}

const LIMITS: CaptureLimits = { bytes: MAX_CAPTURE_BYTES, packets: MAX_CAPTURE_PACKETS };

/** The document that a capture becomes; `text` is what its line numbers count in. */
export interface CaptureText extends ChunkedDocument {
  readonly text: string;
}

/**
 * Reads a capture file in pieces, so that only one record and the bounded state of the analysis
 * are in memory. Stops at the limits and says so in the summary.
 *
 * @throws NetGuruError `cancelled`; errors of the file system as they come
 */
export async function analyseCapture(
  file: string,
  signal?: AbortSignal,
  limits: CaptureLimits = LIMITS,
): Promise<CaptureSummary> {
  const records = new CaptureRecords();
  const analysis = new CaptureAnalysis();
  const handle = await open(file);
  // One buffer for all: what outlives a packet is copied by who keeps it.
  const buffer = new Uint8Array(CHUNK_BYTES);
  let stopped: string | undefined;
  try {
    let read = 0;
    while (stopped === undefined && !records.broken) {
      throwIfAborted(signal);
      // A byte more than the limit shows whether the file goes on.
      const wanted = Math.max(Math.min(CHUNK_BYTES, limits.bytes - read), 1);
      const { bytesRead } = await handle.read(buffer, 0, wanted, read);
      if (bytesRead === 0) break;
      if (read >= limits.bytes) {
        stopped = `Only the first ${limits.bytes} bytes were read.`;
        break;
      }
      read += bytesRead;
      for (const packet of records.push(buffer.subarray(0, bytesRead))) {
        if (packet.number > limits.packets) {
          stopped = `Only the first ${limits.packets} packets were looked at.`;
          break;
        }
        analysis.add(packet);
      }
    }
  } finally {
    await handle.close();
  }
  if (stopped === undefined) records.end();
  return analysis.finish(records.format, records.broken, stopped);
}

/**
 * Reads a capture and cuts its summary into chunks. Total for any content: a broken or foreign
 * file gives what could be read, and says where it broke.
 *
 * @throws NetGuruError `cancelled`; errors of the file system as they come
 */
export async function readCapture(file: string, signal?: AbortSignal): Promise<CaptureText> {
  const { lines, chunks } = captureDocument(await analyseCapture(file, signal));
  return {
    kind: 'capture',
    platform: 'unknown',
    lineCount: lines.length,
    chunks,
    names: [],
    addresses: [],
    text: lines.join('\n'),
  };
}
