import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { NetGuruError } from '../core/errors.ts';
import { PRIVATE_FOLDER_MODE } from './atomicStorage.ts';
import { DocumentStore } from './documentStore.ts';
import { openGeneration, openReadOnly, removeOldGenerations, storeError } from './storeFolder.ts';
import { lockStore } from './storeLock.ts';
import type { VectorItem } from './vectorStore.ts';
import { VectraStore } from './vectraStore.ts';

const VECTOR_FOLDER = 'vectors';

/**
 * Documents and vectors that belong together. Vectors are first committed with the documents'
 * database and moved to Vectra shards at checkpoints, so that a crash at any point leaves a
 * state that opening repairs.
 */
export class KnowledgeStore {
  readonly documents: DocumentStore;
  readonly vectors: VectraStore;
  /** Something was damaged and set aside: the caller tells the user once and indexes again. */
  readonly repaired: boolean;
  readonly #release: () => Promise<void>;
  readonly #removeOld: () => Promise<void>;

  private constructor(
    documents: DocumentStore,
    vectors: VectraStore,
    repaired: boolean,
    release: () => Promise<void>,
    removeOld: () => Promise<void>,
  ) {
    this.documents = documents;
    this.vectors = vectors;
    this.repaired = repaired;
    this.#release = release;
    this.#removeOld = removeOld;
  }

  /**
   * Opens the store as its only writer and repairs what a crash left behind.
   *
   * @throws NetGuruError `store-locked` | `store-read-only` | `disk-full` | `internal`
   */
  static async open(storeFolder: string, modelId: string): Promise<KnowledgeStore> {
    await mkdir(storeFolder, {
      recursive: true,
      mode: PRIVATE_FOLDER_MODE,
    }).catch((error) => {
      throw storeError(error, storeFolder);
    });
    const release = await lockStore(storeFolder).catch((error) => {
      throw error instanceof NetGuruError ? error : storeError(error, storeFolder);
    });
    try {
      const generation = await openGeneration(storeFolder, modelId);
      const documents = new DocumentStore(generation.database);
      const vectors = await VectraStore.open(join(generation.folder, VECTOR_FOLDER));
      const lost = reconcile(documents, vectors);
      const repaired = generation.rebuilt || lost > 0 || vectors.damagedShards > 0;
      const removeOld = (): Promise<void> => removeOldGenerations(storeFolder, modelId);
      return new KnowledgeStore(documents, vectors, repaired, release, removeOld);
    } catch (error) {
      await release();
      throw error;
    }
  }

  /** Opens a finished store, such as the shipped corpus index, for reading. */
  static async openFinished(folder: string): Promise<KnowledgeStore> {
    const documents = new DocumentStore(openReadOnly(folder));
    const vectors = await VectraStore.open(join(folder, VECTOR_FOLDER));
    const nothing = async (): Promise<void> => {};
    return new KnowledgeStore(documents, vectors, false, nothing, nothing);
  }

  /** Stores vectors durably and makes them searchable. */
  addVectors(items: readonly VectorItem[]): void {
    this.documents.transaction(() => this.documents.units.putVectors(items));
    this.vectors.add(items);
  }

  /** Moves pending vectors into shards and forgets those that nothing uses. */
  async checkpoint(): Promise<void> {
    this.vectors.remove(this.documents.units.removeUnused());
    await this.vectors.flush();
    this.documents.units.clearPendingVectors();
  }

  /** Called when every document of the workspace was seen: older generations may go. */
  async markComplete(): Promise<void> {
    await this.#removeOld();
  }

  async close(): Promise<void> {
    this.documents.close();
    await this.#release();
  }
}

/** Brings vectors and documents together after a crash. Returns how many vectors were lost. */
function reconcile(documents: DocumentStore, vectors: VectraStore): number {
  vectors.add(documents.units.pendingVectors());
  const wanted = new Set(documents.units.hashes());
  vectors.remove([...vectors.ids()].filter((id) => !wanted.has(id)));
  documents.logLines.removeUnattached();
  const lost = [...wanted].filter((hash) => !vectors.has(hash));
  documents.transaction(() => documents.units.requeueDocuments(lost));
  return lost.length;
}
