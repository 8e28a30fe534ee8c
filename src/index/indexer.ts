import { isCancellation, sentence, throwIfAborted } from '../core/errors.ts';
import { MAX_WORKSPACE_FILES } from '../core/limits.ts';
import type { DocumentId } from '../core/types.ts';
import { type FolderRules, type FoundFile, inspectPath, walkFolder } from '../ingest/walkFolder.ts';
import { foundFacts, isCurrent } from './documentFacts.ts';
import {
  type PreparedDocument,
  storeDocument,
  storeInSlices,
  storeWithoutChunks,
} from './documentWriter.ts';
import type { Embedder } from './embedder.ts';
import { documentKey, JobQueue } from './jobQueue.ts';
import type { KnowledgeStore } from './knowledgeStore.ts';
import { EMBED_BATCH_UNITS, embedUnits } from './newUnits.ts';
import { prepareDocument } from './prepareDocument.ts';
import { diskFullError } from './storeFolder.ts';
import type { DocumentRecord } from './storeRows.ts';

/** Changed files of a pass that are noted together while the walk goes on. */
const SCAN_BATCH_FILES = 512;
/** Vectors that wait in the database before they move to a shard. */
const CHECKPOINT_UNITS = 4_096;

export interface IndexProgress {
  readonly filesDone: number;
  readonly filesTotal: number;
  /** The file that was taken up last. */
  readonly path?: string;
}

export interface WorkspaceFolder extends FolderRules {
  readonly folder: string;
}

/** Documents that are embedded and stored together. */
interface Batch {
  readonly documents: PreparedDocument[];
  /** New texts by their hash. */
  readonly texts: Map<string, string>;
}

/**
 * Keeps a store equal to the files of its workspace: unchanged files are left alone, changed
 * ones are read again, equal texts are embedded once, and what is gone is forgotten.
 */
export class Indexer {
  readonly #store: KnowledgeStore;
  readonly #embedder: Embedder;
  readonly #now: () => number;
  readonly #queue = new JobQueue();
  #filesDone = 0;
  #running: Promise<void> | undefined;
  /** Stops the embedding that is under way. */
  #interrupt = new AbortController();
  #onProgress: (progress: IndexProgress) => void = () => {};

  constructor(store: KnowledgeStore, embedder: Embedder, now: () => number = Date.now) {
    this.#store = store;
    this.#embedder = embedder;
    this.#now = now;
  }

  /**
   * Brings the whole workspace up to date. With `force`, every file is read again.
   *
   * @throws NetGuruError `cancelled` (what was done stays), `disk-full`, `model-missing`
   */
  async refresh(
    folders: readonly WorkspaceFolder[],
    options: {
      readonly force?: boolean | undefined;
      readonly signal?: AbortSignal | undefined;
      readonly onProgress?: ((progress: IndexProgress) => void) | undefined;
    } = {},
  ): Promise<void> {
    const { force = false, signal, onProgress } = options;
    if (onProgress) this.#onProgress = onProgress;
    await this.#scan(folders, force, signal);
    await this.#work(signal);
    await this.#store.markComplete();
  }

  /**
   * Takes up single paths that changed, appeared or went, before anything that waits. A folder
   * stands for all that is in it.
   */
  async update(
    { folder, ...rules }: WorkspaceFolder,
    paths: readonly string[],
    signal?: AbortSignal,
  ): Promise<void> {
    const known = this.#knownDocuments();
    for (const path of paths) {
      const files: FoundFile[] = [];
      for await (const file of inspectPath(folder, path, rules, signal)) files.push(file);
      await this.#forgetBelow(known, { folder, path }, new Set(files.map((file) => file.path)));
      for (const file of files) {
        const record = known.get(documentKey({ folder, path: file.path }));
        if (isCurrent(record, file)) continue;
        this.#take({ folder, path: file.path }, file, { record, urgent: true, signal });
      }
    }
    await this.#work(signal);
  }

