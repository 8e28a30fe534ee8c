/** Calls whose program is remembered; the oldest is forgotten for a new one. */
const MAX_CALLS = 4_096;

/** Which program a call asked, for its reply, which does not say it. */
export class RpcCalls {
  private readonly calls = new Map<string, number>();

  remember(key: string, program: number): void {
    this.calls.set(key, program);
    if (this.calls.size <= MAX_CALLS) return;
    const oldest = this.calls.keys().next().value;
    if (oldest !== undefined) this.calls.delete(oldest);
  }

  find(key: string): number | undefined {
    return this.calls.get(key);
  }
}
