import { createHash } from 'node:crypto';
import { isCancellation, sentence, throwIfAborted } from '../core/errors.ts';
import { MAX_WORKSPACE_FILES } from '../core/limits.ts';
import type { DocumentId } from '../core/types.ts';
import type { ChunkedDocument, DocumentName } from '../ingest/chunkDocument.ts';
import { embeddingUnits } from '../ingest/embeddingUnits.ts';
import { readDocument } from '../ingest/readDocument.ts';
import { type FolderRules, type FoundFile, inspectPath, walkFolder } from '../ingest/walkFolder.ts';
import type { AddressUse } from '../network/addresses.ts';
import { foundFacts, isCurrent, readFacts } from './documentFacts.ts';
import type { Embedder } from './embedder.ts';
import { documentKey, type IndexJob, JobQueue } from './jobQueue.ts';
import type { KnowledgeStore } from './knowledgeStore.ts';
import { diskFullError } from './storeFolder.ts';
import type { DocumentFacts, DocumentRecord, StoredChunk } from './storeRows.ts';

/** New texts that are embedded together; small enough that a kill loses little. */
const EMBED_BATCH_UNITS = 128;
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

interface PreparedDocument {
  readonly job: IndexJob;
  readonly facts: DocumentFacts;
  readonly chunks: readonly StoredChunk[];
  readonly names: readonly DocumentName[];
  readonly addresses: readonly AddressUse[];
  /** Where the lines of a long log were written. */
  readonly logId: number | undefined;
}

/** Documents that are embedded and stored together. */
interface Batch {
  readonly documents: PreparedDocument[];
  /** New texts by their hash. */
  readonly texts: Map<string, string>;
}

/** Content address of an embedded text: 32 hexadecimal digits. */
export function unitHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
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
      this.#forgetBelow(known, { folder, path }, new Set(files.map((file) => file.path)));
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

  #forgetBelow(
    known: ReadonlyMap<string, DocumentRecord>,
    changed: DocumentId,
    present: ReadonlySet<string>,
  ): void {
    this.#store.documents.transaction(() => {
      for (const record of known.values()) {
        const below = record.path === changed.path || record.path.startsWith(`${changed.path}/`);
        if (record.folder !== changed.folder || !below || present.has(record.path)) continue;
        this.#queue.remove(record);
        this.#store.documents.removeDocument(record);
      }
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
    for (const { folder, ...rules } of folders) {
      const changed: [DocumentId, FoundFile][] = [];
      for await (const file of walkFolder(folder, rules, signal)) {
        const id = { folder, path: file.path };
        seen.add(documentKey(id));
        const found = ++files > MAX_WORKSPACE_FILES ? overLimit(file) : file;
        if (force || !isCurrent(known.get(documentKey(id)), found)) changed.push([id, found]);
      }
      this.#store.documents.transaction(() => {
        for (const [id, file] of changed) {
          const record = known.get(documentKey(id));
          this.#take(id, file, { record, force, urgent: false, signal });
        }
      });
    }
    this.#store.documents.transaction(() => {
      for (const [key, record] of known) {
        if (!seen.has(key)) this.#store.documents.removeDocument(record);
      }
    });
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
      this.#storeWithoutChunks({ ...facts, status: 'skipped', reason: file.skip });
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
      const document = await this.#prepare(job, texts);
      if (document) documents.push(document);
      else this.#filesDone++;
    }
    return batch;
  }

  /** Reads and cuts one file; documents without chunks are stored at once. */
  async #prepare(job: IndexJob, texts: Map<string, string>): Promise<PreparedDocument | undefined> {
    const facts = foundFacts(job, job.file, this.#now());
    const log = this.#store.documents.logLines.writer();
    try {
      const result = await readDocument(job, {
        knownHash: job.knownHash,
        declared: job.file.declared,
        openLogSink: (encoding) => log.open(encoding),
        signal: job.signal,
      });
      switch (result.status) {
        case 'gone':
          this.#store.documents.transaction(() => this.#store.documents.removeDocument(job));
          return undefined;
        case 'unchanged':
          this.#touch(job);
          return undefined;
        case 'failed':
        case 'skipped':
          this.#storeWithoutChunks({ ...facts, ...result });
          return undefined;
        case 'read': {
          const { hash, document } = result;
          const chunks = this.#units(document, texts);
          const { names, addresses } = document;
          const read = readFacts(facts, hash, document);
          return { job, facts: read, chunks, names, addresses, logId: log.finish() };
        }
      }
    } catch (error) {
      // The row still says that the file waits.
      if (isCancellation(error)) return undefined;
      if (diskFullError(error)) throw error;
      const reason = sentence('NetGuru could not process the file.');
      this.#storeWithoutChunks({ ...facts, status: 'failed', reason });
      return undefined;
    } finally {
      log.abandon();
    }
  }

  #units(document: ChunkedDocument, texts: Map<string, string>): StoredChunk[] {
    return document.chunks.map((chunk) => {
      const unitHashes = embeddingUnits(chunk).map((text) => {
        const hash = unitHash(text);
        if (!this.#store.vectors.has(hash)) texts.set(hash, text);
        return hash;
      });
      return { chunk, unitHashes };
    });
  }

  /** The file's bytes are as they were: only its times are new. */
  #touch(job: IndexJob): void {
    const { documents } = this.#store;
    const record = documents.document(job);
    if (!record) return;
    const { sizeBytes, modifiedMs } = job.file;
    const status = record.kind ? 'indexed' : 'skipped';
    const finishedAtMs = this.#now();
    documents.putDocument({ ...record, sizeBytes, modifiedMs, status, finishedAtMs }, job.path);
  }

  #storeWithoutChunks(facts: DocumentFacts): void {
    const { documents } = this.#store;
    const id = documents.putDocument({ ...facts, finishedAtMs: this.#now() }, facts.path);
    documents.putChunks(id, facts.path, []);
    documents.names.put(id, [], []);
    documents.logLines.attach(id, undefined);
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
      await this.#embed([...texts], this.#interrupt.signal);
    } catch (error) {
      if (!isCancellation(error)) throw error;
      for (const { job, logId } of documents) {
        if (logId !== undefined) store.documents.logLines.remove(logId);
        if (!job.signal?.aborted) this.#queue.add(job);
      }
      return false;
    }
    store.documents.transaction(() => {
      for (const { facts, chunks, names, addresses, logId } of documents) {
        const id = store.documents.putDocument({ ...facts, finishedAtMs: this.#now() }, facts.path);
        store.documents.putChunks(id, facts.path, chunks);
        store.documents.names.put(id, names, addresses);
        store.documents.logLines.attach(id, logId);
      }
    });
    this.#filesDone += documents.length;
    return true;
  }

  async #embed(texts: readonly (readonly [string, string])[], signal: AbortSignal): Promise<void> {
    for (let start = 0; start < texts.length; start += EMBED_BATCH_UNITS) {
      const part = texts.slice(start, start + EMBED_BATCH_UNITS);
      const options = { priority: 'bulk', signal } as const;
      const vectors = await this.#embedder.embed(
        part.map(([, text]) => text),
        options,
      );
      const items = part.flatMap(([id], index) => {
        const vector = vectors[index];
        return vector ? [{ id, vector }] : [];
      });
      this.#store.addVectors(items);
    }
    throwIfAborted(signal);
  }
}

function overLimit(file: FoundFile): FoundFile {
  const reason = sentence('The workspace has more than {0} files.', MAX_WORKSPACE_FILES);
  return { ...file, skip: file.skip ?? reason };
}
