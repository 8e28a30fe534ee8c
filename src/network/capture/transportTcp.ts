import type { Dissector, Frame, StreamDissector, Wanted } from './frame.ts';
import { PacketView } from './packetView.ts';
import { ACK, analyseSegment, FIN, plus, RST, type Segment, SYN } from './tcpAnalysis.ts';
import type { TcpFlow, TcpSide } from './tcpFlows.ts';
import { reportTcpEvents } from './tcpReport.ts';
import { append, bytesWanted, continues, drop, isWhole, take, wait } from './tcpStream.ts';

const OPTION_WINDOW_SCALE = 3;

/** TCP (RFC 9293): sequence analysis, handshakes, and messages put together for what it carries. */
export const dissectTcp: Dissector = (view, frame) => {
  frame.enter('tcp', 'TCP');
  frame.sourcePort = view.u16(0);
  frame.destinationPort = view.u16(2);
  if (frame.quoted) return true;
  const header = (view.u8(12) >> 4) * 4;
  view.need(0, Math.max(header, 20));
  if (header < 20) return true;
  const segment = readSegment(view, frame, header);
  const source = `${endpoint(frame.source)}:${frame.sourcePort}`;
  const destination = `${endpoint(frame.destination)}:${frame.destinationPort}`;
  const syn = (segment.flags & (SYN | ACK)) === SYN;
  const { tcp } = frame.session;
  const flow = tcp.find(source, destination, frame.destinationPort, syn ? segment.seq : undefined);
  const fromClient = flow.client === source;
  const side = fromClient ? flow.clientSide : flow.serverSide;
  const other = fromClient ? flow.serverSide : flow.clientSide;
  frame.talk('tcp', source, destination, flow.generation);
  side.baseSeq ??= segment.flags & SYN ? segment.seq : plus(segment.seq, -1);
  if (segment.flags & ACK) other.baseSeq ??= plus(segment.ack, -1);
  const events = analyseSegment(segment, side.analysis, other.analysis, flow.roundTrip);
  reportTcpEvents(frame, segment, { flow, side, other, fromClient, events });
  const payload = view.rest(header);
  const repeated =
    events.has('retransmission') ||
    events.has('spurious retransmission') ||
    events.has('out-of-order');
  if (segment.flags & RST) drop(side.stream);
  else if (!repeated) deliver(payload, frame, segment, { flow, side });
  return true;
};

