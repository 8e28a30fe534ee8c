import { SHARE_ENV, Worker } from 'node:worker_threads';
import {
  type CancellationToken,
  CancellationTokenSource,
  createMessageConnection,
  type MessageConnection,
  PortMessageReader,
  PortMessageWriter,
} from 'vscode-jsonrpc/node';
import { cancelled, NetGuruError, sentence, throwIfAborted } from '../core/errors.ts';
import type { DocumentId, Evidence } from '../core/types.ts';
import type { IndexProgress } from '../index/indexer.ts';
import type { FoundName } from '../index/nameStore.ts';
import type { DocumentRecord } from '../index/storeRows.ts';
import type { FoundPassage, ReferencesQuery, ReferencesResult } from './findReferences.ts';
import type { KnowledgeSummary } from './knowledgeBase.ts';
import type { TimelineQuery } from './logTimeline.ts';
import type { CorpusPassage, NameQuery } from './lookUp.ts';
import {
  closeRequest,
  devicesRequest,
  documentsRequest,
  extractedTextRequest,
  fromResponseError,
  meaningRequest,
  type OpenParams,
  type OpenResult,
  openRequest,
  ownersRequest,
  placesRequest,
  progressNotification,
  type RefreshParams,
  type RetrieveResult,
  readLinesRequest,
  referencesRequest,
  refreshRequest,
  retrieveRequest,
  searchRequest,
  staleRequest,
  summaryRequest,
  timelineRequest,
  type UpdateParams,
  updateRequest,
} from './retrievalProtocol.ts';
import type { RetrieveRequest } from './retrieve.ts';
import type {
  DevicesResult,
  ReadLinesQuery,
  ReadLinesResult,
  TimelineResult,
} from './toolQueries.ts';

/** Reading long logs makes short-lived strings: V8 would let them grow to 100 MB first. */
const YOUNG_GENERATION_MB = 16;

/** Time that a worker gets to close its store before it is ended. */
const CLOSE_TIMEOUT_MS = 3_000;

/**
 * The index as the extension host sees it: every call crosses to the worker thread. Calls throw
 * NetGuruError only; a fired signal rejects at once and stops the work in the worker.
 */
export class RetrievalClient {
  readonly #worker: Worker;
  readonly #connection: MessageConnection;
  readonly #failed: Promise<never>;

