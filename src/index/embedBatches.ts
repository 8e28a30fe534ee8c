/** Padded tokens of one run: 256 to 768 were equally fast, single texts and 2,048 slower. */
export const BATCH_TOKEN_BUDGET = 512;

/**
 * Groups texts of similar length, so that a batch holds at most `tokenBudget` tokens with its
 * padding (a longer text is a batch of its own). Shortest first; gives indexes into `lengths`.
 */
export function planBatches(lengths: readonly number[], tokenBudget: number): number[][] {
  const order = lengths
    .map((length, index) => ({ length, index }))
    .sort((a, b) => a.length - b.length || a.index - b.index);
  const batches: number[][] = [];
  let batch: number[] = [];
  for (const { length, index } of order) {
    if (batch.length > 0 && (batch.length + 1) * length > tokenBudget) {
      batches.push(batch);
      batch = [];
    }
    batch.push(index);
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
