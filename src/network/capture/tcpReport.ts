import type { Findings } from './findings.ts';
import type { Frame } from './frame.ts';
import { ACK, FIN, PSH, plus, RST, type Segment, SYN, type TcpEvent } from './tcpAnalysis.ts';
import type { TcpFlow, TcpSide } from './tcpFlows.ts';

interface Seen {
  readonly flow: TcpFlow;
  readonly side: TcpSide;
  readonly other: TcpSide;
  readonly fromClient: boolean;
  readonly events: ReadonlySet<TcpEvent>;
}

const PROBLEMS: ReadonlySet<TcpEvent> = new Set([
  'zero window',
  'previous segment not captured',
  'window full',
  'duplicate ACK',
  'ACKed segment not captured',
  'spurious retransmission',
  'fast retransmission',
  'out-of-order',
  'retransmission',
]);

function flagNames(flags: number): string {
  const names: string[] = [];
  if (flags & FIN) names.push('FIN');
  if (flags & SYN) names.push('SYN');
  if (flags & RST) names.push('RST');
  if (flags & PSH) names.push('PSH');
  if (flags & ACK) names.push('ACK');
  return names.join(', ');
}

/** Tells the segment on the packet's line, and its events and the handshake as facts. */
export function reportTcpEvents(frame: Frame, segment: Segment, seen: Seen): void {
  const { side, other, events } = seen;
  const { flags, length } = segment;
  const notes = [...events].map((event) => `[${event}] `).join('');
  const ack = flags & ACK ? ` Ack=${plus(segment.ack, -(other.baseSeq ?? 0))}` : '';
  frame.say(
    `${notes}${frame.sourcePort} → ${frame.destinationPort} [${flagNames(flags)}] ` +
      `Seq=${plus(segment.seq, -(side.baseSeq ?? 0))}${ack} Win=${segment.window} Len=${length}`,
  );
  const { flow, fromClient } = seen;
  const direction = fromClient
    ? `${flow.client} → ${flow.server}`
    : `${flow.server} → ${flow.client}`;
  for (const event of events) {
    if (PROBLEMS.has(event)) frame.fact('TCP problems', `${capital(event)}: ${direction}`, true);
    else frame.fact('TCP problems', `${capital(event)}: ${direction}`);
  }
  handshake(frame, segment, seen, direction);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function handshake(frame: Frame, segment: Segment, seen: Seen, direction: string): void {
  const { flow, fromClient } = seen;
  const { flags } = segment;
  const control = flags & (SYN | ACK);
  if (flags & RST) {
    const refused = flow.syn > 0 && flow.synAck === 0 && !fromClient && flow.reset === 0;
    flow.reset ||= frame.number;
    frame.fact(
      'TCP handshakes and resets',
      refused
        ? `Connection refused: ${flow.client} → ${flow.server} (RST answers the SYN)`
        : `Connection reset: RST ${direction}`,
      true,
    );
  } else if (control === SYN) {
    if (flow.syn === 0) flow.synTime = frame.time;
    flow.syn ||= frame.number;
  } else if (control === (SYN | ACK)) {
    flow.synAck ||= frame.number;
    flow.synAckTime = frame.time;
  } else if (flags & ACK && fromClient && flow.synAck && flow.syn && !flow.established) {
    flow.established = frame.number;
    flow.roundTrip = frame.time - flow.synTime;
    const ms = (flow.roundTrip * 1000).toFixed(3);
    frame.fact(
      'TCP handshakes and resets',
      `Handshake complete: ${flow.client} → ${flow.server} in ${ms} ms ` +
        `(SYN packet ${flow.syn}, SYN+ACK packet ${flow.synAck}, ACK packet ${frame.number})`,
    );
  }
  if (flags & FIN) frame.fact('TCP handshakes and resets', `FIN ${direction}`);
}

/** What can only be said of a connection when no more of it comes. */
export function reportUnfinished(flow: TcpFlow, findings: Findings): void {
  if (flow.syn === 0 || flow.established > 0 || flow.reset > 0) return;
  const which = `${flow.client} → ${flow.server}`;
  if (flow.synAck === 0) {
    findings.add(
      'TCP handshakes and resets',
      flow.syn,
      `SYN unanswered: ${which} (no SYN+ACK or RST came)`,
      true,
    );
  } else {
    findings.add(
      'TCP handshakes and resets',
      flow.synAck,
      `Handshake incomplete: ${which} (SYN packet ${flow.syn} and SYN+ACK packet ${flow.synAck}, no ACK)`,
      true,
    );
  }
}
