/** Makes packets and capture files for tests, byte by byte. */

export interface FilePacket {
  readonly seconds: number;
  readonly nanoseconds: number;
  readonly bytes: Uint8Array;
  readonly length?: number;
}

export function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex.replace(/[^0-9a-f]/gi, ''), 'hex'));
}

export function join(...parts: readonly (Uint8Array | string | readonly number[])[]): Uint8Array {
  return Uint8Array.from(
    Buffer.concat(
      parts.map((part) =>
        typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part),
      ),
    ),
  );
}

const u16 = (value: number): number[] => [(value >> 8) & 0xff, value & 0xff];
const u32 = (value: number): number[] => [...u16(value >>> 16), ...u16(value & 0xffff)];
export const ipv4Bytes = (address: string): number[] => address.split('.').map(Number);

export function ethernet(
  type: number,
  payload: Uint8Array,
  source = '02:00:00:00:00:01',
): Uint8Array {
  const mac = source.split(':').map((part) => Number.parseInt(part, 16));
  return join([2, 0, 0, 0, 0, 9], mac, u16(type), payload);
}

export interface Ends {
  readonly from: string;
  readonly to: string;
}

export function ipv4({ from, to }: Ends, protocol: number, payload: Uint8Array): Uint8Array {
  const header = [0x45, 0, ...u16(20 + payload.length), 0, 1, 0, 0, 64, protocol, 0, 0];
  return ethernet(0x0800, join(header, ipv4Bytes(from), ipv4Bytes(to), payload));
}

export function udp(ends: Ends, ports: readonly [number, number], payload: Uint8Array): Uint8Array {
  const header = [...u16(ports[0]), ...u16(ports[1]), ...u16(8 + payload.length), 0, 0];
  return ipv4(ends, 17, join(header, payload));
}

export interface TcpFields {
  readonly flags: number;
  readonly seq: number;
  readonly ack?: number;
  readonly window?: number;
  readonly payload?: Uint8Array;
}

export function tcp(ends: Ends, ports: readonly [number, number], fields: TcpFields): Uint8Array {
  const header = [
    ...u16(ports[0]),
    ...u16(ports[1]),
    ...u32(fields.seq),
    ...u32(fields.ack ?? 0),
    0x50,
    fields.flags,
    ...u16(fields.window ?? 1000),
    0,
    0,
    0,
    0,
  ];
  return ipv4(ends, 6, join(header, fields.payload ?? new Uint8Array(0)));
}

export function arp(operation: number, mac: string, address: string, target: string): Uint8Array {
  const sender = mac.split(':').map((part) => Number.parseInt(part, 16));
  const body = [0, 1, 8, 0, 6, 4, 0, operation, ...sender, ...ipv4Bytes(address)];
  return ethernet(0x0806, join(body, [0, 0, 0, 0, 0, 0], ipv4Bytes(target)), mac);
}

export interface PcapStyle {
  readonly littleEndian: boolean;
  readonly magic: number;
  readonly linkType?: number;
}

export const MICROSECONDS: PcapStyle = { littleEndian: true, magic: 0xa1b2c3d4 };

/** A pcap file in any byte order and resolution, or with the modified record header. */
export function pcap(packets: readonly FilePacket[], style: PcapStyle): Uint8Array {
  const { littleEndian, magic } = style;
  const word = (value: number): Uint8Array => {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, value, littleEndian);
    return bytes;
  };
  const version = new Uint8Array(4);
  new DataView(version.buffer).setUint16(0, 2, littleEndian);
  new DataView(version.buffer).setUint16(2, 4, littleEndian);
  const parts = [word(magic), version, word(0), word(0), word(65535), word(style.linkType ?? 1)];
  for (const { seconds, nanoseconds, bytes, length } of packets) {
    const fraction = magic === 0xa1b23c4d ? nanoseconds : Math.floor(nanoseconds / 1000);
    parts.push(word(seconds), word(fraction), word(bytes.length), word(length ?? bytes.length));
    if (magic === 0xa1b2cd34) parts.push(word(1), word(0));
    parts.push(bytes);
  }
  return join(...parts);
}

export interface Section {
  readonly littleEndian: boolean;
  /** Per interface: link type and `if_tsresol`, or none. */
  readonly interfaces: readonly { readonly linkType: number; readonly resolution?: number }[];
  /** Packets with their interface and kind of block. */
  readonly packets: readonly (FilePacket & {
    readonly on?: number;
    readonly block?: 'enhanced' | 'simple' | 'obsolete';
  })[];
}

/** A pcapng file of one or more sections. */
export function pcapng(sections: readonly Section[]): Uint8Array {
  return join(...sections.map(section));
}

function section({ littleEndian, interfaces, packets }: Section): Uint8Array {
  const number = (size: 2 | 4, value: number): Uint8Array => {
    const bytes = new Uint8Array(size);
    const view = new DataView(bytes.buffer);
    if (size === 2) view.setUint16(0, value, littleEndian);
    else view.setUint32(0, value, littleEndian);
    return bytes;
  };
  const half = (value: number): Uint8Array => number(2, value);
  const word = (value: number): Uint8Array => number(4, value);
  const block = (type: number, ...body: Uint8Array[]): Uint8Array => {
    const content = join(...body);
    const padding = new Uint8Array((4 - (content.length % 4)) % 4);
    const length = word(12 + content.length + padding.length);
    return join(word(type), length, content, padding, length);
  };
  const parts = [
    block(0x0a0d0d0a, word(0x1a2b3c4d), half(1), half(0), word(0xffffffff), word(0xffffffff)),
  ];
  for (const { linkType, resolution } of interfaces) {
    const option =
      resolution === undefined
        ? []
        : [half(9), half(1), Uint8Array.of(resolution, 0, 0, 0), word(0)];
    parts.push(block(1, half(linkType), half(0), word(0), ...option));
  }
  // Blocks that a reader must pass over.
  parts.push(block(4, word(0)), block(0x0bad, word(7)));
  for (const packet of packets) {
    const { bytes, on = 0 } = packet;
    const resolution = interfaces[on]?.resolution ?? 6;
    const perSecond = 10n ** BigInt(resolution);
    const ticks =
      BigInt(packet.seconds) * perSecond +
      (BigInt(packet.nanoseconds) * perSecond) / 1_000_000_000n;
    const time = [word(Number(ticks >> 32n)), word(Number(ticks & 0xffffffffn))];
    const sizes = [word(bytes.length), word(packet.length ?? bytes.length)];
    if (packet.block === 'simple') parts.push(block(3, word(bytes.length), bytes));
    else if (packet.block === 'obsolete') {
      parts.push(block(2, half(on), half(0), ...time, ...sizes, bytes));
    } else parts.push(block(6, word(on), ...time, ...sizes, bytes));
  }
  return join(...parts);
}
