import { basename, dirname } from 'node:path';
import { env, pipeline } from '@xenova/transformers';
import { EMBEDDING_DIMENSION } from '../../src/core/limits.ts';

/** The way most programs embed: the library's pipeline as its documentation shows it. */
export interface RawPipelineRun {
  readonly vectors: readonly Float32Array[];
  /** Wall time of the embedding alone, the model already loaded, in ms. */
  readonly elapsedMs: number;
}

export interface RawPipelineResult {
  readonly oneByOne: RawPipelineRun;
  /** 32 texts per call, in the order given. */
  readonly batched: RawPipelineRun;
}

const BATCH_SIZE = 32;

/**
 * Embeds `texts` with the bare feature-extraction pipeline of the library on the model that
 * NetGuru itself uses: mean pooling, normalised, one text per call and 32 per call. The yardstick
 * for the speed of NetGuru's embedder.
 */
export async function rawPipelineEmbed(
  texts: readonly string[],
  modelFolder: string,
): Promise<RawPipelineResult> {
  env.allowRemoteModels = false;
  env.useFSCache = false;
  env.localModelPath = dirname(modelFolder);
  const extract = await pipeline('feature-extraction', basename(modelFolder), {
    dtype: 'q8',
  });
  const run = async (batchSize: number): Promise<RawPipelineRun> => {
    const vectors: Float32Array[] = [];
    const start = performance.now();
    for (let i = 0; i < texts.length; i += batchSize) {
      const batch = texts.slice(i, i + batchSize);
      const { data } = await extract(batch, {
        pooling: 'mean',
        normalize: true,
      });
      const block = Float32Array.from(data, Number);
      batch.forEach((_, row) => {
        vectors.push(block.slice(row * EMBEDDING_DIMENSION, (row + 1) * EMBEDDING_DIMENSION));
      });
    }
    return { vectors, elapsedMs: performance.now() - start };
  };
  await extract(['warm up'], { pooling: 'mean', normalize: true });
  const result = { oneByOne: await run(1), batched: await run(BATCH_SIZE) };
  await extract.dispose();
  return result;
}
