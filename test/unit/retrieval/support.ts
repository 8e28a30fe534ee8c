import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FoundChunk } from '../../../src/index/storeRows.ts';
import { chunkDocument } from '../../../src/ingest/chunkDocument.ts';
import type { DocumentParts } from '../../../src/retrieval/followReferences.ts';
import type { Candidate } from '../../../src/retrieval/searchStore.ts';

export const SAMPLE = join(import.meta.dirname, '../../fixtures/sample-network');

/** The lines of a file of the sample network. */
export function sampleLines(path: string): string[] {
  return readFileSync(join(SAMPLE, path), 'utf8').split('\n');
}

/** The chunks of a text as the store gives them back. */
export function chunksOf(path: string, text: string, documentId = 1): FoundChunk[] {
  return chunkDocument(path, text).chunks.map((chunk, index) => ({
    ...chunk,
    chunkId: documentId * 10_000 + index,
    documentId,
    documentTitle: path,
    folder: '/net',
    path,
  }));
}

export function sampleChunks(path: string, documentId = 1): FoundChunk[] {
  return chunksOf(path, sampleLines(path).join('\n').trimEnd(), documentId);
}

/** Chunks and names of a file of the sample network, as the store gives them back. */
export function sampleParts(path: string, documentId = 1): DocumentParts {
  const text = sampleLines(path).join('\n').trimEnd();
  const names = chunkDocument(path, text).names.map((name) => ({
    ...name,
    documentId,
    folder: '/net',
    path,
  }));
  return { chunks: chunksOf(path, text, documentId), names };
}

export function candidate(chunk: FoundChunk | undefined, score = 1): Candidate {
  if (!chunk) throw new Error('The fixture has no such chunk.');
  return { chunk, score, similarity: 0.5, lexical: true };
}
