import type { Candidate } from './searchStore.ts';

/** Passages of each compared device's configuration that come before all others. */
const SHARE = 2;
/** Questions set few devices side by side; with more, the ranking alone decides. */
const MAX_COMPARED = 4;
/** What is left of the best score, from one of these passages to the next. */
const STEP = 0.98;

/**
 * Gives each compared device its share of the first places: the best passages of its
 * configuration, in turn, after the best passage of all. What happened between two devices is in
 * the logs, but why is in the configuration of both ends. `ranked` is best first, and so is the
 * result.
 */
export function shareAmongDevices(
  ranked: readonly Candidate[],
  compared: readonly (readonly number[])[],
): readonly Candidate[] {
  const [best] = ranked;
  if (!best || compared.length < 2 || compared.length > MAX_COMPARED) return ranked;
  const shares = compared.map((documentIds) =>
    ranked.filter(({ chunk }) => chunk.kind === 'config' && documentIds.includes(chunk.documentId)),
  );
  const raised = new Map<number, number>();
  let score = best.score;
  for (let turn = 0; turn < SHARE; turn++) {
    for (const share of shares) {
      const candidate = share[turn];
      if (!candidate) continue;
      score *= STEP;
      raised.set(candidate.chunk.chunkId, Math.max(candidate.score, score));
    }
  }
  return ranked
    .map((candidate) => ({
      ...candidate,
      score: raised.get(candidate.chunk.chunkId) ?? candidate.score,
    }))
    .sort((left, right) => right.score - left.score);
}
