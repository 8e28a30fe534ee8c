import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildCorpusIndex } from '../src/index/buildCorpusIndex.ts';
import { KnowledgeStore } from '../src/index/knowledgeStore.ts';
import { generationName } from '../src/index/storeFolder.ts';
import { createWorkerEmbedder } from '../src/index/workerEmbedder.ts';

const root = join(import.meta.dirname, '..');

const target = join(root, 'dist/corpus-index');
const STAMP = 'recipe';

/** Hash of all that decides the result: the documents, the chunker and the model. */
/** The code that makes the index, as one text: it changes when any part of it does. */
async function indexingCode(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'src/index/buildCorpusIndex.ts')],
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    write: false,
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

async function recipeHash(modelId: string): Promise<string> {
  const hash = createHash('sha256')
    .update(generationName(modelId))
    .update(await indexingCode());
  const names = await readdir(join(root, 'corpus'), { recursive: true });
  for (const name of names.filter((entry) => entry.endsWith('.md')).sort()) {
    hash.update(name).update(await readFile(join(root, 'corpus', name)));
  }
  return hash.digest('hex');
}

/**
 * Embeds `corpus/` into `dist/corpus-index`, the read-only store that ships in the .vsix. Does
 * nothing when it is up to date.
 */
export async function buildCorpus(log: (line: string) => void): Promise<void> {
  const started = Date.now();
  // Of its own, so that two builds at once do not write into each other's.
  const work = `${target}.building-${process.pid}`;
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
    store.documents.setMeta('generation', generationName(embedder.modelId));
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
