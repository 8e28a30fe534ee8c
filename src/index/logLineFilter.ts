import { hashToken, type TokenHash } from '../ingest/log/logTokens.ts';

/** 15 bits and 10 probes per token let 0.08 % of other tokens pass (Bloom 1970). */
const BITS_PER_TOKEN = 15;
const PROBES = 10;

/** A set of tokens that may also say yes to others, never no to its own. */
export function buildFilter(tokens: ReadonlySet<string>): Uint8Array {
  const bytes = Math.max(8, Math.ceil((tokens.size * BITS_PER_TOKEN) / 8));
  const filter = new Uint8Array(bytes);
  const bits = bytes * 8;
  for (const token of tokens) {
    const { first, second } = hashToken(token);
    // Sums stay below 2^32: the remainder of larger numbers is an order of magnitude slower.
    for (let probe = 0, hash = first; probe < PROBES; probe++, hash = (hash + second) >>> 0) {
      const bit = hash % bits;
      filter[bit >>> 3] = (filter[bit >>> 3] ?? 0) | (1 << (bit & 7));
    }
  }
  return filter;
}

export function mayContain(filter: Uint8Array, { first, second }: TokenHash): boolean {
  const bits = filter.length * 8;
  for (let probe = 0, hash = first; probe < PROBES; probe++, hash = (hash + second) >>> 0) {
    const bit = hash % bits;
    if (((filter[bit >>> 3] ?? 0) & (1 << (bit & 7))) === 0) return false;
  }
  return true;
}
