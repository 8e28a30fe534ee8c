import { basename, dirname } from 'node:path';
import { AutoModel, AutoTokenizer, env, Tensor } from '@xenova/transformers';
import { EMBEDDING_DIMENSION, EMBEDDING_MAX_WORD_PIECES } from '../core/limits.ts';

/** Only the beginning of a text is tokenised; 256 pieces hardly ever span a tenth of this. */
const MAX_TOKENISED_CHARACTERS = 16_384;
const SEPARATOR_ID = 102;

export interface EmbeddingModel {
  /** Ids with [CLS] and [SEP], cut to what the model was trained on. */
  tokenise(text: string): readonly number[];
  /** One L2-normalised vector of EMBEDDING_DIMENSION numbers per list of ids. Blocks the thread. */
  embed(batch: readonly (readonly number[])[]): Promise<Float32Array[]>;
}

function paddedInputs(batch: readonly (readonly number[])[]): Record<string, Tensor> {
  const width = Math.max(...batch.map((ids) => ids.length));
  const dims = [batch.length, width];
  const ids = new BigInt64Array(batch.length * width);
  const mask = new BigInt64Array(batch.length * width);
  batch.forEach((row, rowIndex) => {
    row.forEach((id, column) => {
      ids[rowIndex * width + column] = BigInt(id);
      mask[rowIndex * width + column] = 1n;
    });
  });
  return {
    input_ids: new Tensor('int64', ids, dims),
    attention_mask: new Tensor('int64', mask, dims),
  };
}

function vectorsOf(output: unknown, count: number): Float32Array[] {
  const data = output instanceof Tensor ? output.data : undefined;
  if (!(data instanceof Float32Array) || data.length !== count * EMBEDDING_DIMENSION) {
    throw new Error('The embedding model gave an unexpected output.');
  }
  return Array.from({ length: count }, (_, i) =>
    data.slice(i * EMBEDDING_DIMENSION, (i + 1) * EMBEDDING_DIMENSION),
  );
}

/** Nothing is fetched and nothing written: the model is read from its folder or not at all. */
function readLocalFilesOnly(modelFolder: string): void {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.useFSCache = false;
  env.useBrowserCache = false;
  env.useWasmCache = false;
  env.localModelPath = dirname(modelFolder);
}

/**
 * Loads tokenizer and model from a folder as `scripts/model/build.ts` writes it. One thread per
 * session: throughput comes from several workers.
 *
 * @throws whatever the runtime throws; callers check beforehand that the files exist.
 */
export async function loadEmbeddingModel(modelFolder: string): Promise<EmbeddingModel> {
  readLocalFilesOnly(modelFolder);
  const name = basename(modelFolder);
  const [tokenizer, model] = await Promise.all([
    AutoTokenizer.from_pretrained(name, { local_files_only: true }),
    AutoModel.from_pretrained(name, {
      local_files_only: true,
      dtype: 'q8',
      session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
    }),
  ]);
  return {
    tokenise: (text) => {
      const ids = tokenizer.encode(text.slice(0, MAX_TOKENISED_CHARACTERS));
      if (ids.length <= EMBEDDING_MAX_WORD_PIECES) return ids;
      return [...ids.slice(0, EMBEDDING_MAX_WORD_PIECES - 1), SEPARATOR_ID];
    },
    embed: async (batch) => {
      const outputs = await model(paddedInputs(batch));
      return vectorsOf(outputs.sentence_embedding, batch.length);
    },
  };
}
