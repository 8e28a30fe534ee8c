import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { buildModel, MODEL_FOLDER } from '../../../scripts/model/build.ts';

const SOURCE_FOLDER = join(import.meta.dirname, '../../../src/index');
const EMBEDDER_URL = pathToFileURL(join(SOURCE_FOLDER, 'workerEmbedder.ts')).href;

/** Embeds one text in the thread it runs in, which may itself be a worker. */
const EMBED = `
  const { createWorkerEmbedder } = await import(${JSON.stringify(EMBEDDER_URL)});
  const options = ${JSON.stringify({
    modelFolder: MODEL_FOLDER,
    workerPath: join(SOURCE_FOLDER, 'embedWorker.ts'),
    maxWorkers: 1,
  })};
  await createWorkerEmbedder(options).embed(['x']);`;

const EMBED_IN_A_WORKER = `
  import { SHARE_ENV, Worker } from 'node:worker_threads';
  const code = ${JSON.stringify(`(async () => {${EMBED}})();`)};
  const worker = new Worker(code, { eval: true, env: SHARE_ENV });
  worker.on('error', (error) => { throw error; });`;

describe('the embedding runtime', function () {
  this.timeout(60_000);

  before(() => buildModel(() => undefined));

  // onnxruntime 1.29 and later collect telemetry on Linux and macOS, with a device id and an
  // offline store in the user's cache folder, unless ORT_DISABLE_TELEMETRY is set before.
  for (const { place, script } of [
    { place: 'the main thread', script: EMBED },
    {
      place: 'a worker that shares its environment',
      script: EMBED_IN_A_WORKER,
    },
  ]) {
    it(`leaves no trace of telemetry when used from ${place}`, async () => {
      const home = await mkdtemp(join(tmpdir(), 'netguru-home-'));
      const env = {
        PATH: process.env.PATH,
        HOME: home,
        USERPROFILE: home,
        TMPDIR: home,
      };
      const args = ['--input-type=module', '-e', script];
      await promisify(execFile)(process.execPath, args, {
        env,
        timeout: 30_000,
      });
      assert.deepEqual(await readdir(home, { recursive: true }), []);
      await rm(home, { recursive: true });
    });
  }
});
