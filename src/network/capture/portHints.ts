/** Announced ports that are remembered. */
const MAX_HINTS = 4_096;

/** Ports that a protocol announced for what follows, and the well-known port that they stand for. */
export class PortHints {
  private readonly hints = new Map<string, number>();

  announce(address: string, port: number, asPort: number): void {
    if (this.hints.size < MAX_HINTS) this.hints.set(`${address} ${port}`, asPort);
  }

  find(address: string, port: number): number | undefined {
    return this.hints.get(`${address} ${port}`);
  }
}

/** Stand for protocols that have no port of their own. Above every real port. */
export const RTP_HINT = 100_001;
export const RTCP_HINT = 100_002;
export const QUIC_HINT = 100_003;
