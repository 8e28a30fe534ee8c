/** Questions that wait for their answer at the same time. */
const MAX_WAITING = 20_000;

export interface DnsQuery {
  readonly packet: number;
  readonly text: string;
}

/** Which DNS questions were answered. Bounded: the oldest is given up, without a word. */
export class DnsQueries {
  private readonly waiting = new Map<string, DnsQuery>();

  ask(key: string, query: DnsQuery): void {
    if (this.waiting.has(key)) return;
    this.waiting.set(key, query);
    if (this.waiting.size > MAX_WAITING) {
      const oldest = this.waiting.keys().next().value;
      if (oldest !== undefined) this.waiting.delete(oldest);
    }
  }

  answer(key: string): void {
    this.waiting.delete(key);
  }

  get unanswered(): Iterable<DnsQuery> {
    return this.waiting.values();
  }
}
