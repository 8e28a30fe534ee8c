/** Flags of the TCP header. */
export const FIN = 0x01;
export const SYN = 0x02;
export const RST = 0x04;
export const PSH = 0x08;
export const ACK = 0x10;

/** What Wireshark's sequence analysis calls a segment (packet-tcp.c, tcp_analyze_sequence_number). */
export type TcpEvent =
  | 'zero window probe'
  | 'zero window'
  | 'previous segment not captured'
  | 'keep-alive'
  | 'window update'
  | 'window full'
  | 'keep-alive ACK'
  | 'zero window probe ACK'
  | 'duplicate ACK'
  | 'ACKed segment not captured'
  | 'spurious retransmission'
  | 'fast retransmission'
  | 'out-of-order'
  | 'retransmission';

export interface Segment {
  readonly seq: number;
  readonly ack: number;
  readonly flags: number;
  readonly window: number;
  /** Shift of the window scale option; undefined when the segment has none. */
  readonly windowScale?: number | undefined;
  /** Payload bytes on the wire. */
  readonly length: number;
  /** Seconds. */
  readonly time: number;
}

/** One direction of a connection. */
export interface TcpDirection {
  nextSeq: number | undefined;
  nextSeqTime: number;
  highestToAck: number | undefined;
  lastAck: number | undefined;
  lastAckTime: number;
  window: number | undefined;
  /** Shift for the windows that this side announces; undefined until its SYN was seen. */
  windowScale: number | undefined;
  firstAck: boolean;
  duplicateAcks: number;
  lastEvents: ReadonlySet<TcpEvent>;
}

export function newDirection(): TcpDirection {
  return {
    nextSeq: undefined,
    nextSeqTime: 0,
    highestToAck: undefined,
    lastAck: undefined,
    lastAckTime: 0,
    window: undefined,
    windowScale: undefined,
    firstAck: true,
    duplicateAcks: 0,
    lastEvents: new Set(),
  };
}

const FAST_RETRANSMISSION_SECONDS = 0.02;
const OUT_OF_ORDER_SECONDS = 0.003;
const CONTROL = SYN | FIN | RST;

/** How far `left` is after `right`, modulo 2^32. */
export function after(left: number, right: number): number {
  return (left - right) | 0;
}

export function plus(sequence: number, length: number): number {
  return (sequence + length) >>> 0;
}

/** Compares a segment with what both sides sent before; `roundTrip` is the handshake's, in s. */
export function analyseSegment(
  segment: Segment,
  forward: TcpDirection,
  reverse: TcpDirection,
  roundTrip: number | undefined,
): ReadonlySet<TcpEvent> {
  const events = new Set<TcpEvent>();
  const probe = isProbe(segment, forward, reverse);
  if (probe) events.add('zero window probe');
  else windowEvents(segment, forward, reverse, events);
  if (segment.ack !== forward.lastAck) forward.duplicateAcks = 0;
  if (
    reverse.highestToAck !== undefined &&
    segment.flags & ACK &&
    after(segment.ack, reverse.highestToAck) > 0
  ) {
    events.add('ACKed segment not captured');
    reverse.highestToAck = segment.ack;
  }
  const again = repetition(segment, forward, reverse, roundTrip, events);
  if (again) events.add(again);
  remember(segment, forward, probe, events);
  return events;
}

function isProbe(segment: Segment, forward: TcpDirection, reverse: TcpDirection): boolean {
  return segment.length === 1 && segment.seq === forward.nextSeq && reverse.window === 0;
}

