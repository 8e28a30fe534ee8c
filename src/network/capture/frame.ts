import type { ArpTable } from './arpTable.ts';
import type { ConversationKind, Conversations } from './conversations.ts';
import type { DnsQueries } from './dnsQueries.ts';
import type { Findings, Section } from './findings.ts';
import type { FragmentStore } from './fragmentStore.ts';
import type { HelloTable } from './helloTable.ts';
import { malformed, type PacketView } from './packetView.ts';
import type { PortHints } from './portHints.ts';
import type { RpcCalls } from './rpcCalls.ts';
import type { TcpFlows } from './tcpFlows.ts';

/** Protocol layers of one packet; more only come from hostile nesting. */
const MAX_LAYERS = 64;
const MAX_INFO_CHARACTERS = 240;

/** Protocols that say nothing of what the capture cut off behind their header. */
const READ_AS_FAR_AS_IT_GOES: ReadonlySet<string> = new Set([
  'arp',
  'data',
  'data-text-lines',
  'esp',
  'eth',
  'ftp',
  'ftp-data',
  'ftp.current-working-directory',
  'glbp',
  'hsrp',
  'icmp',
  'imap',
  'ip',
  'ipv6',
  'irc',
  'llc',
  'pop',
  'sctp',
  'smtp',
  'ssdp',
  'ssh',
  'syslog',
  'tcp',
  'telnet',
  'tftp',
  'udp',
  'vlan',
]);

/** Reads what `view` holds. False: it is not this protocol, try another; nothing was noted. */
export type Dissector = (view: PacketView, frame: Frame) => boolean;

/** A stream's dissector stopped at `offset` and wants `more` bytes beyond the end it was shown. */
export interface Wanted {
  readonly offset: number;
  readonly more: number | 'one segment' | 'until the end';
}

/** Like a Dissector, for what TCP carries. */
export type StreamDissector = (view: PacketView, frame: Frame) => boolean | Wanted;

/** A dissector that goes by content: what it once accepted, it keeps. */
export interface ByContent {
  readonly accepts: (view: PacketView, frame: Frame) => boolean;
  readonly dissect: StreamDissector;
}

/** Which protocol a number of the layer below stands for. */
export interface Tables {
  readonly linkType: ReadonlyMap<number, Dissector>;
  readonly etherType: ReadonlyMap<number, Dissector>;
  readonly ipProtocol: ReadonlyMap<number, Dissector>;
  readonly llcSap: ReadonlyMap<number, Dissector>;
  readonly ciscoPid: ReadonlyMap<number, Dissector>;
  readonly pppProtocol: ReadonlyMap<number, Dissector>;
  readonly udpPort: ReadonlyMap<number, Dissector>;
  readonly tcpPort: ReadonlyMap<number, StreamDissector>;
  readonly udpContent: readonly Dissector[];
  readonly tcpContent: readonly ByContent[];
}

/** What is remembered from packet to packet. Every part is bounded. */
export interface Session {
  readonly tables: Tables;
  readonly findings: Findings;
  readonly conversations: Conversations;
  readonly arp: ArpTable;
  readonly dns: DnsQueries;
  readonly fragments: FragmentStore;
  readonly hellos: HelloTable;
  readonly ports: PortHints;
  readonly rpc: RpcCalls;
  readonly tcp: TcpFlows;
}

/** One packet while it is dissected: where it stands, and what was found so far. */
export class Frame {
  readonly layers: string[] = [];
  readonly number: number;
  /** Seconds since the capture's first packet. */
  readonly time: number;
  /** Bytes on the wire. */
  readonly length: number;
  readonly session: Session;
  /** Innermost addresses: IP where there is IP, else MAC. */
  source = '';
  destination = '';
  /** The VLAN, if tagged. */
  vlan: number | undefined;
  sourcePort = 0;
  destinationPort = 0;
  /** Innermost protocol and what it says, for the packet's line. */
  protocol = '';
  info = '';
  /** Methods of requests of this connection that wait for their answer. */
  requests: string[] = [];
  /** What else this connection's dissectors remember; they use few, fixed keys. */
  memory = new Map<string, string>();
  /** Inside the packet that an ICMP error quotes: noted nowhere. */
  quoted = false;
  /** Inside what that packet carried: only its layers are noted. */
  muted = false;
  private handed = 0;

  constructor(number: number, time: number, length: number, session: Session) {
    this.number = number;
    this.time = time;
    this.length = length;
    this.session = session;
  }

  get silent(): boolean {
    return this.quoted || this.muted;
  }

  /** Notes a layer of the hierarchy and, with a label, the packet's protocol. */
  enter(layer: string, label = ''): void {
    if (this.quoted) return;
    if (this.layers.length >= MAX_LAYERS) malformed();
    this.layers.push(layer);
    if (label && !this.muted) {
      this.protocol = label;
      this.info = '';
    }
  }

  /** Says more about the packet, after what was said of the same protocol. */
  say(text: string): void {
    if (this.silent || this.info.length >= MAX_INFO_CHARACTERS) return;
    this.info = (this.info ? `${this.info}, ${text}` : text).slice(0, MAX_INFO_CHARACTERS);
  }

  fact(section: Section, sentence: string, problem = false): void {
    if (!this.silent) this.session.findings.add(section, this.number, sentence, problem);
  }

  talk(kind: ConversationKind, source: string, destination: string, generation = 0): void {
    if (this.silent) return;
    this.session.conversations.add(kind, source, destination, this, generation);
  }

  /** What nothing knows. */
  data(view: PacketView): void {
    if (view.captured > 0) this.enter('data');
  }

  /** Hands on to the dissector of `key`, or notes the rest as data. */
  hand(table: ReadonlyMap<number, Dissector>, key: number, view: PacketView): void {
    if (view.reported === 0) return;
    const handed = this.handOn();
    if (table.get(key)?.(view, this)) this.noteCut(view, handed);
    else this.data(view);
  }

  /** Called before a dissector is tried; its result is for noteCut. */
  handOn(): number {
    this.handed += 1;
    return this.handed;
  }

  /**
   * Notes that the capture cut off the end of the innermost protocol, where its dissector here
   * read only the start. `handed`: what handOn gave; another dissector came after it if it grew.
   */
  noteCut(view: PacketView, handed: number): void {
    if (this.quoted || view.captured >= view.reported || this.handed !== handed) return;
    const layer = this.layers.at(-1) ?? '';
    if (!READ_AS_FAR_AS_IT_GOES.has(layer) && !layer.startsWith('_ws.')) this.enter('_ws.short');
  }
}

/** Protocols of which only the name is told. */
export function named(layer: string, label = layer.toUpperCase()): Dissector {
  return (_view, frame) => {
    frame.enter(layer, label);
    return true;
  };
}
