import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LocalIndex } from 'vectra';
import { AtomicFileStorage, PRIVATE_FOLDER_MODE } from './atomicStorage.ts';
import { asVectraVector, vectorCodec } from './vectorCodec.ts';
import type { VectorHit, VectorItem, VectorStore } from './vectorStore.ts';

/** Vectors in one Vectra index: 3 MB, the unit of rewriting and of loss. */
const SHARD_ITEMS = 2_048;
const SHARD_NAME = /^shard-(\d+)$/;
/** Vectra's name for the one file of an index. */
const SHARD_FILE = `index${vectorCodec.extension}`;

interface Shard {
  readonly index: LocalIndex;
  readonly ids: Set<string>;
}

function dot(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) {
    sum += (left[index] ?? 0) * (right[index] ?? 0);
  }
  return sum;
}

async function loadShard(folder: string): Promise<Shard> {
  const index = new LocalIndex(folder, undefined, new AtomicFileStorage(), vectorCodec);
  const items = await index.listItems();
  return { index, ids: new Set(items.map((item) => item.id)) };
}

/**
 * Removes what an interrupted write left in a shard's folder: temporary files, or a folder
 * without its file. Returns whether nothing is left of the shard.
 */
async function removeLeftovers(folder: string): Promise<boolean> {
  const names = await readdir(folder);
  const isEmpty = !names.includes(SHARD_FILE);
  if (isEmpty) await rm(folder, { recursive: true });
  else {
    const leftovers = names.filter((name) => name.startsWith(`${SHARD_FILE}.`));
    await Promise.all(leftovers.map((name) => rm(join(folder, name))));
  }
  return isEmpty;
}

/** Shards of a folder; damaged ones are set aside under another name and counted. */
async function loadShards(
  folder: string,
): Promise<{ shards: Shard[]; next: number; damaged: number }> {
  const names = await readdir(folder);
  const shards: Shard[] = [];
  let next = 1;
  let damaged = 0;
  for (const name of names.filter((entry) => SHARD_NAME.test(entry)).sort()) {
    next = Math.max(next, Number(SHARD_NAME.exec(name)?.[1] ?? 0) + 1);
    if (await removeLeftovers(join(folder, name))) continue;
    try {
      shards.push(await loadShard(join(folder, name)));
    } catch {
      damaged++;
      await rename(join(folder, name), join(folder, `damaged-${name}-${Date.now()}`));
    }
  }
  return { shards, next, damaged };
}

/**
 * A VectorStore of Vectra indexes of bounded size. New vectors wait in memory, searchable, until
 * `flush` puts them into the last shard; the caller keeps them durable until then.
 */
export class VectraStore implements VectorStore {
  /** Shards that could not be read at opening; their vectors are gone and must be made again. */
  readonly damagedShards: number;
  readonly #folder: string;
  readonly #shards: Shard[];
  readonly #added = new Map<string, Float32Array>();
  readonly #removed = new Set<string>();
  #nextShard: number;

  private constructor(folder: string, shards: Shard[], nextShard: number, damaged: number) {
    this.#folder = folder;
    this.#shards = shards;
    this.#nextShard = nextShard;
    this.damagedShards = damaged;
  }

  /** Opens or creates the store in `folder`. */
  static async open(folder: string): Promise<VectraStore> {
    await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER_MODE });
    const { shards, next, damaged } = await loadShards(folder);
    return new VectraStore(folder, shards, next, damaged);
  }

  get size(): number {
    const stored = this.#shards.reduce((sum, shard) => sum + shard.ids.size, this.#added.size);
    return stored - this.#removed.size;
  }

  has(id: string): boolean {
    if (this.#removed.has(id)) return false;
    return this.#added.has(id) || this.#shards.some((shard) => shard.ids.has(id));
  }

  /** Every stored id, those that wait for `flush` included. */
  *ids(): Iterable<string> {
    for (const shard of this.#shards) yield* shard.ids;
    yield* this.#added.keys();
  }

  add(items: readonly VectorItem[]): void {
    for (const { id, vector } of items) {
      this.#removed.delete(id);
      if (!this.has(id)) this.#added.set(id, vector);
    }
  }

  remove(ids: Iterable<string>): void {
    for (const id of ids) {
      if (!this.#added.delete(id) && this.has(id)) this.#removed.add(id);
    }
  }

  async search(vector: Float32Array, count: number): Promise<VectorHit[]> {
    const hits: VectorHit[] = [];
    // Removed vectors stay in their shards until the next flush.
    const asked = count + this.#removed.size;
    for (const [id, candidate] of this.#added) hits.push({ id, score: dot(vector, candidate) });
    for (const { index } of this.#shards) {
      // Vectra's second argument is its keyword query, which its vector search does not use.
      for (const { item, score } of await index.queryItems(asVectraVector(vector), '', asked)) {
        if (!this.#removed.has(item.id)) hits.push({ id: item.id, score });
      }
    }
    return hits.sort((left, right) => right.score - left.score).slice(0, count);
  }

  async flush(): Promise<void> {
    await this.#flushRemoved();
    while (this.#added.size > 0) {
      const shard = await this.#openShard();
      const batch = [...this.#added].slice(0, SHARD_ITEMS - shard.ids.size);
      await shard.index.beginUpdate();
      try {
        for (const [id, vector] of batch) {
          await shard.index.insertItem({
            id,
            vector: asVectraVector(vector),
            metadata: {},
          });
        }
        await shard.index.endUpdate();
      } catch (error) {
        shard.index.cancelUpdate();
        throw error;
      }
      for (const [id] of batch) {
        shard.ids.add(id);
        this.#added.delete(id);
      }
    }
  }

  async #flushRemoved(): Promise<void> {
    if (this.#removed.size === 0) return;
    for (const shard of this.#shards) {
      const gone = [...this.#removed].filter((id) => shard.ids.has(id));
      if (gone.length === 0) continue;
      await shard.index.deleteItems(gone);
      for (const id of gone) shard.ids.delete(id);
    }
    this.#removed.clear();
  }

  async #openShard(): Promise<Shard> {
    const last = this.#shards.find((shard) => shard.ids.size < SHARD_ITEMS);
    if (last) return last;
    const name = `shard-${String(this.#nextShard++).padStart(5, '0')}`;
    const folder = join(this.#folder, name);
    await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER_MODE });
    const index = new LocalIndex(folder, undefined, new AtomicFileStorage(), vectorCodec);
    await index.createIndex({ version: 1 });
    const shard = { index, ids: new Set<string>() };
    this.#shards.push(shard);
    return shard;
  }
}