  #knownDocuments(): Map<string, DocumentRecord> {
    const records = this.#store.documents.documents();
    return new Map(records.map((record) => [documentKey(record), record]));
  }

  async #forgetBelow(
    known: ReadonlyMap<string, DocumentRecord>,
    changed: DocumentId,
    present: ReadonlySet<string>,
  ): Promise<void> {
    const gone = [...known.values()].filter(({ folder, path }) => {
      const below = path === changed.path || path.startsWith(`${changed.path}/`);
      return folder === changed.folder && below && !present.has(path);
    });
    await this.#forget(gone);
  }

  async #forget(gone: readonly DocumentId[]): Promise<void> {
    const { documents } = this.#store;
    await storeInSlices(documents, gone, (id) => {
      this.#queue.remove(id);
      documents.removeDocument(id);
    });
  }

  async #scan(
    folders: readonly WorkspaceFolder[],
    force: boolean,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const known = this.#knownDocuments();
    const seen = new Set<string>();
    let files = 0;
    let changed: (readonly [DocumentId, FoundFile])[] = [];
    const takeChanged = async (): Promise<void> => {
      const taken = changed;
      changed = [];
      await storeInSlices(this.#store.documents, taken, ([id, file]) => {
        const record = known.get(documentKey(id));
        this.#take(id, file, { record, force, urgent: false, signal });
      });
    };
    for (const { folder, ...rules } of folders) {
      for await (const file of walkFolder(folder, rules, signal)) {
        const id = { folder, path: file.path };
        seen.add(documentKey(id));
        const found = ++files > MAX_WORKSPACE_FILES ? overLimit(file) : file;
        if (force || !isCurrent(known.get(documentKey(id)), found)) changed.push([id, found]);
        if (changed.length >= SCAN_BATCH_FILES) await takeChanged();
      }
    }
    await takeChanged();
    await this.#forget([...known].flatMap(([key, record]) => (seen.has(key) ? [] : [record])));
  }

  /** Records a file as skipped, or puts it into the queue. */
  #take(
    id: DocumentId,
    file: FoundFile,
    how: {
      readonly record: DocumentRecord | undefined;
      readonly force?: boolean;
      readonly urgent: boolean;
      readonly signal: AbortSignal | undefined;
    },
  ): void {
    const { record, force = false, urgent, signal } = how;
    const facts = foundFacts(id, file, this.#now());
    if (file.skip) {
      this.#queue.remove(id);
      const skipped = { ...facts, status: 'skipped', reason: file.skip } as const;
      this.#store.documents.putDocument(skipped, id.path);
      storeWithoutChunks(this.#store.documents, skipped, this.#now());
      return;
    }
    const asBefore = !force && record?.declared === file.declared;
    const knownHash = asBefore ? (record?.hash ?? '') : '';
    // Until it is read again, the document stays searchable as it was.
    const { status } = facts;
    this.#store.documents.putDocument(
      record ? { ...record, hash: knownHash, status, queuedAtMs: this.#now() } : facts,
      id.path,
    );
    this.#queue.add({ ...id, file, knownHash, urgent, signal });
  }

  /** Works the queue off, in one loop for all callers. */
  async #work(signal: AbortSignal | undefined): Promise<void> {
    const interrupt = (): void => this.#interrupt.abort();
    signal?.addEventListener('abort', interrupt, { once: true });
    try {
      do {
        throwIfAborted(signal);
        this.#running ??= this.#drain().finally(() => {
          this.#running = undefined;
        });
        await this.#running;
      } while (this.#queue.size > 0);
      throwIfAborted(signal);
    } finally {
      signal?.removeEventListener('abort', interrupt);
    }
  }

  async #drain(): Promise<void> {
    this.#filesDone = 0;
    let pendingUnits = 0;
    let complete = true;
    try {
      for (;;) {
        const batch = await this.#prepareBatch();
        if (batch.documents.length === 0) break;
        complete = (await this.#commit(batch)) && complete;
        pendingUnits += batch.texts.size;
        if (pendingUnits < CHECKPOINT_UNITS) continue;
        pendingUnits = 0;
        await this.#store.checkpoint();
      }
      // Vectors of documents that were given up are kept for the next pass.
      if (complete) await this.#store.checkpoint();
      this.#tellProgress(0);
    } catch (error) {
      // The rows still say that these files wait; the next pass takes them up.
      this.#queue.clear();
      throw diskFullError(error) ?? error;
    }
  }

  #tellProgress(inBatch: number, path?: string): void {
    this.#onProgress({
      filesDone: this.#filesDone,
      filesTotal: this.#filesDone + inBatch + this.#queue.size,
      ...(path === undefined ? {} : { path }),
    });
  }

  async #prepareBatch(): Promise<Batch> {
    const batch: Batch = { documents: [], texts: new Map() };
    const { documents, texts } = batch;
    while (texts.size < EMBED_BATCH_UNITS && documents.length < EMBED_BATCH_UNITS) {
      const job = this.#queue.take();
      if (!job) break;
      this.#tellProgress(documents.length + 1, job.path);
      const document = await prepareDocument(job, this.#store, texts, this.#now);
      if (document) documents.push(document);
      else this.#filesDone++;
    }
    return batch;
  }

  /** Embeds what is new and stores the documents. False when that was cancelled. */
  async #commit({ documents, texts }: Batch): Promise<boolean> {
    const store = this.#store;
    this.#interrupt = new AbortController();
    try {
      if (documents.some(({ job }) => job.signal?.aborted)) this.#interrupt.abort();
      store.documents.setStatus(
        documents.map(({ job }) => job),
        'processing',
      );
      await embedUnits(texts, this.#embedder, store, this.#interrupt.signal);
    } catch (error) {
      for (const { logId } of documents) {
        if (logId !== undefined) store.documents.logLines.remove(logId);
      }
      if (!isCancellation(error)) throw error;
      for (const { job } of documents) {
        if (!job.signal?.aborted) this.#queue.add(job);
      }
      return false;
    }
    await storeInSlices(store.documents, documents, (document) =>
      storeDocument(store.documents, document, this.#now()),
    );
    this.#filesDone += documents.length;
    return true;
  }
}

function overLimit(file: FoundFile): FoundFile {
  const reason = sentence('The workspace has more than {0} files.', MAX_WORKSPACE_FILES);
  return { ...file, skip: file.skip ?? reason };
}
