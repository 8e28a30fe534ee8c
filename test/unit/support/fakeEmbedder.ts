import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { throwIfAborted } from '../../../src/core/errors.ts';
import { EMBEDDING_DIMENSION } from '../../../src/core/limits.ts';
import type { Embedder, EmbedOptions } from '../../../src/index/embedder.ts';

/** Values that one SHA-512 gives. */
const HASH_VALUES = 64;

/** A vector of length 1 that depends on the text alone. */
export function hashVector(text: string): Float32Array {
  const hash = createHash('sha512').update(text).digest();
  const vector = Float32Array.from(
    { length: EMBEDDING_DIMENSION },
    (_, index) => (hash[index % HASH_VALUES] ?? 0) - 127.5 + (index % 7),
  );
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
}

/** A deterministic Embedder that counts what it embeds. */
export class FakeEmbedder implements Embedder {
  readonly modelId: string;
  /** Every text that was embedded, in order. */
  readonly embedded: string[] = [];
  /** Called before each request; it may throw, wait or abort something. */
  onEmbed: (texts: readonly string[]) => void | Promise<void> = () => {};

  constructor(modelId = 'fake-model') {
    this.modelId = modelId;
  }

  async embed(texts: readonly string[], options: EmbedOptions = {}): Promise<Float32Array[]> {
    throwIfAborted(options.signal);
    await this.onEmbed(texts);
    await nextTurn();
    throwIfAborted(options.signal);
    this.embedded.push(...texts);
    return texts.map(hashVector);
  }

  async warmUp(): Promise<void> {}

  async dispose(): Promise<void> {}
}
