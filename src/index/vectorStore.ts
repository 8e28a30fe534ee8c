/** A text's vector under its content hash (32 hexadecimal digits). */
export interface VectorItem {
  readonly id: string;
  readonly vector: Float32Array;
}

export interface VectorHit {
  readonly id: string;
  /** Cosine similarity, -1 to 1. */
  readonly score: number;
}

/** Vectors by id, searched exactly. Vectors have EMBEDDING_DIMENSION numbers and length 1. */
export interface VectorStore {
  readonly size: number;
  has(id: string): boolean;
  /** Adds vectors that are searchable at once and durable after `flush`. Known ids are ignored. */
  add(items: readonly VectorItem[]): void;
  /** Forgets vectors; durable after `flush`. Unknown ids are ignored. */
  remove(ids: Iterable<string>): void;
  /** The `count` nearest vectors, best first. */
  search(vector: Float32Array, count: number): Promise<VectorHit[]>;
  /** Writes what changed. A crash before it loses only what was added since the last one. */
  flush(): Promise<void>;
}
