import { newDirection, type TcpDirection } from './tcpAnalysis.ts';
import { newStreamBuffer, type StreamBuffer } from './tcpStream.ts';

/** Connections that are followed at the same time; the oldest is given up for a new one. */
export const MAX_TCP_FLOWS = 8_000;
/** Bytes of all connections together that wait for the rest of a message. */
const MAX_WAITING_BYTES = 32 * 1024 * 1024;

export interface TcpSide {
  readonly analysis: TcpDirection;
  readonly stream: StreamBuffer;
  baseSeq: number | undefined;
}

export interface TcpFlow {
  /** `address:port` of each side; `client` sent the SYN, or else the first segment. */
  readonly client: string;
  readonly server: string;
  readonly serverPort: number;
  readonly generation: number;
  readonly clientSide: TcpSide;
  readonly serverSide: TcpSide;
  syn: number;
  synTime: number;
  synAck: number;
  synAckTime: number;
  /** Seconds from SYN to the ACK that ends the handshake. */
  roundTrip: number | undefined;
  established: number;
  reset: number;
  /** Which of the dissectors that go by content took this connection; -1: none yet. */
  learned: number;
  /** Methods of HTTP requests that wait for their answer. */
  readonly requests: string[];
  /** What else its dissectors remember. */
  readonly memory: Map<string, string>;
}

function newSide(): TcpSide {
  return { analysis: newDirection(), stream: newStreamBuffer(), baseSeq: undefined };
}

/** The connections of a capture. Bounded: `onGone` hears of each that is given up or ends. */
export class TcpFlows {
  private readonly flows = new Map<string, TcpFlow>();
  private readonly onGone: (flow: TcpFlow) => void;
  /** Connections given up because there were too many at once. */
  givenUp = 0;
  waitingBytes = 0;

  constructor(onGone: (flow: TcpFlow) => void) {
    this.onGone = onGone;
  }

  /** The flow of a segment; a SYN with another sequence number begins a new one. */
  find(source: string, destination: string, serverPort: number, newSynSeq?: number): TcpFlow {
    const key = source < destination ? `${source} ${destination}` : `${destination} ${source}`;
    const known = this.flows.get(key);
    if (known) {
      const side = known.client === source ? known.clientSide : known.serverSide;
      const reused =
        newSynSeq !== undefined && side.baseSeq !== undefined && side.baseSeq !== newSynSeq;
      if (!reused) return known;
      this.forget(key, known);
    }
    const flow = newFlow(source, destination, serverPort, known ? known.generation + 1 : 0);
    this.flows.set(key, flow);
    this.shrink();
    return flow;
  }

  get canWait(): boolean {
    return this.waitingBytes < MAX_WAITING_BYTES;
  }

  /** Tells of every connection that is still there. */
  finish(): void {
    for (const flow of this.flows.values()) this.onGone(flow);
    this.flows.clear();
  }

  private shrink(): void {
    if (this.flows.size <= MAX_TCP_FLOWS) return;
    for (const [key, flow] of this.flows) {
      this.givenUp += 1;
      this.forget(key, flow);
      return;
    }
  }

  private forget(key: string, flow: TcpFlow): void {
    this.flows.delete(key);
    this.waitingBytes -= flow.clientSide.stream.length + flow.serverSide.stream.length;
    this.onGone(flow);
  }
}

function newFlow(client: string, server: string, serverPort: number, generation: number): TcpFlow {
  return {
    client,
    server,
    serverPort,
    generation,
    clientSide: newSide(),
    serverSide: newSide(),
    syn: 0,
    synTime: 0,
    synAck: 0,
    synAckTime: 0,
    roundTrip: undefined,
    established: 0,
    reset: 0,
    learned: -1,
    requests: [],
    memory: new Map(),
  };
}
