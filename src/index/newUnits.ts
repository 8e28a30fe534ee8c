import { createHash } from 'node:crypto';
import { throwIfAborted } from '../core/errors.ts';
import type { Chunk } from '../core/types.ts';
import { embeddingUnits } from '../ingest/embeddingUnits.ts';
import type { Embedder } from './embedder.ts';
import type { KnowledgeStore } from './knowledgeStore.ts';
import type { StoredChunk } from './storeRows.ts';

/** New texts that are embedded together; small enough that a kill loses little. */
export const EMBED_BATCH_UNITS = 128;

/** Content address of an embedded text: 32 hexadecimal digits. */
export function unitHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** The chunks with the hashes of their units. Units without a vector go into `texts`, by hash. */
export function withUnits(
  chunks: readonly Chunk[],
  { vectors }: KnowledgeStore,
  texts: Map<string, string>,
): StoredChunk[] {
  return chunks.map((chunk) => {
    const unitHashes = embeddingUnits(chunk).map((text) => {
      const hash = unitHash(text);
      if (!vectors.has(hash)) texts.set(hash, text);
      return hash;
    });
    return { chunk, unitHashes };
  });
}

/**
 * Embeds texts and stores their vectors, batch by batch. `texts` are by their hash.
 *
 * @throws NetGuruError `cancelled` (what was embedded stays), and the errors of the embedder
 */
export async function embedUnits(
  texts: ReadonlyMap<string, string>,
  embedder: Embedder,
  store: KnowledgeStore,
  signal?: AbortSignal,
): Promise<void> {
  const waiting = [...texts];
  for (let start = 0; start < waiting.length; start += EMBED_BATCH_UNITS) {
    const part = waiting.slice(start, start + EMBED_BATCH_UNITS);
    const vectors = await embedder.embed(
      part.map(([, text]) => text),
      { priority: 'bulk', ...(signal ? { signal } : {}) },
    );
    const items = part.flatMap(([id], index) => {
      const vector = vectors[index];
      return vector ? [{ id, vector }] : [];
    });
    store.addVectors(items);
  }
  throwIfAborted(signal);
}
