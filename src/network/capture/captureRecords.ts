import type { BrokenAt, CapturedPacket, CaptureFormat } from './captureFormat.ts';
import { PcapngBlocks, SECTION_HEADER } from './pcapngBlocks.ts';
import { isPcapMagic, PcapRecords } from './pcapRecords.ts';

const EMPTY = new Uint8Array(0);

/** True when the bytes begin like pcap (any byte order and resolution) or pcapng. */
export function isCapture(bytes: Uint8Array): boolean {
  if (bytes.length < 4) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return view.getUint32(0) === SECTION_HEADER || isPcapMagic(view);
}

/**
 * Cuts a capture file into packets as its bytes arrive. Holds no more than the one record that is
 * still incomplete. Total: a broken file ends the reading, and `broken` says where and why.
 */
export class CaptureRecords {
  private reader: PcapRecords | PcapngBlocks | undefined;
  private pending: Uint8Array = EMPTY;
  private offset = 0;
  private wanted = 4;
  private what = 'the file header';
  broken: BrokenAt | undefined;

  get format(): CaptureFormat | undefined {
    return this.reader?.format;
  }

  /** Bytes of the file that whole records were read from. */
  get bytesRead(): number {
    return this.offset;
  }

  /** The packets that are complete with this chunk, valid until the next call. */
  *push(chunk: Uint8Array): Generator<CapturedPacket> {
    if (this.broken) return;
    const bytes = this.join(chunk);
    const base = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    if (!this.reader && !this.start(bytes, base)) return;
    let at = 0;
    while (this.reader && bytes.length - at >= this.wanted) {
      const step = this.reader.step(
        bytes.subarray(at),
        new DataView(bytes.buffer, bytes.byteOffset + at, bytes.length - at),
      );
      if (step.kind === 'broken') {
        this.broken = { offset: this.offset, reason: step.reason };
        this.pending = EMPTY;
        return;
      }
      if (step.kind === 'more') {
        this.wanted = step.need;
        this.what = step.what;
        continue;
      }
      at += step.length;
      this.offset += step.length;
      this.wanted = 1;
      if (step.packet) yield step.packet;
    }
    this.keep(bytes, at);
  }

  /** Ends the file: what is left over is a record that was cut off. */
  end(): void {
    if (this.broken) return;
    const left = this.length;
    if (left === 0 && this.reader) return;
    const reason = this.reader
      ? `the file ends inside ${this.what}: ${this.wanted} bytes were needed, ${left} are there`
      : 'the file is too short for a capture';
    this.broken = { offset: this.offset, reason };
  }

  private chunks: Uint8Array[] = [];

  private get length(): number {
    return this.pending.length + this.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  }

  /** Joins only when a whole record may be there: a big record arrives in linear time. */
  private join(chunk: Uint8Array): Uint8Array {
    if (this.pending.length === 0 && this.chunks.length === 0) return chunk;
    this.chunks.push(chunk);
    const length = this.length;
    if (length < this.wanted) return EMPTY;
    const joined = new Uint8Array(length);
    joined.set(this.pending);
    let at = this.pending.length;
    for (const piece of this.chunks) {
      joined.set(piece, at);
      at += piece.length;
    }
    this.chunks = [];
    this.pending = EMPTY;
    return joined;
  }

  private keep(bytes: Uint8Array, from: number): void {
    if (this.chunks.length > 0) return;
    this.pending = bytes.slice(from);
  }

  private start(bytes: Uint8Array, view: DataView): boolean {
    if (bytes.length < 4) {
      this.keep(bytes, 0);
      return false;
    }
    if (view.getUint32(0) === SECTION_HEADER) this.reader = new PcapngBlocks();
    else if (isPcapMagic(view)) this.reader = new PcapRecords();
    else this.broken = { offset: 0, reason: 'the file is not a pcap or pcapng capture' };
    this.wanted = 1;
    return this.reader !== undefined;
  }
}
