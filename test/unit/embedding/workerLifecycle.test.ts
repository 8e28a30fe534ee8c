import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { buildModel, MODEL_FOLDER } from '../../../scripts/model/build.ts';
import type { Embedder } from '../../../src/index/embedder.ts';
import { createWorkerEmbedder } from '../../../src/index/workerEmbedder.ts';

const IDLE_WORKER_MS = 10;
const LONG_TEXT = 'neighbor 10.0.0.1 remote-as 65001 '.repeat(40);
const MANY_TEXTS = Array.from({ length: 400 }, (_, i) => `${LONG_TEXT} ${i}`);

function scriptedEmbedder(maxWorkers: number): Embedder {
  return createWorkerEmbedder({
    modelFolder: MODEL_FOLDER,
    workerPath: join(import.meta.dirname, 'scriptedWorker.ts'),
    maxWorkers,
    idleWorkerMs: IDLE_WORKER_MS,
  });
}

const threadsOf = (vectors: readonly Float32Array[]): Set<number | undefined> =>
  new Set(vectors.map((vector) => vector[0]));

describe('the worker embedder and its threads', () => {
  let embedder: Embedder;

  before(() => buildModel(() => undefined));
  afterEach(() => embedder.dispose());

  for (const order of ['exit', 'throw', 'talk nonsense']) {
    it(`reports a thread that is told to ${order}, and starts another one`, async () => {
      embedder = scriptedEmbedder(1);
      const [before] = await embedder.embed(['fine']);
      await assert.rejects(embedder.embed([`order: ${order}`]), {
        reason: 'internal',
      });
      const [after] = await embedder.embed(['fine']);
      assert.notEqual(after?.[0], before?.[0]);
      assert.equal(after?.[1], 4);
    });
  }

  it('passes on a failed run and keeps the thread', async () => {
    embedder = scriptedEmbedder(1);
    const [before] = await embedder.embed(['fine']);
    await assert.rejects(embedder.embed(['order: fail']), {
      reason: 'internal',
    });
    const [after] = await embedder.embed(['fine']);
    assert.equal(after?.[0], before?.[0]);
  });

  it('fails the work of a crashed thread, not what waits behind it', async () => {
    embedder = scriptedEmbedder(1);
    const crash = embedder.embed(['order: exit']);
    const waiting = embedder.embed(['fine']);
    await assert.rejects(crash, { reason: 'internal' });
    assert.equal((await waiting)[0]?.[1], 4);
  });

  it('starts a second thread for much bulk work and ends it when it idles', async () => {
    embedder = scriptedEmbedder(2);
    assert.equal(threadsOf(await embedder.embed(['fine'])).size, 1);
    const first = threadsOf(await embedder.embed(MANY_TEXTS));
    assert.equal(first.size, 2);
    const seen = new Set(first);
    while (seen.size < 3) {
      await delay(IDLE_WORKER_MS);
      for (const thread of threadsOf(await embedder.embed(MANY_TEXTS))) seen.add(thread);
    }
  });

  it('keeps to one thread when told so', async () => {
    embedder = scriptedEmbedder(1);
    assert.equal(threadsOf(await embedder.embed(MANY_TEXTS)).size, 1);
  });

  it('answers a query although the only thread hangs in nothing but bulk work', async () => {
    embedder = scriptedEmbedder(1);
    const hanging = embedder.embed(['order: hang']);
    const [answer] = await embedder.embed(['query'], { priority: 'query' });
    assert.equal(answer?.[1], 5);
    await Promise.all([assert.rejects(hanging, { reason: 'cancelled' }), embedder.dispose()]);
  });

  it('refuses work under way and later work once disposed of', async () => {
    embedder = scriptedEmbedder(2);
    const calls = [embedder.embed(['order: hang']), embedder.embed(MANY_TEXTS)];
    const refused = calls.map((call) => assert.rejects(call, { reason: 'cancelled' }));
    await Promise.all([...refused, embedder.dispose()]);
    await assert.rejects(embedder.embed(['more']), { reason: 'cancelled' });
  });
});
