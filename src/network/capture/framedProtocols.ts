import type { StreamDissector } from './frame.ts';
import { noteApplication } from './management.ts';
import type { PacketView } from './packetView.ts';
import { streamMessages } from './streamMessages.ts';

/** A protocol whose messages say their length, of which only the name is told. */
interface Framed {
  readonly layer: string;
  readonly label: string;
  readonly ports: readonly number[];
  readonly header: number;
  readonly lengthOf: (view: PacketView, offset: number) => number;
  /** False: what begins so is something else. */
  readonly accepts?: (view: PacketView) => boolean;
  /** Where the layer's name depends on the message. */
  /** Layer of what it always carries. */
  readonly inner?: string;
  readonly layerOf?: (view: PacketView) => string;
}

/** Length of a BER element (LDAP); an indefinite one counts as its header. */
function berLength(view: PacketView, offset: number): number {
  const first = view.u8(offset + 1);
  if (first < 0x80) return 2 + first;
  const bytes = first & 0x7f;
  let length = 0;
  for (let index = 0; index < Math.min(bytes, 4) && view.has(offset + 2 + index, 1); index += 1) {
    length = length * 256 + view.u8(offset + 2 + index);
  }
  return 2 + bytes + length;
}

/** MQTT's remaining length: seven bits per byte. */
function mqttLength(view: PacketView, offset: number): number {
  let length = 0;
  for (let index = 0; index < 4; index += 1) {
    if (!view.has(offset + 1 + index, 1)) return length + 2 + index;
    const byte = view.u8(offset + 1 + index);
    length += (byte & 0x7f) * 128 ** index;
    if (byte < 0x80) return length + 2 + index;
  }
  return length + 5;
}

const FRAMED: readonly Framed[] = [
  {
    layer: 'rpkirtr',
    label: 'RPKI-RTR',
    ports: [323],
    header: 8,
    lengthOf: (view, at) => view.u32(at + 4),
  },
  {
    layer: 'mbtcp',
    label: 'Modbus/TCP',
    ports: [502],
    header: 8,
    lengthOf: (view, at) => view.u16(at + 4) + 6,
    accepts: (view) => view.has(0, 8) && view.u16(2) === 0,
    inner: 'modbus',
  },
  { layer: 'ldap', label: 'LDAP', ports: [389, 3268], header: 2, lengthOf: berLength },
  {
    layer: 'tds',
    label: 'TDS',
    ports: [1433],
    header: 8,
    lengthOf: (view, at) => view.u16(at + 2),
  },
  { layer: 'mqtt', label: 'MQTT', ports: [1883], header: 2, lengthOf: mqttLength },
  {
    layer: 'skinny',
    label: 'SKINNY',
    ports: [2000],
    header: 4,
    lengthOf: (view, at) => view.u32le(at) + 8,
    accepts: (view) => view.reported >= 12,
  },
  {
    layer: 'mysql',
    label: 'MySQL',
    ports: [3306],
    header: 3,
    lengthOf: (view, at) => view.u16le(at) + view.u8(at + 2) * 0x10000 + 4,
  },
  {
    layer: 'diameter',
    label: 'DIAMETER',
    ports: [3868],
    header: 4,
    lengthOf: (view, at) => view.u24(at + 1),
    accepts: (view) => view.u8(0) === 1,
  },
  {
    layer: 'pcep',
    label: 'PCEP',
    ports: [4189],
    header: 4,
    lengthOf: (view, at) => view.u16(at + 2),
  },
  {
    layer: 'pgsql',
    label: 'PGSQL',
    ports: [5432],
    header: 5,
    lengthOf: (view, at) => (view.u8(at) === 0 ? view.u32(at) : view.u32(at + 1) + 1),
  },
  {
    layer: 'amqp',
    label: 'AMQP',
    ports: [5672],
    header: 7,
    // The protocol header is `AMQP` and four bytes.
    lengthOf: (view, at) => (view.u8(at) === 0x41 ? 8 : view.u32(at + 3) + 8),
  },
  {
    layer: 'openflow',
    label: 'OpenFlow',
    ports: [6633, 6653],
    header: 8,
    lengthOf: (view, at) => view.u16(at + 2),
    layerOf: (view) => `openflow_v${view.u8(0)}`,
  },
];

function dissectorOf(framed: Framed): StreamDissector {
  const messages = streamMessages({
    header: framed.header,
    lengthOf: framed.lengthOf,
    show: (view, frame) => {
      noteApplication(frame, framed.layerOf?.(view) ?? framed.layer, framed.label);
      if (framed.inner) frame.enter(framed.inner);
    },
  });
  return (view, frame) => (framed.accepts && !framed.accepts(view) ? false : messages(view, frame));
}

/** TCP ports of protocols that are told message by message. */
export const FRAMED_PORTS: readonly (readonly [number, StreamDissector])[] = FRAMED.flatMap(
  (framed) => {
    const dissect = dissectorOf(framed);
    return framed.ports.map((port) => [port, dissect] as const);
  },
);
