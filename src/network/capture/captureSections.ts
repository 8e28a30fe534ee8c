import { type CaptureSummary, MAX_PACKET_LINES } from './captureAnalysis.ts';
import {
  CONVERSATION_KINDS,
  type Conversation,
  type ConversationKind,
  MAX_CONVERSATIONS,
} from './conversations.ts';
import { type Fact, MAX_FACTS_PER_SECTION, SECTIONS } from './findings.ts';
import { packetsText } from './packetList.ts';
import { protocolCounts } from './protocolHierarchy.ts';

/** Conversations of one kind that are written out, those with the most packets. */
const MAX_SHOWN_CONVERSATIONS = 200;
const MAX_TALKERS = 20;
/** Protocol paths that are written out. */
const MAX_SHOWN_PROTOCOLS = 300;

export interface SummaryLine {
  readonly text: string;
  /** Packets that the line speaks of; absent: all of them. */
  readonly first?: number;
  readonly last?: number;
}

export interface SummarySection {
  readonly title: string;
  readonly lines: readonly SummaryLine[];
}

const KIND_TITLES: Readonly<Record<ConversationKind, string>> = {
  eth: 'Ethernet',
  ip: 'IPv4',
  ipv6: 'IPv6',
  tcp: 'TCP',
  udp: 'UDP',
  sctp: 'SCTP',
};

/** Every section of the document that has something to say, in its order. */
export function summarySections(summary: CaptureSummary): readonly SummarySection[] {
  return [
    { title: 'Overview', lines: overview(summary) },
    { title: 'Protocols', lines: protocols(summary) },
    { title: 'Top talkers', lines: talkers(summary) },
    ...SECTIONS.map((section) => ({
      title: section,
      lines: facts(summary.findings.facts(section), summary.findings.leftOut(section)),
    })),
    ...CONVERSATION_KINDS.map((kind) => ({
      title: `${KIND_TITLES[kind]} conversations`,
      lines: conversations(summary, kind),
    })),
    { title: 'Packets', lines: packets(summary) },
  ].filter((section) => section.lines.length > 0);
}

function timeText(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? `${seconds} s` : date.toISOString();
}

function overview(summary: CaptureSummary): SummaryLine[] {
  const { format, firstTime, lastTime, broken } = summary;
  const texts = [`${summary.packets} packets, ${summary.bytes} bytes on the wire`];
  if (format) {
    texts.push(
      `File format ${format.name}, ${format.littleEndian ? 'little' : 'big'}-endian, times in ${format.resolution}`,
    );
    const interfaces = format.interfaces.slice(0, 8);
    interfaces.forEach(({ linkType, snapLength }, index) => {
      texts.push(
        `Interface ${index}: link type ${linkType}, snap length ${snapLength || 'unlimited'}`,
      );
    });
  }
  if (firstTime !== undefined && lastTime !== undefined) {
    const seconds = (lastTime - firstTime).toFixed(3);
    texts.push(`From ${timeText(firstTime)} to ${timeText(lastTime)} (${seconds} s)`);
  }
  if (summary.cutPackets > 0) {
    texts.push(`${summary.cutPackets} packets are cut by the capture length (snaplen)`);
  }
  if (broken) {
    texts.push(
      `The file is broken at byte ${broken.offset}: ${broken.reason}. What stands before was read.`,
    );
  }
  if (summary.stopped) texts.push(summary.stopped);
  if (summary.tcpFlowsGivenUp > 0) {
    texts.push(
      `${summary.tcpFlowsGivenUp} TCP connections were followed only in part: too many at once`,
    );
  }
  const problems = SECTIONS.flatMap((section) => {
    const count = summary.findings.facts(section).filter((fact) => fact.problem).length;
    return count > 0 ? [`${section} (${count})`] : [];
  });
  texts.push(
    problems.length > 0 ? `Problems were seen in: ${problems.join(', ')}` : 'No problems were seen',
  );
  return texts.map((text) => ({ text }));
}