/** IPv6 addresses stand in brackets before a port. */
export function endpoint(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

function readSegment(view: PacketView, frame: Frame, header: number): Segment {
  const options = view.slice(20, header - 20);
  return {
    seq: view.u32(4),
    ack: view.u32(8),
    flags: view.u8(13),
    window: view.u16(14),
    length: Math.max(view.reported - header, 0),
    time: frame.time,
    windowScale: readWindowScale(options),
  };
}

/** Shift of the window scale option, if there is one. */
function readWindowScale(view: PacketView): number | undefined {
  let at = 0;
  while (at < view.captured) {
    const kind = view.u8(at);
    if (kind === 0) return undefined;
    const length = kind === 1 ? 1 : view.has(at + 1, 1) ? view.u8(at + 1) : 0;
    if (length < (kind === 1 ? 1 : 2) || !view.has(at, length)) return undefined;
    if (kind === OPTION_WINDOW_SCALE && length === 3) return Math.min(view.u8(at + 2), 14);
    at += length;
  }
  return undefined;
}

interface Delivery {
  readonly flow: TcpFlow;
  readonly side: TcpSide;
}

/** Shows the payload to the dissector of the connection, with what waits for it put before. */
function deliver(payload: PacketView, frame: Frame, segment: Segment, delivery: Delivery): void {
  const { stream } = delivery.side;
  frame.requests = delivery.flow.requests;
  frame.memory = delivery.flow.memory;
  const before = stream.length;
  const ended = (segment.flags & FIN) !== 0;
  const start = segment.flags & SYN ? plus(segment.seq, 1) : segment.seq;
  if (payload.captured < payload.reported) {
    drop(stream);
    if (payload.captured > 0) dissectPayload(payload, frame, delivery.flow);
  } else if (payload.captured > 0 || (ended && stream.waitsFor === 'until the end')) {
    const rest = finishWaiting(payload, frame, delivery, start, ended);
    if (rest && rest.view.captured > 0) {
      const view = new PacketView(rest.view.bytes, rest.view.reported, ended);
      showFresh(view, frame, delivery, rest.seq);
    }
  }
  frame.session.tcp.waitingBytes += stream.length - before;
}

interface Rest {
  readonly view: PacketView;
  readonly seq: number;
}

/** Adds to the message that waits; what remains of the payload, or undefined when none does. */
function finishWaiting(
  payload: PacketView,
  frame: Frame,
  { side, flow }: Delivery,
  seq: number,
  ended: boolean,
): Rest | undefined {
  const { stream } = side;
  if (!continues(stream, seq)) {
    drop(stream);
    return { view: payload, seq };
  }
  const wanted = bytesWanted(stream, payload.captured);
  const rest = payload.rest(wanted);
  const after = plus(seq, wanted);
  if (!append(stream, payload.bytes.subarray(0, wanted))) return undefined;
  if (!isWhole(stream, ended)) {
    frame.say('segment of a reassembled message');
    return undefined;
  }
  const { start } = stream;
  const whole = take(stream);
  if (payload.captured === 0) frame.enter('tcp.segments');
  const more = dissectPayload(new PacketView(whole, whole.length, ended), frame, flow);
  if ((!more || ended || more.offset > 0) && payload.captured > 0) frame.enter('tcp.segments');
  if (!more || ended) return { view: rest, seq: after };
  keep(side, frame, plus(start, more.offset), whole.subarray(more.offset), more);
  if (rest.captured === 0) return undefined;
  return finishWaiting(rest, frame, { side, flow }, after, ended);
}

function showFresh(view: PacketView, frame: Frame, { flow, side }: Delivery, seq: number): void {
  const more = dissectPayload(view, frame, flow);
  if (more) keep(side, frame, plus(seq, more.offset), view.bytes.subarray(more.offset), more);
}

function keep(side: TcpSide, frame: Frame, start: number, bytes: Uint8Array, more: Wanted): void {
  if (!frame.session.tcp.canWait) return;
  wait(
    side.stream,
    start,
    bytes,
    typeof more.more === 'number' ? bytes.length + Math.max(more.more, 1) : more.more,
  );
}

/** Tries what the connection is known to carry, its ports, its content; else it is data. */
function dissectPayload(view: PacketView, frame: Frame, flow: TcpFlow): Wanted | undefined {
  for (const dissect of candidates(frame, flow, view)) {
    const handed = frame.handOn();
    const found = dissect(view, frame);
    if (found === true) frame.noteCut(view, handed);
    if (found !== false) return found === true ? undefined : found;
  }
  frame.data(view);
  return undefined;
}

function* candidates(frame: Frame, flow: TcpFlow, view: PacketView): Generator<StreamDissector> {
  const { tables, ports } = frame.session;
  const hint =
    ports.find(frame.destination, frame.destinationPort) ??
    ports.find(frame.source, frame.sourcePort);
  const low = Math.min(frame.sourcePort, frame.destinationPort);
  const high = Math.max(frame.sourcePort, frame.destinationPort);
  for (const port of new Set([hint, flow.syn ? flow.serverPort : undefined, low, high])) {
    const dissect = port === undefined ? undefined : tables.tcpPort.get(port);
    if (dissect) yield dissect;
  }
  const { tcpContent } = tables;
  if (flow.learned < 0) flow.learned = tcpContent.findIndex(({ accepts }) => accepts(view, frame));
  const learned = tcpContent[flow.learned];
  if (learned) yield learned.dissect;
}
