import assert from 'node:assert/strict';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { buildModel, MODEL_FOLDER } from '../../../scripts/model/build.ts';
import { readEncoderWeights } from '../../../scripts/model/encoderWeights.ts';
import { weightsFile } from '../../../scripts/model/modelSource.ts';
import { buildFloatModel } from '../../../scripts/model/quantisedModel.ts';
import { EMBEDDING_DIMENSION, EMBEDDING_MAX_WORD_PIECES } from '../../../src/core/limits.ts';
import { planBatches } from '../../../src/index/embedBatches.ts';
import { type EmbeddingModel, loadEmbeddingModel } from '../../../src/index/embedModel.ts';
import { networkTexts } from '../../bench/networkTexts.ts';
import { rawPipelineEmbed } from '../../bench/rawPipeline.ts';
import { cosine } from './cosine.ts';

const TEXTS = networkTexts(200);

async function floatVectors(model: EmbeddingModel): Promise<Float32Array[]> {
  const graph = buildFloatModel(readEncoderWeights(weightsFile()));
  const session = await InferenceSession.create(graph, {
    intraOpNumThreads: 2,
  });
  const vectors: Float32Array[] = [];
  for (const text of TEXTS) {
    const ids = model.tokenise(text);
    const dims = [1, ids.length];
    const feeds = {
      input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), dims),
      attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), dims),
    };
    const { sentence_embedding: output } = await session.run(feeds, ['sentence_embedding']);
    assert(output?.data instanceof Float32Array);
    vectors.push(output.data);
  }
  await session.release();
  return vectors;
}

async function embedAlone(model: EmbeddingModel, text: string): Promise<Float32Array> {
  const [vector] = await model.embed([model.tokenise(text)]);
  assert(vector !== undefined);
  return vector;
}

async function embedInBatches(model: EmbeddingModel): Promise<Float32Array[]> {
  const ids = TEXTS.map((text) => model.tokenise(text));
  const vectors: Float32Array[] = [];
  for (const batch of planBatches(
    ids.map((row) => row.length),
    2048,
  )) {
    const results = await model.embed(batch.map((index) => ids[index] ?? []));
    results.forEach((vector, row) => {
      vectors[batch[row] ?? -1] = vector;
    });
  }
  return vectors;
}

describe('the embedding model', function () {
  this.timeout(120_000);
  let model: EmbeddingModel;
  let alone: Float32Array[];

  before(async () => {
    await buildModel(() => undefined);
    model = await loadEmbeddingModel(MODEL_FOLDER);
    alone = [];
    for (const text of TEXTS) alone.push(await embedAlone(model, text));
  });

  it('keeps the similarities that all-MiniLM-L6-v2 is known for', async () => {
    const person = await embedAlone(model, 'That is a happy person');
    const known = [
      { text: 'That is a happy dog', similarity: 0.695 },
      { text: 'That is a very happy person', similarity: 0.943 },
    ];
    for (const { text, similarity } of known) {
      const actual = cosine(person, await embedAlone(model, text));
      assert(Math.abs(actual - similarity) < 0.03, `${text}: ${actual}`);
    }
  });

  it('agrees with the float32 model on network texts', async () => {
    const exact = await floatVectors(model);
    const similarities = alone.map((vector, i) => cosine(vector, exact[i]));
    const mean = similarities.reduce((sum, value) => sum + value, 0) / similarities.length;
    assert(mean >= 0.99, `mean ${mean}`);
    assert(Math.min(...similarities) >= 0.95, `worst ${Math.min(...similarities)}`);
  });

  it('gives a text the same vector alone and in a batch', async () => {
    const batched = await embedInBatches(model);
    const similarities = alone.map((vector, i) => cosine(vector, batched[i]));
    assert(Math.min(...similarities) > 0.9999, `worst ${Math.min(...similarities)}`);
  });

  it('gives unit vectors and reads no more word pieces than it was trained on', async () => {
    const ids = model.tokenise('interface GigabitEthernet0/0/1 '.repeat(200));
    assert.equal(ids.length, EMBEDDING_MAX_WORD_PIECES);
    assert.deepEqual([ids[0], ids.at(-1)], [101, 102]);
    assert.equal((await embedAlone(model, '')).length, EMBEDDING_DIMENSION);
    for (const vector of alone) assert(Math.abs(cosine(vector, vector) - 1) < 1e-5);
  });

  it('serves the library’s own feature-extraction pipeline', async () => {
    const short = TEXTS.map((text, i) => ({ text, i })).filter(({ text }) => text.length < 300);
    const texts = short.map(({ text }) => text);
    const { oneByOne, batched } = await rawPipelineEmbed(texts, MODEL_FOLDER);
    short.forEach(({ i }, row) => {
      assert(cosine(oneByOne.vectors[row], alone[i]) > 0.9999);
      assert(cosine(batched.vectors[row], alone[i]) > 0.9999);
    });
  });
});
