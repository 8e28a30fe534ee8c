import { asNetGuruError, cancelled, throwIfAborted } from '../core/errors.ts';
import type { Embedder, EmbedOptions, EmbedPriority } from './embedder.ts';
import { checkModelFiles, readModelId } from './embedModelFiles.ts';
import { distinctTexts, planSlices } from './embedSlices.ts';
import { type EmbedRun, EmbedThread } from './embedThread.ts';

/** A further worker is started when this many slices wait behind those under way. */
const SLICES_FOR_ANOTHER_WORKER = 2;
const IDLE_WORKER_MS = 10_000;
const WARM_UP_TEXT = 'NetGuru';

export interface WorkerEmbedderOptions {
  /** Folder with config.json, tokenizer.json, tokenizer_config.json and onnx/. */
  readonly modelFolder: string;
  /** `dist/embedWorker.cjs`, or `src/index/embedWorker.ts` where Node runs TypeScript. */
  readonly workerPath: string;
  /** 1 or more; each worker is one thread with the model (about 100 MB). */
  readonly maxWorkers: number;
  /** How long a worker beyond the first may idle, in ms; default 10,000. */
  readonly idleWorkerMs?: number;
}

interface Job {
  readonly priority: EmbedPriority;
  readonly vectors: Float32Array[];
  readonly runs: Set<EmbedRun>;
  slicesLeft: number;
  readonly finish: () => void;
  readonly fail: (error: unknown) => void;
}

interface Slice {
  readonly job: Job;
  readonly indexes: readonly number[];
  readonly texts: readonly string[];
}

class WorkerEmbedder implements Embedder {
  readonly modelId: string;
  readonly #options: WorkerEmbedderOptions;
  readonly #threads: EmbedThread[] = [];
  readonly #idleTimers = new Map<EmbedThread, NodeJS.Timeout>();
  #waiting: Slice[] = [];
  #jobs = new Set<Job>();
  #isDisposed = false;

  constructor(options: WorkerEmbedderOptions) {
    this.#options = options;
    this.modelId = readModelId(options.modelFolder);
  }

  async embed(texts: readonly string[], options: EmbedOptions = {}): Promise<Float32Array[]> {
    const { signal, priority = 'bulk' } = options;
    throwIfAborted(signal);
    if (this.#isDisposed) throw cancelled();
    checkModelFiles(this.#options.modelFolder);
    if (texts.length === 0) return [];
    const distinct = distinctTexts(texts);
    const vectors = await this.#enqueue(distinct.texts, priority, signal);
    // Copies, so that a caller may transfer the buffer of every single vector.
    return distinct.positions.map((position) => Float32Array.from(vectors[position] ?? []));
  }

  async warmUp(): Promise<void> {
    await this.embed([WARM_UP_TEXT], { priority: 'query' });
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    for (const job of this.#jobs) job.fail(cancelled());
    for (const timer of this.#idleTimers.values()) clearTimeout(timer);
    this.#idleTimers.clear();
    await Promise.all([...this.#threads].map((thread) => thread.stop()));
  }

  #enqueue(
    texts: readonly string[],
    priority: EmbedPriority,
    signal: AbortSignal | undefined,
  ): Promise<Float32Array[]> {
    return new Promise((resolve, reject) => {
      const slices = planSlices(texts);
      const abort = (): void => job.fail(cancelled());
      const close = (): void => {
        signal?.removeEventListener('abort', abort);
        this.#jobs.delete(job);
      };
      const job: Job = {
        priority,
        vectors: [],
        runs: new Set(),
        slicesLeft: slices.length,
        finish: () => {
          close();
          resolve(job.vectors);
        },
        fail: (error) => {
          close();
          this.#abandon(job);
          reject(asNetGuruError(error));
        },
      };
      this.#jobs.add(job);
      signal?.addEventListener('abort', abort, { once: true });
      const waiting = slices.map(
        (indexes): Slice => ({
          job,
          indexes,
          texts: indexes.map((i) => texts[i] ?? ''),
        }),
      );
      this.#waiting.push(...waiting);
      this.#dispatch();
    });
  }

  /** Drops what waits of a job, and what its threads are at. */
  #abandon(job: Job): void {
    this.#waiting = this.#waiting.filter((slice) => slice.job !== job);
    for (const run of job.runs) run.cancel();
    job.runs.clear();
    this.#dispatch();
  }

  /** Hands out waiting slices: queries at once, bulk slices one to a thread. */
  #dispatch(): void {
    if (this.#isDisposed) return;
    const held: Slice[] = [];
    const slices = this.#waiting;
    this.#waiting = [];
    for (const slice of slices) {
      const thread = this.#threadFor(slice.job.priority);
      if (thread === undefined) held.push(slice);
      else this.#start(thread, slice);
    }
    this.#waiting = held;
    const canGrow = this.#threads.length < this.#options.maxWorkers;
    if (canGrow && held.length >= SLICES_FOR_ANOTHER_WORKER) {
      this.#addThread();
      this.#dispatch();
      return;
    }
    this.#stopIdleThreadsLater();
  }

  #threadFor(priority: EmbedPriority): EmbedThread | undefined {
    const [first = this.#addThread(), ...others] = this.#threads;
    const threads = [first, ...others];
    if (priority === 'query') return threads.find((thread) => thread.isIdle) ?? first;
    return threads.find((thread) => !thread.isBusyWithBulk);
  }

  #start(thread: EmbedThread, slice: Slice): void {
    const { job } = slice;
    const run = thread.run(slice.texts, job.priority);
    job.runs.add(run);
    run.vectors.then(
      (vectors) => {
        job.runs.delete(run);
        slice.indexes.forEach((index, i) => {
          job.vectors[index] = vectors[i] ?? new Float32Array(0);
        });
        job.slicesLeft -= 1;
        if (job.slicesLeft === 0) job.finish();
        this.#dispatch();
      },
      (error: unknown) => job.fail(error),
    );
  }

  #addThread(): EmbedThread {
    const { workerPath, modelFolder } = this.#options;
    const thread = new EmbedThread({
      workerPath,
      modelFolder,
      onEnd: (ended) => this.#forget(ended),
    });
    this.#threads.push(thread);
    return thread;
  }

  #forget(thread: EmbedThread): void {
    const index = this.#threads.indexOf(thread);
    if (index >= 0) this.#threads.splice(index, 1);
    clearTimeout(this.#idleTimers.get(thread));
    this.#idleTimers.delete(thread);
  }

  /** The first thread stays for queries; the others end when they have been idle for a while. */
  #stopIdleThreadsLater(): void {
    for (const thread of this.#threads.slice(1)) {
      if (!thread.isIdle) {
        clearTimeout(this.#idleTimers.get(thread));
        this.#idleTimers.delete(thread);
      } else if (!this.#idleTimers.has(thread)) {
        const stop = (): void => void thread.stop();
        const timer = setTimeout(stop, this.#options.idleWorkerMs ?? IDLE_WORKER_MS);
        timer.unref();
        this.#idleTimers.set(thread, timer);
      }
    }
  }
}

/**
 * An embedder that runs the model in worker threads. Starts nothing until it is asked for
 * vectors or warmed up; a worker that crashed is started again by the next call. It never
 * touches the network and writes no file.
 */
export function createWorkerEmbedder(options: WorkerEmbedderOptions): Embedder {
  return new WorkerEmbedder(options);
}
