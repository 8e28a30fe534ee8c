import { createHash } from 'node:crypto';
import { isCancellation, sentence, throwIfAborted } from '../core/errors.ts';
import { MAX_WORKSPACE_FILES } from '../core/limits.ts';
import type { DocumentId } from '../core/types.ts';
import type { ChunkedDocument } from '../ingest/chunkDocument.ts';
import { embeddingUnits } from '../ingest/embeddingUnits.ts';
import { readDocument } from '../ingest/readDocument.ts';
import { type FoundFile, inspectPath, walkFolder } from '../ingest/walkFolder.ts';
import type { DocumentFacts, DocumentRecord, StoredChunk } from './documentStore.ts';
import type { Embedder } from './embedder.ts';
import type { KnowledgeStore } from './knowledgeStore.ts';

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

export interface WorkspaceFolder {
  readonly folder: string;
  /** Globs of `files.exclude` that are on for this folder. */
  readonly excludeGlobs: readonly string[];
}

interface Job extends DocumentId {
  readonly file: FoundFile;
  readonly knownHash: string;
}

interface PreparedDocument {
  readonly facts: DocumentFacts;
  readonly chunks: readonly StoredChunk[];
}

function keyOf({ folder, path }: DocumentId): string {
  return `${folder}\u0000${path}`;
}

/** Content address of an embedded text: 32 hexadecimal digits. */
export function unitHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function isCurrent(record: DocumentRecord | undefined, file: FoundFile): boolean {
  if (!record || record.status === 'queued' || record.status === 'processing') return false;
  if (file.skip && record.reason?.template !== file.skip.template) return false;
  if (!file.skip && record.status === 'skipped' && record.hash === '') return false;
  return record.sizeBytes === file.sizeBytes && record.modifiedMs === file.modifiedMs;
}

/** What a document's row says before it was read. */
function foundFacts(id: DocumentId, file: FoundFile, queuedAtMs: number): DocumentFacts {
  return {
    folder: id.folder,
    path: id.path,
    sizeBytes: file.sizeBytes,
    modifiedMs: file.modifiedMs,
    hash: '',
    status: 'queued',
    lineCount: 0,
    sampledLines: 0,
    queuedAtMs,
  };
}

/**
 * Keeps a store equal to the files of its workspace: unchanged files are left alone, changed
 * ones are read again, equal texts are embedded once, and what is gone is forgotten.
 */
