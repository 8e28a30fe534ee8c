import { parentPort } from 'node:worker_threads';
import {
  type CancellationToken,
  createMessageConnection,
  PortMessageReader,
  PortMessageWriter,
} from 'vscode-jsonrpc/node';
import type { Embedder } from '../index/embedder.ts';
import { createWorkerEmbedder } from '../index/workerEmbedder.ts';
import { KnowledgeBase } from './knowledgeBase.ts';
import {
  closeRequest,
  devicesRequest,
  documentsRequest,
  extractedTextRequest,
  meaningRequest,
  type OpenParams,
  type OpenResult,
  openRequest,
  ownersRequest,
  placesRequest,
  progressNotification,
  readLinesRequest,
  referencesRequest,
  refreshRequest,
  retrieveRequest,
  searchRequest,
  staleRequest,
  summaryRequest,
  timelineRequest,
  toResponseError,
  updateRequest,
} from './retrievalProtocol.ts';

/**
 * The worker thread that owns the index: reading, cutting, storing and searching happen here, so
 * that the extension host's event loop stays free.
 */
if (!parentPort) throw new Error('This module runs in a worker thread.');
const connection = createMessageConnection(
  new PortMessageReader(parentPort),
  new PortMessageWriter(parentPort),
);

let embedder: Embedder | undefined;
let base: KnowledgeBase | undefined;

function toSignal(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

function opened(): KnowledgeBase {
  if (!base) throw new Error('The index is not open.');
  return base;
}

async function open(params: OpenParams): Promise<OpenResult> {
  embedder = createWorkerEmbedder({
    modelFolder: params.modelFolder,
    workerPath: params.embedWorkerPath,
    maxWorkers: params.maxEmbedWorkers,
  });
  base = await KnowledgeBase.open({ ...params, embedder });
  return { repaired: base.repaired, corpusMissing: base.corpusMissing };
}

async function guarded<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toResponseError(error);
  }
}

/** Progress is for people: more often than this it only costs. */
const PROGRESS_INTERVAL_MS = 100;
let lastProgressMs = 0;

connection.onRequest(openRequest, (params) => guarded(() => open(params)));
connection.onRequest(refreshRequest, ({ folders, force }, token) =>
  guarded(async () => {
    await opened().refresh(folders, {
      force,
      signal: toSignal(token),
      onProgress: (progress) => {
        const now = Date.now();
        if (now - lastProgressMs < PROGRESS_INTERVAL_MS && progress.path) return;
        lastProgressMs = now;
        void connection.sendNotification(progressNotification, progress);
      },
    });
    return null;
  }),
);
connection.onRequest(updateRequest, ({ folder, paths }, token) =>
  guarded(async () => {
    await opened().update(folder, paths, toSignal(token));
    return null;
  }),
);
connection.onRequest(retrieveRequest, (request, token) =>
  guarded(async () => {
    const { plan, unknownNames, evidence, facts } = await opened().retrieve(
      request,
      toSignal(token),
    );
    return { language: plan.language, tokens: plan.tokens, unknownNames, evidence, facts };
  }),
);
connection.onRequest(documentsRequest, () => guarded(() => opened().documents()));
connection.onRequest(summaryRequest, () => guarded(() => opened().summary()));
connection.onRequest(placesRequest, (query) => guarded(() => opened().places(query)));
connection.onRequest(ownersRequest, (address) => guarded(() => opened().addressOwners(address)));
connection.onRequest(meaningRequest, (mnemonic) =>
  guarded(() => opened().mnemonicMeaning(mnemonic) ?? null),
);
connection.onRequest(extractedTextRequest, (id) =>
  guarded(() => opened().extractedText(id) ?? null),
);
connection.onRequest(searchRequest, (query, token) =>
  guarded(() => opened().search(query, toSignal(token))),
);
connection.onRequest(readLinesRequest, (query) => guarded(() => opened().readLines(query)));
connection.onRequest(referencesRequest, (query) => guarded(() => opened().findReferences(query)));
connection.onRequest(devicesRequest, (filter) => guarded(() => opened().listDevices(filter)));
connection.onRequest(timelineRequest, (query, token) =>
  guarded(() => opened().logTimeline(query, toSignal(token))),
);
connection.onRequest(staleRequest, (passages, token) =>
  guarded(() => opened().staleEvidence(passages, toSignal(token))),
);
connection.onRequest(closeRequest, () =>
  guarded(async () => {
    await base?.close();
    await embedder?.dispose();
    base = undefined;
    return null;
  }),
);
connection.listen();
