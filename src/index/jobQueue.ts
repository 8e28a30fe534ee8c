import type { DocumentId } from '../core/types.ts';
import type { FoundFile } from '../ingest/walkFolder.ts';

/** A file that waits to be read. */
export interface IndexJob extends DocumentId {
  readonly file: FoundFile;
  /** SHA-256 that the file had when it was indexed; empty to cut it in any case. */
  readonly knownHash: string;
  /** Changed a moment ago: taken before the files of a whole pass. */
  readonly urgent: boolean;
  /** When it fires, nobody waits for the job any more. */
  readonly signal: AbortSignal | undefined;
}

/** Fires when both callers have given up; undefined where one of them never does. */
function whenBothAbort(
  left: AbortSignal | undefined,
  right: AbortSignal | undefined,
): AbortSignal | undefined {
  if (!left || !right || left === right) return left && right;
  if (left.aborted) return right;
  if (right.aborted) return left;
  const both = new AbortController();
  const check = (): void => {
    if (left.aborted && right.aborted) both.abort();
  };
  for (const signal of [left, right]) signal.addEventListener('abort', check, { once: true });
  return both.signal;
}

/** One text for a document's folder and path. */
export function documentKey({ folder, path }: DocumentId): string {
  return `${folder}\u0000${path}`;
}

/** Files that wait, each once; urgent ones come first, in the order in which they came. */
export class JobQueue {
  readonly #urgent = new Map<string, IndexJob>();
  readonly #others = new Map<string, IndexJob>();

  get size(): number {
    return this.#urgent.size + this.#others.size;
  }

  add(job: IndexJob): void {
    const key = documentKey(job);
    const known = this.#urgent.get(key) ?? this.#others.get(key);
    const urgent = job.urgent || known?.urgent === true;
    const signal = known ? whenBothAbort(known.signal, job.signal) : job.signal;
    (urgent ? this.#urgent : this.#others).set(key, { ...job, urgent, signal });
    if (urgent) this.#others.delete(key);
  }

  /** The next job that somebody waits for. */
  take(): IndexJob | undefined {
    for (const jobs of [this.#urgent, this.#others]) {
      for (const [key, job] of jobs) {
        jobs.delete(key);
        if (!job.signal?.aborted) return job;
      }
    }
    return undefined;
  }

  remove(id: DocumentId): void {
    this.#urgent.delete(documentKey(id));
    this.#others.delete(documentKey(id));
  }

  clear(): void {
    this.#urgent.clear();
    this.#others.clear();
  }
}
