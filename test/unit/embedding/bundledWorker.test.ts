import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import {
  copyOnnxRuntime,
  IMPORT_META,
  onnxRuntimePlugin,
} from '../../../scripts/bundle/onnxRuntime.ts';
import { buildModel, MODEL_FOLDER } from '../../../scripts/model/build.ts';
import { createWorkerEmbedder } from '../../../src/index/workerEmbedder.ts';
import { cosine } from './cosine.ts';

const SOURCE = join(import.meta.dirname, '../../../src/index/embedWorker.ts');
const HOST_TARGET = `${process.platform}-${process.arch}`;

async function embedBundled(target: string, texts: readonly string[]): Promise<Float32Array[]> {
  const folder = await mkdtemp(join(tmpdir(), 'netguru-bundle-'));
  const workerPath = join(folder, 'embedWorker.cjs');
  await build({
    entryPoints: [SOURCE],
    outfile: workerPath,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    plugins: [onnxRuntimePlugin(target)],
    ...IMPORT_META,
  });
  copyOnnxRuntime(folder, target);
  const embedder = createWorkerEmbedder({
    modelFolder: MODEL_FOLDER,
    workerPath,
    maxWorkers: 1,
  });
  try {
    return await embedder.embed(texts);
  } finally {
    await embedder.dispose();
    await rm(folder, { recursive: true });
  }
}

describe('the bundled embedding worker', function () {
  this.timeout(60_000);
  const texts = ['That is a happy person', 'router ospf 1', 'interface Vlan10\n no shutdown'];

  it('runs without node_modules, natively and as WebAssembly, with equal results', async () => {
    await buildModel(() => undefined);
    const native = await embedBundled(HOST_TARGET, texts);
    const wasm = await embedBundled('darwin-x64', texts);
    native.forEach((vector, i) => {
      assert(cosine(vector, vector) > 0.9999);
      assert(cosine(vector, wasm[i]) > 0.99);
    });
  });
});
