import type { DocumentStore } from '../index/documentStore.ts';
import type { FoundAddress } from '../index/nameStore.ts';
import { addressesInLine } from '../network/address/ipAddress.ts';

/** Places of one address that are looked at. */
const MAX_PLACES = 40;
/** Addresses of one question that are looked up; a pasted log holds more. */
const MAX_ADDRESSES = 8;
/** Wider networks hold everything and say nothing about who has an address. */
const WIDEST_IPV4 = 8;
const WIDEST_IPV6 = 16;

function isNarrow({ first, prefixLength }: FoundAddress): boolean {
  if (prefixLength === undefined) return true;
  return prefixLength >= (first.length === 8 ? WIDEST_IPV4 : WIDEST_IPV6);
}

/**
 * Chunks whose statements hold an address of the question, the best first: the one that writes
 * it, then the interface whose network it is in, then ever wider networks.
 */
export function chunksHoldingAddresses(documents: DocumentStore, question: string): number[] {
  const chunks = new Set<number>();
  for (const { hex } of addressesInLine(question).slice(0, MAX_ADDRESSES)) {
    for (const place of documents.names.holding(hex, MAX_PLACES)) {
      if (!isNarrow(place)) continue;
      const chunk = documents.chunkAt(place.documentId, place.line);
      if (chunk !== undefined) chunks.add(chunk);
    }
  }
  return [...chunks];
}
