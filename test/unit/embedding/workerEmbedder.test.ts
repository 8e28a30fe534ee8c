import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { buildModel, MODEL_FOLDER } from '../../../scripts/model/build.ts';
import { EMBEDDING_DIMENSION } from '../../../src/core/limits.ts';
import type { Embedder } from '../../../src/index/embedder.ts';
import { createWorkerEmbedder } from '../../../src/index/workerEmbedder.ts';
import { networkTexts } from '../../bench/networkTexts.ts';
import { cosine } from './cosine.ts';

const SOURCE_FOLDER = join(import.meta.dirname, '../../../src/index');
const WORKER_PATH = join(SOURCE_FOLDER, 'embedWorker.ts');
const CANCEL_MS = 200;
/** 2,000 texts take several times as long. */
const ALL_TEXTS_MS = 2_000;

const create = (modelFolder: string): Embedder =>
  createWorkerEmbedder({ modelFolder, workerPath: WORKER_PATH, maxWorkers: 2 });

describe('the worker embedder', function () {
  this.timeout(60_000);
  let embedder: Embedder;

  before(async () => {
    await buildModel(() => undefined);
    embedder = create(MODEL_FOLDER);
    await embedder.warmUp();
  });
  after(() => embedder.dispose());

  it('names the model by its content', () => {
    assert.match(embedder.modelId, /^all-MiniLM-L6-v2-int8-[0-9a-f]{12}$/);
  });

  it('gives one vector per text in order, equal texts included', async () => {
    const texts = [...networkTexts(40), 'short', ...networkTexts(40), ''];
    const vectors = await embedder.embed(texts);
    assert.equal(vectors.length, texts.length);
    for (const i of [0, 7, 23, 40, 60, 81]) {
      const [alone] = await embedder.embed([texts[i] ?? ''], {
        priority: 'query',
      });
      assert(cosine(alone, vectors[i]) > 0.9999, `text ${i}`);
    }
    assert(vectors.every((vector) => vector.buffer.byteLength === EMBEDDING_DIMENSION * 4));
    assert.equal(new Set(vectors.map((vector) => vector.buffer)).size, texts.length);
    assert.deepEqual(await embedder.embed([]), []);
  });

  it('lets a query overtake bulk work', async () => {
    const finished: string[] = [];
    const bulk = embedder.embed(networkTexts(200, 3)).then(() => finished.push('bulk'));
    const query = embedder
      .embed(['who is the root bridge?'], { priority: 'query' })
      .then(() => finished.push('query'));
    await Promise.all([bulk, query]);
    assert.deepEqual(finished, ['query', 'bulk']);
  });

  it('answers a cancel at once and goes on with other work', async () => {
    const cancel = new AbortController();
    const bulk = embedder.embed(networkTexts(2000, 4), {
      signal: cancel.signal,
    });
    await embedder.embed(['now the bulk work is under way'], {
      priority: 'query',
    });
    const start = performance.now();
    cancel.abort();
    await assert.rejects(bulk, { reason: 'cancelled' });
    assert(performance.now() - start < CANCEL_MS);
    const [next] = await embedder.embed(['next']);
    assert.equal(next?.length, EMBEDDING_DIMENSION);
    assert(performance.now() - start < ALL_TEXTS_MS, 'the cancelled work is not done first');
    await assert.rejects(embedder.embed(['x'], { signal: cancel.signal }), {
      reason: 'cancelled',
    });
  });

  it('says that the model is missing, and from where', async () => {
    const nowhere = create(join(tmpdir(), 'no-such-model'));
    assert.equal(nowhere.modelId, 'unavailable');
    await assert.rejects(nowhere.embed(['x']), {
      reason: 'model-missing',
      message: /no-such-model/,
    });
    await nowhere.dispose();
  });

  it('reports a damaged model, and works again once it is repaired', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'netguru-model-'));
    const model = join(folder, 'onnx/model_quantized.onnx');
    await cp(MODEL_FOLDER, folder, { recursive: true });
    await truncate(model, 1000);
    const damaged = create(folder);
    await assert.rejects(damaged.embed(['x']), { reason: 'model-missing' });
    await cp(join(MODEL_FOLDER, 'onnx/model_quantized.onnx'), model);
    assert.equal((await damaged.embed(['x'])).length, 1);
    await damaged.dispose();
    await rm(folder, { recursive: true });
  });

  it('does not keep a finished program alive', async () => {
    const script = `
      import { createWorkerEmbedder } from ${JSON.stringify(
        pathToFileURL(join(SOURCE_FOLDER, 'workerEmbedder.ts')).href,
      )};
      const options = ${JSON.stringify({ modelFolder: MODEL_FOLDER, workerPath: WORKER_PATH, maxWorkers: 1 })};
      const [vector] = await createWorkerEmbedder(options).embed(['x']);
      console.log(vector.length);`;
    const args = ['--input-type=module', '-e', script];
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      timeout: 20_000,
    });
    assert.equal(stdout.trim(), String(EMBEDDING_DIMENSION));
  });
});