  private constructor(workerPath: string, onProgress: (progress: IndexProgress) => void) {
    // The native runtime reads its telemetry switch from the real environment, not from a copy.
    this.#worker = new Worker(workerPath, {
      env: SHARE_ENV,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    this.#connection = createMessageConnection(
      new PortMessageReader(this.#worker),
      new PortMessageWriter(this.#worker),
    );
    this.#connection.onNotification(progressNotification, onProgress);
    this.#connection.listen();
    this.#failed = new Promise((_, reject) => {
      const fail = (cause: unknown): void => reject(workerFailure(cause));
      this.#worker.once('error', fail);
      this.#worker.once('exit', fail);
    });
    this.#failed.catch(() => undefined);
  }

  /** Starts the worker and opens the store. `workerPath` is `dist/retrievalWorker.cjs`. */
  static async open(
    workerPath: string,
    params: OpenParams,
    onProgress: (progress: IndexProgress) => void,
  ): Promise<{
    readonly client: RetrievalClient;
    readonly opened: OpenResult;
  }> {
    const client = new RetrievalClient(workerPath, onProgress);
    try {
      const opened = await client.#call((token) =>
        client.#connection.sendRequest(openRequest, params, token),
      );
      return { client, opened };
    } catch (error) {
      await client.#worker.terminate();
      throw error;
    }
  }

  async refresh(params: RefreshParams, signal?: AbortSignal): Promise<void> {
    await this.#call(
      (token) => this.#connection.sendRequest(refreshRequest, params, token),
      signal,
    );
  }

  async update(params: UpdateParams, signal?: AbortSignal): Promise<void> {
    await this.#call((token) => this.#connection.sendRequest(updateRequest, params, token), signal);
  }

  retrieve(request: RetrieveRequest, signal?: AbortSignal): Promise<RetrieveResult> {
    return this.#call(
      (token) => this.#connection.sendRequest(retrieveRequest, request, token),
      signal,
    );
  }

  documents(): Promise<readonly DocumentRecord[]> {
    return this.#call((token) => this.#connection.sendRequest(documentsRequest, token));
  }

  summary(): Promise<KnowledgeSummary> {
    return this.#call((token) => this.#connection.sendRequest(summaryRequest, token));
  }

  /** Where a name is defined and used in the workspace, definitions first. */
  places(query: NameQuery): Promise<readonly FoundName[]> {
    return this.#call((token) => this.#connection.sendRequest(placesRequest, query, token));
  }

  /** The interfaces that have an address themselves. */
  addressOwners(address: string): Promise<readonly FoundName[]> {
    return this.#call((token) => this.#connection.sendRequest(ownersRequest, address, token));
  }

  /** What the corpus says of a log message's code; undefined where it does not know it. */
  async mnemonicMeaning(mnemonic: string): Promise<CorpusPassage | undefined> {
    const found = await this.#call((token) =>
      this.#connection.sendRequest(meaningRequest, mnemonic, token),
    );
    return found ?? undefined;
  }

  /** The text of a capture or a PDF that passages cite lines of. */
  async extractedText(id: DocumentId): Promise<string | undefined> {
    const text = await this.#call((token) =>
      this.#connection.sendRequest(extractedTextRequest, id, token),
    );
    return text ?? undefined;
  }

  /** Passages for the words and identifiers of a query, without numbers. */
  search(query: string, signal?: AbortSignal): Promise<readonly FoundPassage[]> {
    return this.#call((token) => this.#connection.sendRequest(searchRequest, query, token), signal);
  }

  /** Lines of an indexed document or of the corpus; nothing else can be named. */
  readLines(query: ReadLinesQuery, signal?: AbortSignal): Promise<ReadLinesResult> {
    return this.#call(
      (token) => this.#connection.sendRequest(readLinesRequest, query, token),
      signal,
    );
  }

  /** Where a name, an interface or an address is defined and used, over all devices. */
  findReferences(query: ReferencesQuery, signal?: AbortSignal): Promise<ReferencesResult> {
    return this.#call(
      (token) => this.#connection.sendRequest(referencesRequest, query, token),
      signal,
    );
  }

  listDevices(filter = '', signal?: AbortSignal): Promise<DevicesResult> {
    return this.#call(
      (token) => this.#connection.sendRequest(devicesRequest, filter, token),
      signal,
    );
  }

  /** Log events in the order of their times. */
  logTimeline(query: TimelineQuery, signal?: AbortSignal): Promise<TimelineResult> {
    return this.#call(
      (token) => this.#connection.sendRequest(timelineRequest, query, token),
      signal,
    );
  }

  /** The numbers of passages whose lines do not hold their text any more. */
  staleEvidence(passages: readonly Evidence[], signal?: AbortSignal): Promise<readonly number[]> {
    return this.#call(
      (token) => this.#connection.sendRequest(staleRequest, passages, token),
      signal,
    );
  }

  /** Closes the store and ends the worker. */
  async dispose(): Promise<void> {
    const closed = this.#call((token) => this.#connection.sendRequest(closeRequest, token));
    const late = new Promise((resolve) => setTimeout(resolve, CLOSE_TIMEOUT_MS).unref());
    await Promise.race([closed.catch(() => undefined), late]);
    this.#connection.dispose();
    await this.#worker.terminate();
  }

  async #call<T>(send: (token: CancellationToken) => Promise<T>, signal?: AbortSignal): Promise<T> {
    throwIfAborted(signal);
    const source = new CancellationTokenSource();
    let stop: (() => void) | undefined;
    const aborted = new Promise<never>((_, reject) => {
      stop = () => {
        source.cancel();
        reject(cancelled());
      };
      signal?.addEventListener('abort', stop, { once: true });
    });
    aborted.catch(() => undefined);
    try {
      const result = send(source.token);
      result.catch(() => undefined);
      return await Promise.race([result, aborted, this.#failed]);
    } catch (error) {
      throw fromResponseError(error);
    } finally {
      if (stop) signal?.removeEventListener('abort', stop);
    }
  }
}

function workerFailure(cause: unknown): NetGuruError {
  return new NetGuruError(
    'internal',
    sentence('The NetGuru index stopped working. Reload the window to start it again.'),
    { cause },
  );
}
