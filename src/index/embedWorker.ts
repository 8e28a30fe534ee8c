/** Entry of the embedding worker thread; src/index/embedThread.ts starts it and talks to it. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { EMBEDDING_DIMENSION } from '../core/limits.ts';
import { BATCH_TOKEN_BUDGET, planBatches } from './embedBatches.ts';
import { type EmbeddingModel, loadEmbeddingModel } from './embedModel.ts';
import { type EmbedReply, embedRequestSchema, embedWorkerDataSchema } from './embedProtocol.ts';

interface EmbedTask {
  readonly id: number;
  readonly ids: readonly (readonly number[])[];
  /** Indexes into `ids`; shrinks as batches are done. */
  readonly batches: number[][];
  readonly block: Float32Array<ArrayBuffer>;
}

interface WaitingRequest {
  readonly id: number;
  readonly texts: readonly string[];
  task?: EmbedTask;
}

function startTask(model: EmbeddingModel, request: WaitingRequest): EmbedTask {
  const ids = request.texts.map((text) => model.tokenise(text));
  const lengths = ids.map((row) => row.length);
  return {
    id: request.id,
    ids,
    batches: planBatches(lengths, BATCH_TOKEN_BUDGET),
    block: new Float32Array(ids.length * EMBEDDING_DIMENSION),
  };
}

async function embedNextBatch(model: EmbeddingModel, task: EmbedTask): Promise<void> {
  const batch = task.batches.pop() ?? [];
  if (batch.length === 0) return;
  const vectors = await model.embed(batch.map((index) => task.ids[index] ?? []));
  batch.forEach((index, row) => {
    const vector = vectors[row];
    if (vector !== undefined) task.block.set(vector, index * EMBEDDING_DIMENSION);
  });
}

const detailOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** Works through requests batch by batch, so that queries and cancels come in between. */
class EmbedLoop {
  readonly #port: MessagePort;
  readonly #modelFolder: string;
  readonly #queries: WaitingRequest[] = [];
  readonly #bulk: WaitingRequest[] = [];
  #model: EmbeddingModel | undefined;
  #running = false;

  constructor(port: MessagePort, modelFolder: string) {
    this.#port = port;
    this.#modelFolder = modelFolder;
  }

  receive(message: unknown): void {
    const request = embedRequestSchema.parse(message);
    if (request.type === 'cancel') {
      this.#remove(request.id);
      return;
    }
    const queue = request.priority === 'query' ? this.#queries : this.#bulk;
    queue.push({ id: request.id, texts: request.texts });
    if (!this.#running) void this.#run();
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (;;) {
      const request = this.#queries[0] ?? this.#bulk[0];
      if (request === undefined) break;
      await this.#advance(request);
      await nextTurn();
    }
    this.#running = false;
  }

  async #advance(request: WaitingRequest): Promise<void> {
    try {
      this.#model ??= await loadEmbeddingModel(this.#modelFolder);
    } catch (error) {
      this.#fail(request, 'load', error);
      return;
    }
    try {
      request.task ??= startTask(this.#model, request);
      await embedNextBatch(this.#model, request.task);
    } catch (error) {
      this.#fail(request, 'run', error);
      return;
    }
    if (request.task.batches.length > 0 || !this.#remove(request.id)) return;
    const reply: EmbedReply = {
      type: 'vectors',
      id: request.id,
      block: request.task.block,
    };
    this.#port.postMessage(reply, [request.task.block.buffer]);
  }

  #fail(request: WaitingRequest, stage: 'load' | 'run', error: unknown): void {
    if (!this.#remove(request.id)) return;
    const detail = detailOf(error);
    const reply: EmbedReply = { type: 'failed', id: request.id, stage, detail };
    this.#port.postMessage(reply);
  }

  /** False when the request has been cancelled meanwhile. */
  #remove(id: number): boolean {
    for (const queue of [this.#queries, this.#bulk]) {
      const index = queue.findIndex((request) => request.id === id);
      if (index >= 0) {
        queue.splice(index, 1);
        return true;
      }
    }
    return false;
  }
}

if (parentPort !== null) {
  const { modelFolder } = embedWorkerDataSchema.parse(workerData);
  const loop = new EmbedLoop(parentPort, modelFolder);
  parentPort.on('message', (message: unknown) => loop.receive(message));
}