function windowEvents(
  segment: Segment,
  forward: TcpDirection,
  reverse: TcpDirection,
  events: Set<TcpEvent>,
): void {
  const { seq, ack, flags, window, length } = segment;
  const control = (flags & CONTROL) !== 0;
  if (window === 0 && !control) events.add('zero window');
  if (forward.nextSeq !== undefined && after(seq, forward.nextSeq) > 0 && !(flags & RST)) {
    events.add('previous segment not captured');
  }
  if (control) return;
  const expected = forward.nextSeq !== undefined && seq === forward.nextSeq;
  if (forward.nextSeq !== undefined && length <= 1 && seq === plus(forward.nextSeq, -1)) {
    events.add('keep-alive');
  }
  if (length > 0) {
    if (fillsWindow(segment, reverse)) events.add('window full');
    return;
  }
  const sameAck = ack === forward.lastAck;
  if (!expected) return;
  if (window !== 0 && window !== forward.window && sameAck) events.add('window update');
  if (window !== forward.window) return;
  const ackOrNext = sameAck || ack === plus(forward.lastAck ?? 0, 1);
  if (window !== 0 && ackOrNext && reverse.lastEvents.has('keep-alive')) {
    events.add('keep-alive ACK');
  } else if (window === 0 && ackOrNext && reverse.lastEvents.has('zero window probe')) {
    events.add('zero window probe ACK');
  } else if (window !== 0 && sameAck) {
    forward.duplicateAcks += 1;
    events.add('duplicate ACK');
  }
}

function fillsWindow(segment: Segment, reverse: TcpDirection): boolean {
  if (reverse.windowScale === undefined || reverse.lastAck === undefined) return false;
  const shift = reverse.firstAck ? 0 : reverse.windowScale;
  const window = (reverse.window ?? 0) * 2 ** shift;
  return plus(segment.seq, segment.length) === plus(reverse.lastAck, window);
}

/** Which kind of repetition a segment is that does not advance the sequence number. */
function repetition(
  segment: Segment,
  forward: TcpDirection,
  reverse: TcpDirection,
  roundTrip: number | undefined,
  events: ReadonlySet<TcpEvent>,
): TcpEvent | undefined {
  const { seq, length, flags, time } = segment;
  if (length === 0 && !(flags & (SYN | FIN))) return undefined;
  if (forward.nextSeq === undefined || after(seq, forward.nextSeq) >= 0) return undefined;
  if (events.has('keep-alive')) return undefined;
  const end = plus(seq, length);
  // One byte before the next one: what followed a zero window probe.
  const advances = length > 1 && plus(forward.nextSeq, -1) === seq;
  if (length > 0 && reverse.lastAck !== undefined && after(end, reverse.lastAck) <= 0) {
    return 'spurious retransmission';
  }
  if (advances) return undefined;
  const sinceAck = time - reverse.lastAckTime;
  const third = sinceAck < FAST_RETRANSMISSION_SECONDS && reverse.duplicateAcks >= 2;
  if (third && reverse.lastAck === seq) return 'fast retransmission';
  const threshold = roundTrip || OUT_OF_ORDER_SECONDS;
  const since = time - forward.nextSeqTime;
  if (since < threshold && forward.nextSeq !== plus(end, flags & (SYN | FIN) ? 1 : 0)) {
    return 'out-of-order';
  }
  return 'retransmission';
}

function remember(
  segment: Segment,
  forward: TcpDirection,
  probe: boolean,
  events: ReadonlySet<TcpEvent>,
): void {
  const { seq, ack, flags, window, length, time } = segment;
  const nextSeq = plus(seq, length + (flags & (SYN | FIN) ? 1 : 0));
  if (!probe && (forward.nextSeq === undefined || after(nextSeq, forward.nextSeq) > 0)) {
    forward.nextSeq = nextSeq;
    forward.nextSeqTime = time;
  }
  if (!probe && (forward.highestToAck === undefined || seq === forward.highestToAck)) {
    forward.highestToAck = forward.nextSeq;
  }
  if (flags & SYN) forward.windowScale = segment.windowScale ?? 0;
  else if (flags & ACK) forward.firstAck = false;
  forward.window = window;
  forward.lastAck = ack;
  forward.lastAckTime = time;
  forward.lastEvents = events;
}
