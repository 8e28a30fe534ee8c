import { asNetGuruError, isCancellation, type NetGuruError } from '../core/errors.ts';
import type { Evidence } from '../core/types.ts';

/** Asks which of the passages have lines that do not hold their text any more: their numbers. */
export type FindStale = (
  passages: readonly Evidence[],
  signal: AbortSignal,
) => Promise<readonly number[]>;

/** Finds out, once for each passage, whether its lines still hold what is cited. */
export class CitationCheck {
  readonly #find: FindStale;
  readonly #onError: ((error: NetGuruError) => void) | undefined;
  readonly #holds = new Map<number, boolean>();

  /** `exempt`: numbers of what the user handed over, whose text need not be in a file. */
  constructor(
    find: FindStale,
    exempt: readonly number[],
    onError: ((error: NetGuruError) => void) | undefined,
  ) {
    this.#find = find;
    this.#onError = onError;
    for (const n of exempt) this.#holds.set(n, true);
  }

  /**
   * The passages whose lines are as they were. A check that fails removes nothing.
   *
   * @throws NetGuruError `cancelled`
   */
  async current(passages: readonly Evidence[], signal: AbortSignal): Promise<readonly Evidence[]> {
    const unknown = passages.filter(({ n }) => !this.#holds.has(n));
    if (unknown.length > 0) {
      const stale = new Set(await this.#stale(unknown, signal));
      for (const { n } of unknown) this.#holds.set(n, !stale.has(n));
    }
    return passages.filter(({ n }) => this.#holds.get(n));
  }

  async #stale(passages: readonly Evidence[], signal: AbortSignal): Promise<readonly number[]> {
    try {
      return await this.#find(passages, signal);
    } catch (error) {
      if (isCancellation(error) || signal.aborted) throw error;
      this.#onError?.(asNetGuruError(error));
      return [];
    }
  }
}
