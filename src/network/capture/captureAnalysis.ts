import { ArpTable } from './arpTable.ts';
import type { BrokenAt, CapturedPacket, CaptureFormat } from './captureFormat.ts';
import { Conversations } from './conversations.ts';
import { DnsQueries } from './dnsQueries.ts';
import { Findings } from './findings.ts';
import { FragmentStore } from './fragmentStore.ts';
import { Frame, type Session } from './frame.ts';
import { HelloTable } from './helloTable.ts';
import { PacketView, PastEnd } from './packetView.ts';
import { PortHints } from './portHints.ts';
import { ProtocolHierarchy } from './protocolHierarchy.ts';
import { PROTOCOL_TABLES } from './protocolTables.ts';
import { RpcCalls } from './rpcCalls.ts';
import { TcpFlows } from './tcpFlows.ts';
import { reportUnfinished } from './tcpReport.ts';

/** Packets that get a line of their own; of longer captures the first ones do. */
export const MAX_PACKET_LINES = 2_000;

export interface PacketLine {
  readonly number: number;
  readonly text: string;
}

/** What a capture holds. */
export interface CaptureSummary {
  readonly format: CaptureFormat | undefined;
  readonly packets: number;
  /** Bytes on the wire, and of them in the file. */
  readonly bytes: number;
  readonly capturedBytes: number;
  /** Packets that the snaplen cut. */
  readonly cutPackets: number;
  /** Time of the first and last packet, in seconds since 1970; undefined without times. */
  readonly firstTime: number | undefined;
  readonly lastTime: number | undefined;
  readonly protocols: ProtocolHierarchy;
  readonly conversations: Conversations;
  readonly findings: Findings;
  readonly packetLines: readonly PacketLine[];
  /** Where reading had to stop, if it did. */
  readonly broken: BrokenAt | undefined;
  /** A limit was reached: what was not looked at. */
  readonly stopped: string | undefined;
  readonly tcpFlowsGivenUp: number;
}

/** Looks at packets one after the other; memory is bounded by the limits of its parts. */
export class CaptureAnalysis {
  private readonly protocols = new ProtocolHierarchy();
  private readonly findings = new Findings();
  private readonly conversations = new Conversations();
  private readonly dns = new DnsQueries();
  private readonly tcp = new TcpFlows((flow) => reportUnfinished(flow, this.findings));
  private readonly lines: PacketLine[] = [];
  private readonly session: Session;
  private first: { seconds: number; nanoseconds: number } | undefined;
  private lastTime = 0;
  private packets = 0;
  private bytes = 0;
  private capturedBytes = 0;
  private cutPackets = 0;

  constructor() {
    this.session = {
      tables: PROTOCOL_TABLES,
      findings: this.findings,
      conversations: this.conversations,
      arp: new ArpTable(),
      dns: this.dns,
      fragments: new FragmentStore(),
      hellos: new HelloTable(),
      ports: new PortHints(),
      rpc: new RpcCalls(),
      tcp: this.tcp,
    };
  }

  /** Dissects one packet. Total: broken packets are named as such. Returns its layers. */
  add(packet: CapturedPacket): readonly string[] {
    const time = this.relativeTime(packet);
    const frame = new Frame(packet.number, time, packet.originalLength, this.session);
    this.packets += 1;
    this.bytes += packet.originalLength;
    this.capturedBytes += packet.bytes.length;
    if (packet.bytes.length < packet.originalLength) this.cutPackets += 1;
    dissect(packet, frame);
    this.protocols.add(frame.layers, packet.originalLength);
    if (this.lines.length < MAX_PACKET_LINES) this.lines.push(packetLine(frame));
    return frame.layers;
  }

  /** The summary so far; connections and questions without an answer are told now. */
  finish(
    format: CaptureFormat | undefined,
    broken: BrokenAt | undefined,
    stopped?: string,
  ): CaptureSummary {
    const tcpFlowsGivenUp = this.tcp.givenUp;
    this.tcp.finish();
    for (const query of this.dns.unanswered) {
      this.findings.add('DNS', query.packet, `Unanswered: ${query.text}`, true);
    }
    const start = this.first ? this.first.seconds + this.first.nanoseconds / 1e9 : undefined;
    return {
      format,
      packets: this.packets,
      bytes: this.bytes,
      capturedBytes: this.capturedBytes,
      cutPackets: this.cutPackets,
      firstTime: start,
      lastTime: start === undefined ? undefined : start + this.lastTime,
      protocols: this.protocols,
      conversations: this.conversations,
      findings: this.findings,
      packetLines: this.lines,
      broken,
      stopped,
      tcpFlowsGivenUp,
    };
  }

  private relativeTime(packet: CapturedPacket): number {
    if (!packet.hasTime) return this.lastTime;
    this.first ??= { seconds: packet.seconds, nanoseconds: packet.nanoseconds };
    this.lastTime =
      packet.seconds - this.first.seconds + (packet.nanoseconds - this.first.nanoseconds) / 1e9;
    return this.lastTime;
  }
}

function dissect(packet: CapturedPacket, frame: Frame): void {
  const view = new PacketView(packet.bytes, packet.originalLength);
  try {
    frame.hand(frame.session.tables.linkType, packet.linkType, view);
  } catch (error) {
    if (!(error instanceof PastEnd)) throw error;
    const cut = error.reason === 'short';
    frame.layers.push(cut ? '_ws.short' : '_ws.malformed');
    frame.quoted = false;
    frame.muted = false;
    const what = frame.protocol || `link type ${packet.linkType}`;
    const why = cut ? 'cut by the capture length' : 'malformed';
    frame.fact('Malformed and cut packets', `${what}: ${why}`, !cut);
    frame.say(cut ? '[cut short]' : '[malformed]');
  }
}

/** `12  0.004213  10.0.0.1 → 10.0.0.2  TCP  443 → 51515 [SYN, ACK] …`. */
function packetLine(frame: Frame): PacketLine {
  const ends = frame.source || frame.destination ? `${frame.source} → ${frame.destination}  ` : '';
  const text = `${frame.number}  ${frame.time.toFixed(6)}  ${ends}${frame.protocol || 'data'}  ${frame.info}`;
  return { number: frame.number, text: text.trimEnd() };
}
