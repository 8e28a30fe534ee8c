/** Values that are counted beyond those that are shown; more of them make the counts surer. */
const SLOTS = 64;

/**
 * Counts the most frequent of any number of values in bounded memory: Space-Saving (Metwally,
 * Agrawal & El Abbadi 2005). Exact while there are no more values than slots; beyond, a count is
 * never too low, and a value that is frequent is never missed.
 */
export class TopCounts {
  readonly #counts = new Map<string, number>();
  #exact = true;
  #total = 0;

  add(value: string, count = 1): void {
    this.#total += count;
    const known = this.#counts.get(value);
    if (known !== undefined || this.#counts.size < SLOTS) {
      this.#counts.set(value, (known ?? 0) + count);
      return;
    }
    this.#exact = false;
    let leastValue = '';
    let least = Number.POSITIVE_INFINITY;
    for (const [each, itsCount] of this.#counts) {
      if (itsCount >= least) continue;
      least = itsCount;
      leastValue = each;
    }
    this.#counts.delete(leastValue);
    this.#counts.set(value, least + count);
  }

  addAll(other: TopCounts): void {
    for (const [value, count] of other.#counts) this.add(value, count);
    this.#exact &&= other.#exact;
  }

  has(value: string): boolean {
    return this.#counts.has(value);
  }

  get exact(): boolean {
    return this.#exact;
  }

  get size(): number {
    return this.#counts.size;
  }

  /** Values and counts, the most frequent first, equal ones in order of appearance. */
  top(limit: number): readonly (readonly [value: string, count: number])[] {
    const sorted = [...this.#counts].sort((left, right) => right[1] - left[1]);
    if (this.#exact) return sorted.slice(0, limit);
    // What took over another value's slot may have come once: only the surely frequent is told.
    return sorted.filter(([, count]) => count > (2 * this.#total) / SLOTS).slice(0, limit);
  }
}
