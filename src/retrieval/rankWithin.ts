import type { FoundChunk } from '../index/storeRows.ts';
import { tokenize } from '../network/tokenize.ts';

/** BM25's usual constants (Robertson & Zaragoza 2009): term saturation and length normalisation. */
const SATURATION = 1.2;
const LENGTH_NORMALISATION = 0.75;
/** A word in a heading counts as this many in the text. */
const HEADING_WEIGHT = 2;

interface CountedChunk {
  readonly id: number;
  readonly counts: ReadonlyMap<string, number>;
  readonly length: number;
}

function countTokens(chunk: FoundChunk): CountedChunk {
  const counts = new Map<string, number>();
  let length = 0;
  const add = (text: string, weight: number): void => {
    for (const token of tokenize(text)) {
      counts.set(token, (counts.get(token) ?? 0) + weight);
      length += weight;
    }
  };
  add(chunk.text, 1);
  add(chunk.sectionPath.join(' '), HEADING_WEIGHT);
  return { id: chunk.chunkId, counts, length };
}

/**
 * Ranks the chunks of a few documents by BM25 whose statistics are those of these documents
 * alone: on one device `vlan10` is rare, however many devices have it. Chunks without any of the
 * tokens are left out.
 */
export function rankWithin(chunks: readonly FoundChunk[], tokens: readonly string[]): number[] {
  const counted = chunks.map(countTokens);
  const mean = counted.reduce((sum, { length }) => sum + length, 0) / Math.max(1, counted.length);
  const scores = new Map<number, number>();
  for (const token of new Set(tokens)) {
    const holders = counted.filter(({ counts }) => counts.has(token));
    const rarity = Math.log(1 + (counted.length - holders.length + 0.5) / (holders.length + 0.5));
    for (const { id, counts, length } of holders) {
      const count = counts.get(token) ?? 0;
      const norm = 1 - LENGTH_NORMALISATION + (LENGTH_NORMALISATION * length) / mean;
      const score = (rarity * count * (SATURATION + 1)) / (count + SATURATION * norm);
      scores.set(id, (scores.get(id) ?? 0) + score);
    }
  }
  return [...scores].sort((left, right) => right[1] - left[1]).map(([id]) => id);
}
