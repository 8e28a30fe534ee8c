import type { FileHandle } from 'node:fs/promises';
import { WHOLE_LOG_LINES } from '../../core/limits.ts';
import type { Chunk } from '../../core/types.ts';
import type { TextEncoding } from '../decodeText.ts';
import { rangeText, sourceLines } from '../packRanges.ts';
import { chunkLog, logDigests } from './chunkLog.ts';
import { LogDigester } from './logDigests.ts';
import type { LogOrigin } from './logEvent.ts';
import { type LogBlock, LogReader, type LogReadSummary } from './readLogBlocks.ts';

/** A log with longer lines is searched by its blocks, which hold lines of any length. */
const MAX_WHOLE_LINE_CHARACTERS = 4_000;
/** Blocks that are held until it is clear that the log is a long one. */
const MAX_WHOLE_LOG_BYTES = 4 * 1024 * 1024;

/** Receives the blocks of a long log, in order. */
export interface LogBlockSink {
  add(block: LogBlock): void;
}

export interface ReadLog extends LogReadSummary {
  readonly chunks: readonly Chunk[];
  /** Whether the sink was given the log's blocks: its lines are in no chunk. */
  readonly inBlocks: boolean;
  /** The log has text beside blank lines. */
  readonly hasText: boolean;
}

/** Holds a log's blocks while it may be short, and passes on those of a long one. */
class BlockSwitch {
  readonly #openSink: () => LogBlockSink;
  #sink: LogBlockSink | undefined;
  #held: LogBlock[] = [];
  #lines = 0;
  #bytes = 0;

  constructor(openSink: () => LogBlockSink) {
    this.#openSink = openSink;
  }

  add(block: LogBlock): void {
    this.#lines += block.lines.length;
    this.#bytes += block.byteLength;
    if (this.#sink) {
      this.#sink.add(block);
      return;
    }
    this.#held.push(block);
    const isLong =
      this.#lines > WHOLE_LOG_LINES ||
      this.#bytes > MAX_WHOLE_LOG_BYTES ||
      block.lines.some((line) => line.length > MAX_WHOLE_LINE_CHARACTERS);
    if (!isLong) return;
    this.#sink = this.#openSink();
    for (const each of this.#held) this.#sink.add(each);
    this.#held = [];
  }

  get isLong(): boolean {
    return this.#sink !== undefined;
  }

  /** The text of a short log. */
  text(): string {
    return this.#held.map(({ lines }) => lines.join('\n')).join('\n');
  }
}

/**
 * Reads a log as a stream and makes its chunks: digests of its messages and, of a short log, all
 * of its lines. `openSink` is called once for a long log, which is searched by its blocks.
 *
 * @throws NetGuruError `cancelled`, and the errors of reading
 */
export async function readLog(
  handle: FileHandle,
  encoding: TextEncoding,
  origin: LogOrigin,
  openSink: () => LogBlockSink,
  signal?: AbortSignal,
): Promise<ReadLog> {
  const reader = new LogReader(handle, encoding);
  const digester = new LogDigester(origin);
  const blocks = new BlockSwitch(openSink);
  for await (const block of reader.blocks(signal)) {
    block.lines.forEach((line, index) => {
      digester.add(line, block.firstLine + index);
    });
    blocks.add(block);
  }
  const bursts = digester.finish();
  const whole = blocks.isLong ? [] : lineChunks(blocks.text(), origin);
  const digests = logDigests(bursts, !blocks.isLong).map(
    ({ startLine, endLine, sectionPath, host, text }): Chunk => ({
      ...chunkFacts(host || origin.hostname),
      startLine,
      endLine,
      sectionPath,
      text,
      derived: true,
    }),
  );
  const chunks = [...whole, ...digests];
  return {
    ...reader.summary(),
    chunks,
    inBlocks: blocks.isLong,
    hasText: bursts.length > 0,
  };
}

function chunkFacts(hostname: string | undefined): Pick<Chunk, 'kind' | 'platform' | 'hostname'> {
  return { kind: 'log', platform: 'unknown', ...(hostname ? { hostname } : {}) };
}

function lineChunks(text: string, { hostname }: LogOrigin): Chunk[] {
  const source = sourceLines(text);
  return chunkLog(source).map(({ startLine, endLine, sectionPath }) => ({
    ...chunkFacts(hostname),
    startLine,
    endLine,
    sectionPath,
    text: rangeText(source, { startLine, endLine }),
  }));
}
