import { Worker } from 'node:worker_threads';
import {
  createMessageConnection,
  type MessageConnection,
  PortMessageReader,
  PortMessageWriter,
} from 'vscode-jsonrpc/node';
import { NetGuruError, sentence } from '../../core/errors.ts';
import type { ConfigFold } from '../../network/editor/foldingRanges.ts';
import type { OutlineItem } from '../../network/editor/outline.ts';
import {
  foldsRequest,
  forgetNotification,
  type NameAtParams,
  type NameAtResult,
  nameAtRequest,
  outlineRequest,
  type PutParams,
  putNotification,
} from './configProtocol.ts';

/** Longer than any answer takes; what takes longer hangs, in ms. */
const ANSWER_TIMEOUT_MS = 20_000;
/** Enough for the largest text that is put and everything that is made of it, in MB. */
const MAX_HEAP_MB = 512;

/**
 * The understanding of open configurations as the extension host sees it: every call crosses to
 * the worker thread. A worker that fails or hangs is ended; `isAlive` then is false and calls
 * throw NetGuruError.
 */
export class ConfigClient {
  readonly #worker: Worker;
  readonly #connection: MessageConnection;
  readonly #failed: Promise<never>;
  #isAlive = true;

  /** `workerPath` is `dist/configWorker.cjs`. */
  constructor(workerPath: string) {
    this.#worker = new Worker(workerPath, {
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    });
    this.#worker.unref();
    this.#connection = createMessageConnection(
      new PortMessageReader(this.#worker),
      new PortMessageWriter(this.#worker),
    );
    this.#connection.listen();
    this.#failed = new Promise((_, reject) => {
      const fail = (cause: unknown): void => {
        this.#isAlive = false;
        reject(cause);
      };
      this.#worker.once('error', fail);
      this.#worker.once('exit', fail);
    });
    this.#failed.catch(() => undefined);
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Gives the worker a document's text; the next calls are about this text. */
  put(params: PutParams): void {
    this.#send(this.#connection.sendNotification(putNotification, params));
  }

  forget(uri: string): void {
    this.#send(this.#connection.sendNotification(forgetNotification, { uri }));
  }

  async outline(uri: string): Promise<readonly OutlineItem[] | undefined> {
    return (await this.#answer(this.#connection.sendRequest(outlineRequest, { uri }))) ?? undefined;
  }

  async folds(uri: string): Promise<readonly ConfigFold[] | undefined> {
    return (await this.#answer(this.#connection.sendRequest(foldsRequest, { uri }))) ?? undefined;
  }

  async nameAt(params: NameAtParams): Promise<NameAtResult | undefined> {
    return (await this.#answer(this.#connection.sendRequest(nameAtRequest, params))) ?? undefined;
  }

  dispose(): void {
    this.#isAlive = false;
    this.#connection.dispose();
    void this.#worker.terminate();
  }

  /** A notification that is lost with its worker is put again to the next one. */
  #send(sent: Promise<void>): void {
    sent.catch(() => undefined);
  }

  async #answer<T>(answer: Promise<T>): Promise<T> {
    answer.catch(() => undefined);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error('timeout'));
        this.dispose();
      }, ANSWER_TIMEOUT_MS);
    });
    try {
      return await Promise.race([answer, late, this.#failed]);
    } catch (cause) {
      throw new NetGuruError('internal', sentence('NetGuru could not read this configuration.'), {
        cause,
      });
    } finally {
      clearTimeout(timer);
    }
  }
}
