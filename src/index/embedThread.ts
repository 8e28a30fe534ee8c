import { SHARE_ENV, Worker } from 'node:worker_threads';
import { cancelled, NetGuruError, sentence } from '../core/errors.ts';
import { EMBEDDING_DIMENSION } from '../core/limits.ts';
import type { EmbedPriority } from './embedder.ts';
import {
  type EmbedReply,
  type EmbedRequest,
  type EmbedWorkerData,
  embedReplySchema,
} from './embedProtocol.ts';

interface PendingRequest {
  readonly priority: EmbedPriority;
  readonly resolve: (vectors: Float32Array[]) => void;
  readonly reject: (error: NetGuruError) => void;
}

export interface EmbedThreadOptions {
  readonly workerPath: string;
  readonly modelFolder: string;
  /** Called once, when the thread has ended for whatever reason. */
  readonly onEnd: (thread: EmbedThread) => void;
}

/** A request under way; `cancel` drops it, and its promise stays unsettled. */
export interface EmbedRun {
  readonly vectors: Promise<Float32Array[]>;
  cancel(): void;
}

function crashed(cause: unknown): NetGuruError {
  return new NetGuruError(
    'internal',
    sentence('The embedding worker stopped unexpectedly. It starts again with the next request.'),
    { cause },
  );
}

/**
 * onnxruntime (1.29 and later) sends usage data from Linux and macOS unless this is set before it
 * starts. It reads the environment of the process, of which a worker thread has a copy unless
 * every thread down to it is started with SHARE_ENV.
 */
function disableRuntimeTelemetry(): void {
  process.env.ORT_DISABLE_TELEMETRY = '1';
}

function failureOf(reply: EmbedReply & { type: 'failed' }, modelFolder: string): NetGuruError {
  const cause = new Error(reply.detail);
  if (reply.stage === 'run') {
    return new NetGuruError('internal', sentence('The embedding model failed on a text.'), {
      cause,
    });
  }
  const text = sentence(
    'The embedding model in {0} could not be loaded. Reinstall NetGuru.',
    modelFolder,
  );
  return new NetGuruError('model-missing', text, { cause });
}

function splitBlock(block: Float32Array): Float32Array[] {
  return Array.from({ length: block.length / EMBEDDING_DIMENSION }, (_, i) =>
    block.slice(i * EMBEDDING_DIMENSION, (i + 1) * EMBEDDING_DIMENSION),
  );
}

/**
 * One worker thread with the model. It keeps the process alive only while it has work, so a
 * program that forgets to dispose of it still ends.
 */
export class EmbedThread {
  readonly #worker: Worker;
  readonly #options: EmbedThreadOptions;
  readonly #pending = new Map<number, PendingRequest>();
  #nextId = 1;
  #hasEnded = false;

  constructor(options: EmbedThreadOptions) {
    this.#options = options;
    const workerData: EmbedWorkerData = { modelFolder: options.modelFolder };
    disableRuntimeTelemetry();
    const { workerPath } = options;
    this.#worker = new Worker(workerPath, {
      workerData,
      env: SHARE_ENV,
      execArgv: [],
    });
    this.#worker.unref();
    this.#worker.on('message', (message: unknown) => this.#receive(message));
    this.#worker.on('error', (error) => this.#end(crashed(error)));
    this.#worker.on('messageerror', (error) => this.#end(crashed(error)));
    this.#worker.on('exit', (code) => this.#end(crashed(new Error(`exit code ${code}`))));
  }

  get isIdle(): boolean {
    return this.#pending.size === 0;
  }

  get isBusyWithBulk(): boolean {
    return [...this.#pending.values()].some(({ priority }) => priority === 'bulk');
  }

  run(texts: readonly string[], priority: EmbedPriority): EmbedRun {
    const id = this.#nextId;
    this.#nextId += 1;
    const vectors = new Promise<Float32Array[]>((resolve, reject) => {
      this.#pending.set(id, { priority, resolve, reject });
    });
    this.#worker.ref();
    this.#post({ type: 'embed', id, texts: [...texts], priority });
    return { vectors, cancel: () => this.#cancel(id) };
  }

  /** Ends the thread; work under way is refused with `cancelled`. */
  async stop(): Promise<void> {
    this.#end(cancelled());
    await this.#worker.terminate();
  }

  #post(request: EmbedRequest): void {
    this.#worker.postMessage(request);
  }

  #cancel(id: number): void {
    if (!this.#pending.delete(id)) return;
    this.#post({ type: 'cancel', id });
    this.#releaseWhenIdle();
  }

  #receive(message: unknown): void {
    const parsed = embedReplySchema.safeParse(message);
    if (!parsed.success) {
      this.#end(crashed(parsed.error));
      void this.#worker.terminate();
      return;
    }
    const reply = parsed.data;
    const pending = this.#pending.get(reply.id);
    if (pending === undefined) return;
    this.#pending.delete(reply.id);
    this.#releaseWhenIdle();
    if (reply.type === 'vectors') pending.resolve(splitBlock(reply.block));
    else pending.reject(failureOf(reply, this.#options.modelFolder));
  }

  #releaseWhenIdle(): void {
    if (this.isIdle) this.#worker.unref();
  }

  #end(reason: NetGuruError): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#options.onEnd(this);
    for (const { reject } of this.#pending.values()) reject(reason);
    this.#pending.clear();
  }
}
