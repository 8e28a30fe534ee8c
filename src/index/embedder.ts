/**
 * The embedding port. `src/index/workerEmbedder.ts` gives the real one; everything that needs
 * vectors takes this interface.
 */
export type EmbedPriority = 'query' | 'bulk';

export interface EmbedOptions {
  readonly signal?: AbortSignal | undefined;
  /** Default: `bulk`. */
  readonly priority?: EmbedPriority | undefined;
}

export interface Embedder {
  /** Names weights, quantisation and graph: a change invalidates stored vectors. */
  readonly modelId: string;

  /**
   * One L2-normalised vector of EMBEDDING_DIMENSION numbers per text, in the order of `texts`.
   * A text's vector does not depend on the texts beside it. 'query' goes before waiting 'bulk'
   * work.
   *
   * @throws NetGuruError `model-missing` | `cancelled` | `internal` (the worker crashed)
   */
  embed(texts: readonly string[], options?: EmbedOptions): Promise<Float32Array[]>;

  /** Loads the model so that the first query is quick. @throws NetGuruError `model-missing` */
  warmUp(): Promise<void>;

  /** Ends the workers; work under way is refused with `cancelled`. */
  dispose(): Promise<void>;
}