export class Indexer {
  readonly #store: KnowledgeStore;
  readonly #embedder: Embedder;
  readonly #now: () => number;
  readonly #queue = new Map<string, Job>();
  #done = 0;
  #total = 0;
  #running: Promise<void> | undefined;
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
    if (options.onProgress) this.#onProgress = options.onProgress;
    await this.#scan(folders, options.force === true, options.signal);
    // The loop may have been started by a changed file, which this signal does not stop.
    const stop = (): void => this.#queue.clear();
    options.signal?.addEventListener('abort', stop, { once: true });
    try {
      await this.#work(options.signal);
    } finally {
      options.signal?.removeEventListener('abort', stop);
    }
    throwIfAborted(options.signal);
    await this.#store.checkpoint();
    await this.#store.markComplete();
  }

  /** Takes up single paths that changed, appeared or went, before anything that waits. */
  async update(
    { folder, excludeGlobs }: WorkspaceFolder,
    paths: readonly string[],
    signal?: AbortSignal,
  ): Promise<void> {
    const known = new Map(
      this.#store.documents.documents().map((record) => [keyOf(record), record]),
    );
    for (const path of paths) {
      const id = { folder, path };
      const file = await inspectPath(folder, path, excludeGlobs);
      if (!file) this.#forgetBelow(known, id);
      else if (!isCurrent(known.get(keyOf(id)), file)) this.#take(id, file, known, true);
    }
    await this.#work(signal);
    await this.#store.checkpoint();
  }

  #forgetBelow(known: ReadonlyMap<string, DocumentRecord>, gone: DocumentId): void {
    this.#store.documents.transaction(() => {
      for (const record of known.values()) {
        const below = record.path === gone.path || record.path.startsWith(`${gone.path}/`);
        if (record.folder === gone.folder && below) this.#store.documents.removeDocument(record);
      }
    });
    this.#queue.delete(keyOf(gone));
  }

  async #scan(
    folders: readonly WorkspaceFolder[],
    force: boolean,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const known = new Map(
      this.#store.documents.documents().map((record) => [keyOf(record), record]),
    );
    const seen = new Set<string>();
    let files = 0;
    for (const { folder, excludeGlobs } of folders) {
      const changed: [DocumentId, FoundFile][] = [];
      for await (const file of walkFolder(folder, excludeGlobs, signal)) {
        const id = { folder, path: file.path };
        seen.add(keyOf(id));
        const found = ++files > MAX_WORKSPACE_FILES ? overLimit(file) : file;
        if (force || !isCurrent(known.get(keyOf(id)), found)) changed.push([id, found]);
      }
      this.#store.documents.transaction(() => {
        for (const [id, file] of changed) this.#take(id, file, force ? new Map() : known, false);
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
    known: ReadonlyMap<string, DocumentRecord>,
    urgent: boolean,
  ): void {
    const facts = foundFacts(id, file, this.#now());
    if (file.skip) {
      this.#storeWithoutChunks({
        ...facts,
        status: 'skipped',
        reason: file.skip,
      });
      return;
    }
    const record = known.get(keyOf(id));
    const knownHash = record?.hash ?? '';
    this.#store.documents.putDocument(
      record ? { ...record, status: 'queued', queuedAtMs: this.#now() } : facts,
      id.path,
    );
    const job = { ...id, file, knownHash };
    const others = urgent ? [...this.#queue] : [];
    if (urgent) this.#queue.clear();
    this.#queue.set(keyOf(id), job);
    for (const [key, other] of others) if (!this.#queue.has(key)) this.#queue.set(key, other);
    this.#total++;
  }

  /** Works the queue off; a second caller waits for the loop that runs. */
  async #work(signal: AbortSignal | undefined): Promise<void> {
    while (this.#queue.size > 0 || this.#running) {
      this.#running ??= this.#drain(signal).finally(() => {
        this.#running = undefined;
      });
      await this.#running;
    }
    this.#done = 0;
    this.#total = 0;
  }

  async #drain(signal: AbortSignal | undefined): Promise<void> {
    const prepared: PreparedDocument[] = [];
    const texts = new Map<string, string>();
    let pendingUnits = 0;
    for (;;) {
      throwIfAborted(signal);
      const next = this.#queue.values().next();
      if (next.done) break;
      const job = next.value;
      this.#queue.delete(keyOf(job));
      this.#onProgress({
        filesDone: this.#done,
        filesTotal: this.#total,
        path: job.path,
      });
      const document = await this.#prepare(job, texts, signal);
      if (document) prepared.push(document);
      else this.#done++;
      if (texts.size >= EMBED_BATCH_UNITS || prepared.length >= EMBED_BATCH_UNITS) {
        pendingUnits += texts.size;
        await this.#commit(prepared, texts, signal);
      }
      if (pendingUnits >= CHECKPOINT_UNITS) {
        pendingUnits = 0;
        await this.#store.checkpoint();
      }
    }
    await this.#commit(prepared, texts, signal);
    this.#onProgress({ filesDone: this.#done, filesTotal: this.#total });
  }

  /** Reads and cuts one file; documents without chunks are stored at once. */
  async #prepare(
    job: Job,
    texts: Map<string, string>,
    signal: AbortSignal | undefined,
  ): Promise<PreparedDocument | undefined> {
    const facts = foundFacts(job, job.file, this.#now());
    try {
      const result = await readDocument(job, job.knownHash, signal);
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
        case 'read':
          return {
            facts: this.#readFacts(facts, result),
            chunks: this.#units(result.document, texts),
          };
      }
    } catch (error) {
      if (isCancellation(error)) throw error;
      this.#storeWithoutChunks({
        ...facts,
        status: 'failed',
        reason: sentence('NetGuru could not process the file.'),
      });
      return undefined;
    }
  }

  #readFacts(
    facts: DocumentFacts,
    { hash, document }: { readonly hash: string; readonly document: ChunkedDocument },
  ): DocumentFacts {
    const { kind, platform, hostname, lineCount, sampledLines } = document;
    return {
      ...facts,
      hash,
      status: 'indexed',
      kind,
      platform,
      lineCount,
      sampledLines,
      ...(hostname ? { hostname } : {}),
    };
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
  #touch(job: Job): void {
    const { documents } = this.#store;
    const record = documents.document(job);
    if (!record) return;
    documents.putDocument(
      {
        ...record,
        sizeBytes: job.file.sizeBytes,
        modifiedMs: job.file.modifiedMs,
        status: record.kind ? 'indexed' : 'skipped',
        finishedAtMs: this.#now(),
      },
      job.path,
    );
  }

  #storeWithoutChunks(facts: DocumentFacts): void {
    const { documents } = this.#store;
    const id = documents.putDocument({ ...facts, finishedAtMs: this.#now() }, facts.path);
    documents.putChunks(id, facts.path, []);
  }

  /** Embeds what is new and stores the prepared documents; both lists are empty afterwards. */
  async #commit(
    prepared: PreparedDocument[],
    texts: Map<string, string>,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const entries = [...texts];
    texts.clear();
    for (let start = 0; start < entries.length; start += EMBED_BATCH_UNITS) {
      const part = entries.slice(start, start + EMBED_BATCH_UNITS);
      const vectors = await this.#embedder.embed(
        part.map(([, text]) => text),
        { priority: 'bulk', ...(signal ? { signal } : {}) },
      );
      const items = part.flatMap(([id], index) => {
        const vector = vectors[index];
        return vector ? [{ id, vector }] : [];
      });
      this.#store.addVectors(items);
    }
    const { documents } = this.#store;
    documents.transaction(() => {
      for (const { facts, chunks } of prepared) {
        const id = documents.putDocument({ ...facts, finishedAtMs: this.#now() }, facts.path);
        documents.putChunks(id, facts.path, chunks);
      }
    });
    this.#done += prepared.length;
    prepared.length = 0;
  }
}

function overLimit(file: FoundFile): FoundFile {
  const reason = sentence('The workspace has more than {0} files.', MAX_WORKSPACE_FILES);
  return { ...file, skip: file.skip ?? reason };
}
