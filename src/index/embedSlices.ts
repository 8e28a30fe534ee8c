import { EMBEDDING_MAX_WORD_PIECES } from '../core/limits.ts';
import { estimateWordPieces } from '../core/wordPieces.ts';

/** Work that is handed to a thread at once, in word pieces: about a quarter of a second. */
const SLICE_WORD_PIECES = 4_096;

/** Equal texts share one vector; `positions` says where each distinct text stands. */
export interface DistinctTexts {
  readonly texts: readonly string[];
  readonly positions: readonly number[];
}

export function distinctTexts(texts: readonly string[]): DistinctTexts {
  const indexes = new Map<string, number>();
  const positions = texts.map((text) => {
    const index = indexes.get(text) ?? indexes.size;
    indexes.set(text, index);
    return index;
  });
  return { texts: [...indexes.keys()], positions };
}

/**
 * Cuts a call into slices of texts of similar length, longest first, so that threads end
 * together. Gives indexes into `texts`.
 */
export function planSlices(texts: readonly string[]): number[][] {
  const costs = texts.map((text) => Math.min(estimateWordPieces(text), EMBEDDING_MAX_WORD_PIECES));
  const order = costs.map((cost, index) => ({ cost, index })).sort((a, b) => b.cost - a.cost);
  const slices: number[][] = [];
  let slice: number[] = [];
  let total = 0;
  for (const { cost, index } of order) {
    if (slice.length > 0 && total + cost > SLICE_WORD_PIECES) {
      slices.push(slice);
      slice = [];
      total = 0;
    }
    slice.push(index);
    total += cost;
  }
  if (slice.length > 0) slices.push(slice);
  return slices;
}