function protocols(summary: CaptureSummary): SummaryLine[] {
  const counts = protocolCounts(summary.protocols);
  const lines = counts.slice(0, MAX_SHOWN_PROTOCOLS).map(({ depth, path, frames, bytes }) => ({
    text: `${'  '.repeat(Math.min(depth, 12))}${shortPath(path)}: ${frames} packets, ${bytes} bytes`,
  }));
  if (counts.length > lines.length) {
    lines.push({ text: `${counts.length - lines.length} more protocol paths are not listed` });
  }
  return lines;
}

/** The last layers of a long path. */
function shortPath(path: string): string {
  const names = path.split(':');
  return names.length <= 8 ? path : `…:${names.slice(-8).join(':')}`;
}

function talkers(summary: CaptureSummary): SummaryLine[] {
  const totals = new Map<string, { sent: number; received: number; bytes: number }>();
  const add = (host: string, sent: number, received: number, bytes: number): void => {
    const total = totals.get(host) ?? { sent: 0, received: 0, bytes: 0 };
    totals.set(host, {
      sent: total.sent + sent,
      received: total.received + received,
      bytes: total.bytes + bytes,
    });
  };
  const ip = [...summary.conversations.list('ip'), ...summary.conversations.list('ipv6')];
  for (const row of ip.length > 0 ? ip : summary.conversations.list('eth')) {
    add(row.a, row.framesToB, row.framesToA, row.bytesToA + row.bytesToB);
    add(row.b, row.framesToA, row.framesToB, row.bytesToA + row.bytesToB);
  }
  return [...totals]
    .sort((left, right) => right[1].bytes - left[1].bytes)
    .slice(0, MAX_TALKERS)
    .map(([host, { sent, received, bytes }]) => ({
      text: `${host}: ${bytes} bytes, ${sent} packets sent, ${received} received`,
    }));
}

function facts(all: readonly Fact[], leftOut: number): SummaryLine[] {
  const lines: SummaryLine[] = all.map(({ text, problem, packets: list }) => ({
    text: `${problem ? 'Problem: ' : ''}${text} — ${packetsText(list)}`,
    first: list.first,
    last: list.last,
  }));
  if (leftOut > 0) {
    lines.push({
      text: `${leftOut} more observations are not listed (limit: ${MAX_FACTS_PER_SECTION} different ones)`,
    });
  }
  return lines;
}

function conversationText(row: Conversation): string {
  const duration = Math.max(row.end - row.start, 0).toFixed(3);
  return (
    `${row.a} ↔ ${row.b}: ${row.framesToB} packets (${row.bytesToB} bytes) →, ` +
    `${row.framesToA} packets (${row.bytesToA} bytes) ←, ${duration} s, ` +
    `packets ${row.firstPacket} to ${row.lastPacket}`
  );
}

function conversations(summary: CaptureSummary, kind: ConversationKind): SummaryLine[] {
  const rows = summary.conversations.list(kind);
  const lines: SummaryLine[] = rows.slice(0, MAX_SHOWN_CONVERSATIONS).map((row) => ({
    text: conversationText(row),
    first: row.firstPacket,
    last: row.lastPacket,
  }));
  if (rows.length > lines.length) {
    lines.push({ text: `${rows.length - lines.length} smaller conversations are not listed` });
  }
  const leftOut = summary.conversations.leftOut(kind);
  if (leftOut > 0) {
    lines.push({
      text: `${leftOut} packets of further conversations were not kept apart (limit: ${MAX_CONVERSATIONS})`,
    });
  }
  return lines;
}

function packets(summary: CaptureSummary): SummaryLine[] {
  const lines: SummaryLine[] = summary.packetLines.map(({ number, text }) => ({
    text,
    first: number,
    last: number,
  }));
  if (summary.packets > lines.length) {
    lines.push({
      text: `${summary.packets - lines.length} later packets have no line (limit: ${MAX_PACKET_LINES})`,
    });
  }
  return lines;
}
