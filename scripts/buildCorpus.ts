import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildCorpusIndex } from '../src/index/buildCorpusIndex.ts';
import { KnowledgeStore } from '../src/index/knowledgeStore.ts';
import { generationName } from '../src/index/storeFolder.ts';
import { createWorkerEmbedder } from '../src/index/workerEmbedder.ts';

const root = join(import.meta.dirname, '..');

const target = join(root, 'dist/corpus-index');
const STAMP = 'recipe';

/** Hash of all that decides the result: the documents, the chunker and the model. */
async function recipeHash(modelId: string): Promise<string> {
  const hash = createHash('sha256').update(generationName(modelId));
  for (const folder of ['corpus', 'src/ingest', 'src/index', 'src/network', 'src/core']) {
    const names = await readdir(join(root, folder), { recursive: true });
    for (const name of names.filter((entry) => /\.(?:md|ts)$/.test(entry)).sort()) {
      hash.update(name).update(await readFile(join(root, folder, name)));
    }
  }
  return hash.digest('hex');
}

/**
 * Embeds `corpus/` into `dist/corpus-index`, the read-only store that ships in the .vsix. Does
 * nothing when it is up to date.
 */
export async function buildCorpus(log: (line: string) => void): Promise<void> {
  const started = Date.now();
  const work = `${target}.building`;
  const embedder = createWorkerEmbedder({
    modelFolder: join(root, 'dist/models/all-MiniLM-L6-v2'),
    workerPath: join(root, 'src/index/embedWorker.ts'),
    maxWorkers: 2,
  });
  try {
    const recipe = await recipeHash(embedder.modelId);
    if ((await readFile(join(target, STAMP), 'utf8').catch(() => '')) === recipe) {
      log('The corpus index is up to date.');
      return;
    }
    await rm(work, { recursive: true, force: true });
    await mkdir(work, { recursive: true });
    const store = await KnowledgeStore.open(work, embedder.modelId);
    const { documents, passages } = await buildCorpusIndex(root, store, embedder);
    store.documents.setMeta('modelId', embedder.modelId);
    store.documents.seal();
    await store.close();
    await writeFile(join(work, generationName(embedder.modelId), STAMP), recipe);
    await rm(target, { recursive: true, force: true });
    await rename(join(work, generationName(embedder.modelId)), target);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    log(`corpus: ${documents} documents, ${passages} passages, ${seconds} s`);
  } finally {
    await embedder.dispose();
    await rm(work, { recursive: true, force: true });
  }
}

if (import.meta.main) await buildCorpus(console.log);
