import {
  type CaptureFormat,
  type CaptureInterface,
  MAX_PACKET_BYTES,
  MAX_RECORD_BYTES,
  type Step,
} from './captureFormat.ts';

export const SECTION_HEADER = 0x0a0d0d0a;
const BYTE_ORDER = 0x1a2b3c4d;
const INTERFACE = 1;
const OBSOLETE_PACKET = 2;
const SIMPLE_PACKET = 3;
const ENHANCED_PACKET = 6;
const OPTION_RESOLUTION = 9;
const OPTION_OFFSET = 14;
/** Interfaces of one section; more means a hostile file. */
const MAX_INTERFACES = 65_536;

interface Interface extends CaptureInterface {
  /** Ticks per second. */
  readonly ticks: bigint;
  readonly offsetSeconds: bigint;
}

const NO_TIME = { seconds: 0, nanoseconds: 0, hasTime: false };

/** `if_tsresol`: a power of ten, or of two when the highest bit is set. */
function ticksPerSecond(resolution: number): bigint {
  return resolution & 0x80 ? 1n << BigInt(resolution & 0x7f) : 10n ** BigInt(resolution & 0x7f);
}

function timeOf(high: number, low: number, from: Interface) {
  const ticks = (BigInt(high) << 32n) + BigInt(low);
  const rest = ticks % from.ticks;
  return {
    seconds: Number(ticks / from.ticks + from.offsetSeconds),
    nanoseconds: Number((rest * 1_000_000_000n) / from.ticks),
    hasTime: true,
  };
}

/**
 * Reads a pcapng file block by block: several sections, each in its own byte order, with their
 * interfaces; enhanced, simple and obsolete packet blocks. Other blocks (name resolution,
 * statistics, secrets, custom) are passed over. Format: draft-ietf-opsawg-pcapng.
 */
export class PcapngBlocks {
  private littleEndian = false;
  private interfaces: Interface[] = [];
  private readonly known: CaptureInterface[] = [];
  private count = 0;
  private started = false;

  get format(): CaptureFormat {
    return {
      name: 'pcapng',
      littleEndian: this.littleEndian,
      resolution: 'per interface',
      interfaces: this.known,
    };
  }

  /** Reads the block at the start of `bytes`; `view` shows the same bytes. */
  step(bytes: Uint8Array, view: DataView): Step {
    if (bytes.length < 12) return { kind: 'more', need: 12, what: 'a block header' };
    const section = view.getUint32(0) === SECTION_HEADER;
    if (section) {
      const order = view.getUint32(8);
      if (order !== BYTE_ORDER && view.getUint32(8, true) !== BYTE_ORDER) {
        return { kind: 'broken', reason: 'a section header without a byte-order mark' };
      }
      this.littleEndian = order !== BYTE_ORDER;
    } else if (!this.started) {
      return { kind: 'broken', reason: 'a block before the first section header' };
    }
    const length = view.getUint32(4, this.littleEndian);
    if (length < 12 || length % 4 !== 0 || length > MAX_RECORD_BYTES) {
      return { kind: 'broken', reason: `a block that claims ${length} bytes` };
    }
    if (bytes.length < length)
      return { kind: 'more', need: length, what: `a block of ${length} bytes` };
    if (view.getUint32(length - 4, this.littleEndian) !== length) {
      return { kind: 'broken', reason: 'a block whose two lengths differ' };
    }
    if (section) {
      this.started = true;
      this.interfaces = [];
      return { kind: 'used', length };
    }
    return this.readBlock(bytes, view, length);
  }

  private readBlock(bytes: Uint8Array, view: DataView, length: number): Step {
    switch (view.getUint32(0, this.littleEndian)) {
      case INTERFACE:
        return this.readInterface(view, length);
      case ENHANCED_PACKET:
        return length < 32
          ? tooShort
          : this.readPacket(bytes, view, length, view.getUint32(8, this.littleEndian));
      case OBSOLETE_PACKET:
        return length < 32
          ? tooShort
          : this.readPacket(bytes, view, length, view.getUint16(8, this.littleEndian));
      case SIMPLE_PACKET:
        return length < 16 ? tooShort : this.readSimplePacket(bytes, view, length);
      default:
        return { kind: 'used', length };
    }
  }

  private readInterface(view: DataView, length: number): Step {
    if (length < 20) return tooShort;
    if (this.interfaces.length >= MAX_INTERFACES) {
      return { kind: 'broken', reason: `more than ${MAX_INTERFACES} interfaces` };
    }
    let ticks = 1_000_000n;
    let offsetSeconds = 0n;
    let at = 16;
    while (at + 4 <= length - 4) {
      const option = view.getUint16(at, this.littleEndian);
      const size = view.getUint16(at + 2, this.littleEndian);
      if (option === 0 || at + 4 + size > length - 4) break;
      if (option === OPTION_RESOLUTION && size >= 1) ticks = ticksPerSecond(view.getUint8(at + 4));
      if (option === OPTION_OFFSET && size >= 8) {
        offsetSeconds = view.getBigInt64(at + 4, this.littleEndian);
      }
      at += 4 + size + ((4 - (size % 4)) % 4);
    }
    const found = {
      linkType: view.getUint16(8, this.littleEndian),
      snapLength: view.getUint32(12, this.littleEndian),
    };
    this.interfaces.push({ ...found, ticks, offsetSeconds });
    if (this.known.length < MAX_INTERFACES) this.known.push(found);
    return { kind: 'used', length };
  }

  private readPacket(bytes: Uint8Array, view: DataView, length: number, id: number): Step {
    const from = this.interfaces[id];
    if (!from)
      return { kind: 'broken', reason: `a packet of interface ${id}, which is not described` };
    const captured = view.getUint32(20, this.littleEndian);
    if (captured > length - 32 || captured > MAX_PACKET_BYTES) {
      return { kind: 'broken', reason: `a packet that claims ${captured} captured bytes` };
    }
    this.count += 1;
    return {
      kind: 'used',
      length,
      packet: {
        number: this.count,
        ...timeOf(
          view.getUint32(12, this.littleEndian),
          view.getUint32(16, this.littleEndian),
          from,
        ),
        linkType: from.linkType,
        originalLength: Math.max(view.getUint32(24, this.littleEndian), captured),
        bytes: bytes.subarray(28, 28 + captured),
      },
    };
  }

  private readSimplePacket(bytes: Uint8Array, view: DataView, length: number): Step {
    const from = this.interfaces[0];
    if (!from) return { kind: 'broken', reason: 'a simple packet before any interface' };
    const originalLength = view.getUint32(8, this.littleEndian);
    const snapLength = from.snapLength || MAX_PACKET_BYTES;
    const captured = Math.min(originalLength, snapLength, length - 16);
    this.count += 1;
    return {
      kind: 'used',
      length,
      packet: {
        number: this.count,
        ...NO_TIME,
        linkType: from.linkType,
        originalLength,
        bytes: bytes.subarray(12, 12 + captured),
      },
    };
  }
}

const tooShort: Step = { kind: 'broken', reason: 'a block that is too short for its kind' };
