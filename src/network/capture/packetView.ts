/**
 * Bytes of a packet as a dissector sees them. `captured` bytes are there, `reported` were on the
 * wire. Reading past them throws `PastEnd`, which the packet's dissection catches: nothing leaves
 * this folder. One frozen instance per reason, because a hostile capture throws millions.
 */
export class PastEnd extends Error {
  /** `short`: the capture cut it off; `malformed`: the packet itself is too short for its claims. */
  readonly reason: 'short' | 'malformed';

  constructor(reason: 'short' | 'malformed') {
    super(reason);
    this.reason = reason;
  }
}

const SHORT = new PastEnd('short');
const MALFORMED = new PastEnd('malformed');

/** Ends the dissection of a packet whose content contradicts itself. */
export function malformed(): never {
  throw MALFORMED;
}

export class PacketView {
  readonly bytes: Uint8Array;
  /** Bytes that were on the wire from here on; at least `captured`. */
  readonly reported: number;
  /** Nothing comes after these bytes: the sender closed the connection. */
  readonly atEnd: boolean;

  constructor(bytes: Uint8Array, reported: number, atEnd = false) {
    this.bytes = bytes;
    this.reported = Math.max(reported, 0);
    this.atEnd = atEnd;
  }

  get captured(): number {
    return this.bytes.length;
  }

  /** Throws PastEnd unless `length` bytes from `offset` are there. */
  need(offset: number, length: number): void {
    if (offset < 0 || offset + length > this.reported) throw MALFORMED;
    if (offset + length > this.bytes.length) throw SHORT;
  }

  has(offset: number, length: number): boolean {
    return offset >= 0 && offset + length <= this.bytes.length;
  }

  u8(offset: number): number {
    const value = this.bytes[offset];
    if (value === undefined) this.need(offset, 1);
    return value ?? 0;
  }

  u16(offset: number): number {
    this.need(offset, 2);
    return (this.u8(offset) << 8) | this.u8(offset + 1);
  }

  u24(offset: number): number {
    return (this.u8(offset) << 16) | this.u16(offset + 1);
  }

  u32(offset: number): number {
    this.need(offset, 4);
    return this.u16(offset) * 0x10000 + this.u16(offset + 2);
  }

  u16le(offset: number): number {
    this.need(offset, 2);
    return this.u8(offset) | (this.u8(offset + 1) << 8);
  }

  u32le(offset: number): number {
    return this.u16le(offset) + this.u16le(offset + 2) * 0x10000;
  }

  /** What follows `offset`, at most `length` bytes. Throws when `offset` lies past the packet. */
  rest(offset: number, length = Number.POSITIVE_INFINITY): PacketView {
    if (offset > this.reported) throw MALFORMED;
    const reported = Math.min(this.reported - offset, Math.max(length, 0));
    return new PacketView(this.bytes.subarray(offset, offset + reported), reported, this.atEnd);
  }

  /** Exactly `length` bytes. Throws when they are not there. */
  slice(offset: number, length: number): PacketView {
    this.need(offset, length);
    return new PacketView(this.bytes.subarray(offset, offset + length), length);
  }

  /** One character per byte; control characters become dots. */
  text(offset: number, length: number): string {
    this.need(offset, length);
    return printable(this.bytes.subarray(offset, offset + length));
  }

  hex(offset: number, length: number): string {
    this.need(offset, length);
    let text = '';
    for (let at = offset; at < offset + length; at += 1) text += hexByte(this.u8(at));
    return text;
  }

  ipv4(offset: number): string {
    this.need(offset, 4);
    return `${this.u8(offset)}.${this.u8(offset + 1)}.${this.u8(offset + 2)}.${this.u8(offset + 3)}`;
  }

  ipv6(offset: number): string {
    this.need(offset, 16);
    const groups: number[] = [];
    for (let group = 0; group < 8; group += 1) groups.push(this.u16(offset + 2 * group));
    return ipv6Text(groups);
  }

  mac(offset: number): string {
    this.need(offset, 6);
    const parts: string[] = [];
    for (let at = offset; at < offset + 6; at += 1) parts.push(hexByte(this.u8(at)));
    return parts.join(':');
  }
}

export function hexByte(value: number): string {
  return value.toString(16).padStart(2, '0');
}

/** Bytes as Latin-1 text in which control characters are dots; trailing NULs are dropped. */
export function printable(bytes: Uint8Array): string {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  let text = '';
  for (const code of bytes.subarray(0, end)) {
    text += code < 32 || (code > 126 && code < 161) ? '.' : String.fromCharCode(code);
  }
  return text;
}

/** RFC 5952: lower case, the longest run of two or more zero groups as `::`. */
export function ipv6Text(groups: readonly number[]): string {
  let best = -1;
  let bestLength = 1;
  for (let start = 0; start < groups.length; start += 1) {
    let end = start;
    while (end < groups.length && groups[end] === 0) end += 1;
    if (end - start > bestLength) {
      best = start;
      bestLength = end - start;
    }
  }
  const hex = groups.map((group) => group.toString(16));
  if (best < 0) return hex.join(':');
  return `${hex.slice(0, best).join(':')}::${hex.slice(best + bestLength).join(':')}`;
}
