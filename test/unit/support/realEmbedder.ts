import { join } from 'node:path';
import { buildModel, MODEL_FOLDER } from '../../../scripts/model/build.ts';
import type { Embedder } from '../../../src/index/embedder.ts';
import { createWorkerEmbedder } from '../../../src/index/workerEmbedder.ts';

/** The embedder that users have, on the built model; builds the model where it is missing. */
export async function realEmbedder(): Promise<Embedder> {
  await buildModel(() => undefined);
  return createWorkerEmbedder({
    modelFolder: MODEL_FOLDER,
    workerPath: join(import.meta.dirname, '../../../src/index/embedWorker.ts'),
    maxWorkers: 2,
  });
}
