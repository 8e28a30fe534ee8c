import type { DocumentId, Evidence } from '../core/types.ts';
import type { Embedder } from '../index/embedder.ts';
import { Indexer, type IndexProgress, type WorkspaceFolder } from '../index/indexer.ts';
import { KnowledgeStore } from '../index/knowledgeStore.ts';
import type { FoundName } from '../index/nameStore.ts';
import { generationName } from '../index/storeFolder.ts';
import type { DocumentRecord } from '../index/storeRows.ts';
import {
  type FoundPassage,
  findReferences,
  type ReferencesQuery,
  type ReferencesResult,
} from './findReferences.ts';
import type { TimelineQuery } from './logTimeline.ts';
import {
  addressOwners,
  type CorpusPassage,
  extractedText,
  mnemonicMeaning,
  type NameQuery,
  namePlaces,
} from './lookUp.ts';
import { type Retrieved, type RetrieveRequest, retrieve } from './retrieve.ts';
import { staleEvidence } from './staleEvidence.ts';
import {
  type DevicesResult,
  listDevices,
  type ReadLinesQuery,
  type ReadLinesResult,
  readLines,
  type TimelineResult,
  timeline,
} from './toolQueries.ts';

export interface KnowledgeBaseOptions {
  /** Where the workspace's index is kept; never inside the user's folders. */
  readonly storeFolder: string;
  /** The shipped corpus index, `dist/corpus-index`. */
  readonly corpusFolder: string;
  readonly embedder: Embedder;
}

export interface KnowledgeSummary {
  readonly files: number;
  readonly lines: number;
  readonly chunks: number;
  readonly units: number;
}

export interface RefreshOptions {
  readonly force?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: IndexProgress) => void) | undefined;
}

/** The workspace's index and the bundled corpus behind one door: keep it current, ask it. */
export class KnowledgeBase {
  /** The store was damaged and rebuilt at opening: tell the user once. */
  readonly repaired: boolean;
  /** The corpus index is missing, damaged or made with another model. */
  readonly corpusMissing: boolean;
  readonly #workspace: KnowledgeStore;
  readonly #corpus: KnowledgeStore | undefined;
  readonly #embedder: Embedder;
  readonly #indexer: Indexer;
  readonly #closing = new AbortController();
  readonly #indexing = new Set<Promise<void>>();

  private constructor(
    workspace: KnowledgeStore,
    corpus: KnowledgeStore | undefined,
    embedder: Embedder,
  ) {
    this.#workspace = workspace;
    this.#corpus = corpus;
    this.#embedder = embedder;
    this.#indexer = new Indexer(workspace, embedder);
    this.repaired = workspace.repaired;
    this.corpusMissing = corpus === undefined;
  }

  /**
   * Opens both stores.
   *
   * @throws NetGuruError `store-locked` | `store-read-only` | `disk-full` | `internal`
   */
  static async open(options: KnowledgeBaseOptions): Promise<KnowledgeBase> {
    const { storeFolder, corpusFolder, embedder } = options;
    const corpus = await openCorpus(corpusFolder, embedder.modelId);
    try {
      const workspace = await KnowledgeStore.open(storeFolder, embedder.modelId);
      return new KnowledgeBase(workspace, corpus, embedder);
    } catch (error) {
      await corpus?.close();
      throw error;
    }
  }

  refresh(folders: readonly WorkspaceFolder[], options: RefreshOptions = {}): Promise<void> {
    const signal = this.#untilClosed(options.signal);
    return this.#whileIndexing(this.#indexer.refresh(folders, { ...options, signal }));
  }

  update(folder: WorkspaceFolder, paths: readonly string[], signal?: AbortSignal): Promise<void> {
    return this.#whileIndexing(this.#indexer.update(folder, paths, this.#untilClosed(signal)));
  }

  #untilClosed(signal: AbortSignal | undefined): AbortSignal {
    const { signal: closing } = this.#closing;
    return signal ? AbortSignal.any([signal, closing]) : closing;
  }

  #whileIndexing(work: Promise<void>): Promise<void> {
    const ended = work.catch(() => undefined);
    this.#indexing.add(ended);
    void ended.then(() => this.#indexing.delete(ended));
    return work;
  }

  retrieve(request: RetrieveRequest, signal?: AbortSignal): Promise<Retrieved> {
    const sources = {
      workspace: this.#workspace,
      corpus: this.#corpus,
      embedder: this.#embedder,
    };
    return retrieve(sources, request, signal);
  }

  /** Where a name is defined and used, definitions first. */
  places(query: NameQuery): FoundName[] {
    return namePlaces(this.#workspace.documents, query);
  }

  /** The interfaces that have an address. */
  addressOwners(address: string): FoundName[] {
    return addressOwners(this.#workspace.documents, address);
  }

  /** What the corpus says of a log message's code. */
  mnemonicMeaning(mnemonic: string): CorpusPassage | undefined {
    return this.#corpus && mnemonicMeaning(this.#corpus.documents, mnemonic);
  }

  /** The text that passages of a capture or a PDF cite lines of. */
  extractedText(id: DocumentId): string | undefined {
    return extractedText(this.#workspace.documents, id);
  }

  /** Passages for the words and identifiers of a query, without numbers. */
  async search(query: string, signal?: AbortSignal): Promise<readonly FoundPassage[]> {
    const { evidence } = await this.retrieve({ question: query }, signal);
    return evidence.map(({ n: _, ...passage }) => passage);
  }

  /** Lines of an indexed document or of the corpus; nothing else can be named. */
  readLines(query: ReadLinesQuery): Promise<ReadLinesResult> {
    return readLines(this.#workspace.documents, this.#corpus?.documents, query);
  }

  /** Where a name, an interface or an address is defined and used, over all devices. */
  async findReferences(query: ReferencesQuery): Promise<ReferencesResult> {
    return findReferences(this.#workspace.documents, query);
  }

  async listDevices(filter?: string): Promise<DevicesResult> {
    return listDevices(this.#workspace.documents, filter);
  }

  /** Log events in the order of their times. @throws NetGuruError `cancelled` */
  logTimeline(query: TimelineQuery, signal?: AbortSignal): Promise<TimelineResult> {
    return timeline(this.#workspace.documents, query, signal);
  }

  /** The numbers of passages whose lines do not hold their text any more. */
  staleEvidence(passages: readonly Evidence[], signal?: AbortSignal): Promise<number[]> {
    return staleEvidence(this.#workspace.documents, passages, signal);
  }

  documents(): DocumentRecord[] {
    return this.#workspace.documents.documents();
  }

  summary(): KnowledgeSummary {
    return this.#workspace.documents.counts();
  }

  /** Stops indexing, which keeps what was done, and closes both stores. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#indexing);
    await this.#workspace.close();
    await this.#corpus?.close();
  }
}

/** Without the corpus NetGuru still answers from the user's files. */
async function openCorpus(folder: string, modelId: string): Promise<KnowledgeStore | undefined> {
  try {
    const corpus = await KnowledgeStore.openFinished(folder);
    if (corpus.documents.getMeta('generation') === generationName(modelId)) return corpus;
    await corpus.close();
    return undefined;
  } catch {
    return undefined;
  }
}
