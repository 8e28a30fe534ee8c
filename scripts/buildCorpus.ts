import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildCorpusIndex } from '../src/index/buildCorpusIndex.ts';
import { KnowledgeStore } from '../src/index/knowledgeStore.ts';
import { generationName } from '../src/index/storeFolder.ts';
import { createWorkerEmbedder } from '../src/index/workerEmbedder.ts';

const root = join(import.meta.dirname, '..');

/** Embeds `corpus/` into `dist/corpus-index`, the read-only store that ships in the .vsix. */
export async function buildCorpus(): Promise<void> {
  const started = Date.now();
  const target = join(root, 'dist/corpus-index');
  const work = `${target}.building`;
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  const embedder = createWorkerEmbedder({
    modelFolder: join(root, 'dist/models/all-MiniLM-L6-v2'),
    workerPath: join(root, 'src/index/embedWorker.ts'),
    maxWorkers: 2,
  });
  try {
    const store = await KnowledgeStore.open(work, embedder.modelId);
    const { documents, passages } = await buildCorpusIndex(root, store, embedder);
    store.documents.setMeta('modelId', embedder.modelId);
    store.documents.seal();
    await store.close();
    await rm(target, { recursive: true, force: true });
    await rename(join(work, generationName(embedder.modelId)), target);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(`corpus: ${documents} documents, ${passages} passages, ${seconds} s`);
  } finally {
    await embedder.dispose();
    await rm(work, { recursive: true, force: true });
  }
}

if (import.meta.main) await buildCorpus();
