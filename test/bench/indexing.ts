import { glob, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Embedder } from '../../src/index/embedder.ts';
import { benchEmbedder, modelFolder, withKnowledgeBase } from './benchKnowledgeBase.ts';
import { rawPipelineEmbed } from './rawPipeline.ts';

/** How often memory is looked at, in ms. */
const SAMPLE_INTERVAL_MS = 50;
/** The bare pipeline is timed on at most this many texts: it is only a rate. */
const RAW_TEXTS = 600;

/** The embedder with a list of what it was given. */
function recording(embedder: Embedder, texts: Set<string>): Embedder {
  return {
    modelId: embedder.modelId,
    embed(batch, options) {
      for (const text of batch) texts.add(text);
      return embedder.embed(batch, options);
    },
    warmUp: () => embedder.warmUp(),
    dispose: () => embedder.dispose(),
  };
}

/** Size of all files below a folder. */
export async function folderMegabytes(folder: string): Promise<number> {
  let bytes = 0;
  for await (const path of glob('**/*', { cwd: folder })) {
    const stats = await stat(join(folder, path));
    if (stats.isFile()) bytes += stats.size;
  }
  return bytes / 1024 / 1024;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** Texts per second of the bare pipeline, the better of one by one and in batches. */
async function rawRate(texts: ReadonlySet<string>): Promise<number> {
  const sample = everyNth([...texts], RAW_TEXTS);
  const { oneByOne, batched } = await rawPipelineEmbed(sample, modelFolder);
  return sample.length / (Math.min(oneByOne.elapsedMs, batched.elapsedMs) / 1000);
}

/** A sample of all parts of a list. */
function everyNth(texts: readonly string[], count: number): string[] {
  const step = Math.max(1, texts.length / count);
  return Array.from({ length: Math.min(count, texts.length) }, (_, index) => {
    return texts[Math.floor(index * step)] ?? '';
  });
}

/** Indexes a workspace from nothing, then again with nothing to do, and times both. */
export async function benchIndex(workspace: string): Promise<object> {
  const embedder = benchEmbedder();
  const texts = new Set<string>();
  const folders = [{ folder: workspace, excludeGlobs: [] }];
  let peakRss = process.memoryUsage.rss();
  const sampler = setInterval(() => {
    peakRss = Math.max(peakRss, process.memoryUsage.rss());
  }, SAMPLE_INTERVAL_MS);
  try {
    await embedder.warmUp();
    return await withKnowledgeBase(recording(embedder, texts), async (base, storeFolder) => {
      const seconds = await timed(() => base.refresh(folders));
      const storeMb = await folderMegabytes(storeFolder);
      clearInterval(sampler);
      const embedded = texts.size;
      const warmSeconds = await timed(() => base.refresh(folders));
      const { files, lines, chunks, units } = base.summary();
      const skipped = base.documents().filter((document) => document.status !== 'indexed').length;
      const raw = await rawRate(texts);
      return {
        files,
        lines,
        chunks,
        uniqueChunks: units,
        seconds: Number(seconds.toFixed(2)),
        chunksPerSecond: Number((embedded / seconds).toFixed(1)),
        peakRssMb: Math.round(peakRss / 1024 / 1024),
        storeMb: Number(storeMb.toFixed(1)),
        warmSeconds: Number(warmSeconds.toFixed(2)),
        rawChunksPerSecond: Number(raw.toFixed(1)),
        reembeddedWhenWarm: texts.size - embedded,
        notIndexed: skipped,
      };
    });
  } finally {
    clearInterval(sampler);
    await embedder.dispose();
  }
}
