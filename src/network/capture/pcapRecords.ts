import { type CaptureFormat, MAX_PACKET_BYTES, type Step } from './captureFormat.ts';

/** Magic numbers of pcap as they read big-endian; the reverse of each is little-endian. */
const MICROSECONDS = 0xa1b2c3d4;
const NANOSECONDS = 0xa1b23c4d;
/** Kuznetzov's patched libpcap: eight more bytes in each record header. */
const MODIFIED = 0xa1b2cd34;
const HEADER_BYTES = 24;
const RECORD_BYTES = 16;
const MODIFIED_RECORD_BYTES = 24;

export function isPcapMagic(view: DataView): boolean {
  return [MICROSECONDS, NANOSECONDS, MODIFIED].some(
    (magic) => view.getUint32(0) === magic || view.getUint32(0, true) === magic,
  );
}

/**
 * Reads a pcap file record by record. Format: draft-ietf-opsawg-pcap, and the modified header of
 * libpcap's sf-pcap.c.
 */
export class PcapRecords {
  private header: { littleEndian: boolean; magic: number; linkType: number } | undefined;
  private snapLength = 0;
  private count = 0;

  get format(): CaptureFormat {
    return {
      name: 'pcap',
      littleEndian: this.header?.littleEndian ?? false,
      resolution: this.header?.magic === NANOSECONDS ? 'nanoseconds' : 'microseconds',
      interfaces: this.header
        ? [{ linkType: this.header.linkType, snapLength: this.snapLength }]
        : [],
    };
  }

  /** Reads the record at the start of `bytes`; `view` shows the same bytes. */
  step(bytes: Uint8Array, view: DataView): Step {
    if (!this.header) return this.readHeader(bytes, view);
    const { littleEndian, magic, linkType } = this.header;
    const headerBytes = magic === MODIFIED ? MODIFIED_RECORD_BYTES : RECORD_BYTES;
    if (bytes.length < headerBytes) {
      return { kind: 'more', need: headerBytes, what: 'a record header' };
    }
    const captured = view.getUint32(8, littleEndian);
    if (captured > MAX_PACKET_BYTES) {
      return { kind: 'broken', reason: `a record claims ${captured} captured bytes` };
    }
    const length = headerBytes + captured;
    if (bytes.length < length) {
      return { kind: 'more', need: length, what: `the ${captured} bytes of a packet` };
    }
    const fraction = view.getUint32(4, littleEndian);
    this.count += 1;
    return {
      kind: 'used',
      length,
      packet: {
        number: this.count,
        seconds: view.getUint32(0, littleEndian),
        nanoseconds: magic === NANOSECONDS ? fraction : fraction * 1000,
        hasTime: true,
        linkType,
        originalLength: Math.max(view.getUint32(12, littleEndian), captured),
        bytes: bytes.subarray(headerBytes, length),
      },
    };
  }

  private readHeader(bytes: Uint8Array, view: DataView): Step {
    if (bytes.length < HEADER_BYTES) {
      return { kind: 'more', need: HEADER_BYTES, what: 'the file header' };
    }
    const bigEndian = view.getUint32(0);
    const littleEndian = ![MICROSECONDS, NANOSECONDS, MODIFIED].includes(bigEndian);
    this.snapLength = view.getUint32(16, littleEndian);
    this.header = {
      littleEndian,
      magic: view.getUint32(0, littleEndian),
      // The upper bits say how long the frame check sequence is.
      linkType: view.getUint32(20, littleEndian) & 0xffff,
    };
    return { kind: 'used', length: HEADER_BYTES };
  }
}
