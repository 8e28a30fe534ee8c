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
    const urgent = this.#urgent.get(key);
    if (urgent) this.#urgent.set(key, { ...job, urgent: true, signal: urgent.signal });
    else if (job.urgent) this.#urgent.set(key, job);
    else this.#others.set(key, job);
    if (job.urgent) this.#others.delete(key);
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
