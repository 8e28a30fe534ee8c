export const CONVERSATION_KINDS = ['eth', 'ip', 'ipv6', 'tcp', 'udp', 'sctp'] as const;
export type ConversationKind = (typeof CONVERSATION_KINDS)[number];

/** Conversations of one kind that are kept apart; packets of further ones are only counted. */
export const MAX_CONVERSATIONS = 20_000;

export interface Conversation {
  /** The sender of the first packet, and its peer. */
  readonly a: string;
  readonly b: string;
  framesToB: number;
  bytesToB: number;
  framesToA: number;
  bytesToA: number;
  readonly firstPacket: number;
  lastPacket: number;
  readonly start: number;
  end: number;
}

export interface Observed {
  readonly number: number;
  readonly time: number;
  readonly length: number;
}

/** Who talked to whom, per kind, counted as Wireshark's conversation tables do. Bounded. */
export class Conversations {
  private readonly tables = new Map<ConversationKind, Map<string, Conversation>>();
  private readonly dropped = new Map<ConversationKind, number>();

  /**
   * Counts a packet from `source` to `destination`. `generation` tells apart conversations that
   * reuse their addresses and ports (a new TCP session on the old pair).
   */
  add(
    kind: ConversationKind,
    source: string,
    destination: string,
    frame: Observed,
    generation = 0,
  ): void {
    let table = this.tables.get(kind);
    if (!table) {
      table = new Map();
      this.tables.set(kind, table);
    }
    const forward = source < destination;
    const key = forward
      ? `${source} ${destination} ${generation}`
      : `${destination} ${source} ${generation}`;
    let found = table.get(key);
    if (!found) {
      if (table.size >= MAX_CONVERSATIONS) {
        this.dropped.set(kind, (this.dropped.get(kind) ?? 0) + 1);
        return;
      }
      found = newConversation(source, destination, frame);
      table.set(key, found);
    }
    count(found, source, frame);
  }

  /** Most frames first, then in order of appearance. */
  list(kind: ConversationKind): readonly Conversation[] {
    const all = [...(this.tables.get(kind)?.values() ?? [])];
    return all.sort(
      (left, right) =>
        right.framesToA + right.framesToB - (left.framesToA + left.framesToB) ||
        left.firstPacket - right.firstPacket,
    );
  }

  /** Packets of conversations beyond the limit. */
  leftOut(kind: ConversationKind): number {
    return this.dropped.get(kind) ?? 0;
  }
}

function newConversation(a: string, b: string, frame: Observed): Conversation {
  return {
    a,
    b,
    framesToB: 0,
    bytesToB: 0,
    framesToA: 0,
    bytesToA: 0,
    firstPacket: frame.number,
    lastPacket: frame.number,
    start: frame.time,
    end: frame.time,
  };
}

function count(conversation: Conversation, source: string, frame: Observed): void {
  if (source === conversation.a) {
    conversation.framesToB += 1;
    conversation.bytesToB += frame.length;
  } else {
    conversation.framesToA += 1;
    conversation.bytesToA += frame.length;
  }
  conversation.lastPacket = frame.number;
  conversation.end = frame.time;
}
