import type { Sentence } from '../core/types.ts';
import type { ChunkedDocument } from './chunkDocument.ts';

/** What reading one file came to. `hash` is the SHA-256 of its bytes, hexadecimal. */
export type ReadResult =
  | { readonly status: 'unchanged' }
  | { readonly status: 'gone' }
  | { readonly status: 'skipped'; readonly hash: string; readonly reason: Sentence }
  | { readonly status: 'failed'; readonly reason: Sentence }
  | { readonly status: 'read'; readonly hash: string; readonly document: ChunkedDocument };
