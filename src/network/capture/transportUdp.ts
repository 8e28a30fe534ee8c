import type { Dissector, Frame } from './frame.ts';
import type { PacketView } from './packetView.ts';
import { endpoint } from './transportTcp.ts';

const HEADER_BYTES = 8;

/** UDP (RFC 768) and, by name only where it differs, UDP-Lite. */
function udpLike(layer: string): Dissector {
  return (view, frame) => {
    view.need(0, 4);
    frame.enter(layer, layer === 'udp' ? 'UDP' : 'UDP-Lite');
    view.need(0, HEADER_BYTES);
    frame.sourcePort = view.u16(0);
    frame.destinationPort = view.u16(2);
    const length = view.u16(4);
    const source = `${endpoint(frame.source)}:${frame.sourcePort}`;
    const destination = `${endpoint(frame.destination)}:${frame.destinationPort}`;
    frame.say(`${frame.sourcePort} → ${frame.destinationPort} Len=${Math.max(length - 8, 0)}`);
    if (length !== 0 && length < HEADER_BYTES && layer === 'udp') return true;
    frame.talk('udp', source, destination);
    const payload =
      length === 0 || layer !== 'udp'
        ? view.rest(HEADER_BYTES)
        : view.rest(HEADER_BYTES, length - HEADER_BYTES);
    if (payload.captured === 0) return true;
    // Of a packet that an ICMP error quotes, Wireshark's hierarchy shows what UDP carried.
    const { quoted } = frame;
    frame.quoted = false;
    frame.muted = quoted;
    if (!first(candidates(frame), payload, frame)) frame.data(payload);
    frame.quoted = quoted;
    return true;
  };
}

export const dissectUdp = udpLike('udp');
export const dissectUdpLite = udpLike('udplite');

function first(all: Iterable<Dissector>, view: PacketView, frame: Frame): boolean {
  for (const dissect of all) {
    const handed = frame.handOn();
    if (!dissect(view, frame)) continue;
    frame.noteCut(view, handed);
    return true;
  }
  return false;
}

function* candidates(frame: Frame): Generator<Dissector> {
  const { tables, ports } = frame.session;
  const hint =
    ports.find(frame.destination, frame.destinationPort) ??
    ports.find(frame.source, frame.sourcePort);
  const low = Math.min(frame.sourcePort, frame.destinationPort);
  const high = Math.max(frame.sourcePort, frame.destinationPort);
  for (const port of new Set([hint, low, high])) {
    const dissect = port === undefined ? undefined : tables.udpPort.get(port);
    if (dissect) yield dissect;
  }
  yield* tables.udpContent;
}

/** SCTP (RFC 9260): ports only. */
export const dissectSctp: Dissector = (view, frame) => {
  frame.enter('sctp', 'SCTP');
  frame.sourcePort = view.u16(0);
  frame.destinationPort = view.u16(2);
  frame.say(`${frame.sourcePort} → ${frame.destinationPort}`);
  frame.talk(
    'sctp',
    `${endpoint(frame.source)}:${frame.sourcePort}`,
    `${endpoint(frame.destination)}:${frame.destinationPort}`,
  );
  return true;
};

/** DCCP (RFC 4340): ports, and that there is data. */
export const dissectDccp: Dissector = (view, frame) => {
  frame.enter('dccp', 'DCCP');
  const [from, to] = [view.u16(0), view.u16(2)];
  frame.say(`${from} → ${to}`);
  frame.data(view.rest(view.u8(4) * 4));
  return true;
};
