/** A ranked list of ids with the weight of its voice. */
export interface RankedList {
  readonly ids: readonly number[];
  readonly weight: number;
}

/** Damps the first ranks' lead, as in Cormack, Clarke & Büttcher 2009 (reciprocal rank fusion). */
const RANK_CONSTANT = 30;

/** Fuses ranked lists: the sum of weight / (constant + rank), best first. */
export function fuseRanks(lists: readonly RankedList[]): Map<number, number> {
  const scores = new Map<number, number>();
  for (const { ids, weight } of lists) {
    ids.forEach((id, rank) => {
      scores.set(id, (scores.get(id) ?? 0) + weight / (RANK_CONSTANT + rank + 1));
    });
  }
  return new Map([...scores].sort((left, right) => right[1] - left[1]));
}
