import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Embedder } from '../../src/index/embedder.ts';
import { createWorkerEmbedder } from '../../src/index/workerEmbedder.ts';
import { KnowledgeBase } from '../../src/retrieval/knowledgeBase.ts';

const root = join(import.meta.dirname, '../..');
export const modelFolder = join(root, 'dist/models/all-MiniLM-L6-v2');

export function benchEmbedder(): Embedder {
  return createWorkerEmbedder({
    modelFolder,
    workerPath: join(root, 'dist/embedWorker.cjs'),
    maxWorkers: Math.min(4, availableParallelism()),
  });
}

/** Runs `work` with a knowledge base of its own in a temporary store. */
export async function withKnowledgeBase<T>(
  embedder: Embedder,
  work: (base: KnowledgeBase, storeFolder: string) => Promise<T>,
): Promise<T> {
  const storeFolder = await mkdtemp(join(tmpdir(), 'netguru-bench-'));
  const corpusFolder = join(root, 'dist/corpus-index');
  const base = await KnowledgeBase.open({
    storeFolder,
    corpusFolder,
    embedder,
  });
  try {
    return await work(base, storeFolder);
  } finally {
    await base.close();
    await rm(storeFolder, { recursive: true, force: true });
  }
}
