import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { matchesGlob } from 'node:path/posix';
import { hostTarget, type Target } from '../../../scripts/vscode/targets.ts';
import { vsixForTests } from '../../../scripts/vscode/testVsix.ts';
import { zipEntries } from './zipEntries.ts';

/** The native runtime, file by file; no target may bring another's. */
const NATIVES: Readonly<Record<Target, readonly string[]>> = {
  'linux-x64': ['linux-x64/libonnxruntime.so.1', 'linux-x64/onnxruntime_binding.node'],
  'linux-arm64': ['linux-arm64/libonnxruntime.so.1', 'linux-arm64/onnxruntime_binding.node'],
  'darwin-arm64': ['darwin-arm64/libonnxruntime.1.dylib', 'darwin-arm64/onnxruntime_binding.node'],
  // There is no native build for Intel Macs.
  'darwin-x64': ['wasm/ort-wasm-simd-threaded.wasm'],
  'win32-x64': ['win32-x64/onnxruntime.dll', 'win32-x64/onnxruntime_binding.node'],
  'win32-arm64': ['win32-arm64/onnxruntime.dll', 'win32-arm64/onnxruntime_binding.node'],
};

/** Everything that a user gets: names, and patterns for folders whose files come and go. */
const EXPECTED: readonly string[] = [
  '[[]Content_Types[]].xml',
  'extension.vsixmanifest',
  'extension/LICENSE.txt',
  'extension/changelog.md',
  'extension/corpus/*/*.md',
  'extension/dist/configWorker.cjs',
  'extension/dist/corpus-index/**',
  'extension/dist/embedWorker.cjs',
  'extension/dist/extension.cjs',
  'extension/dist/l10n/bundle.l10n.pt-br.json',
  'extension/dist/models/all-MiniLM-L6-v2/config.json',
  'extension/dist/models/all-MiniLM-L6-v2/onnx/model_quantized.onnx',
  'extension/dist/models/all-MiniLM-L6-v2/tokenizer.json',
  'extension/dist/models/all-MiniLM-L6-v2/tokenizer_config.json',
  ...NATIVES[hostTarget()].map((file) => `extension/dist/native/onnxruntime/${file}`),
  'extension/dist/retrievalWorker.cjs',
  'extension/dist/webview/*.js',
  'extension/media/*.{css,svg,png}',
  'extension/package.json',
  'extension/package.nls.json',
  'extension/package.nls.pt-br.json',
  'extension/readme.md',
];

const MAX_SIZE_BYTES = 60e6;

describe('the package that users install', function () {
  // The model and the corpus index may have to be built first.
  this.timeout(10 * 60_000);

  let vsix: string;
  let entries: readonly string[];

  before(async () => {
    vsix = await vsixForTests();
    entries = await zipEntries(vsix);
  });

  it('holds nothing unexpected', () => {
    const unexpected = entries.filter(
      (entry) => !EXPECTED.some((pattern) => matchesGlob(entry, pattern)),
    );
    assert.deepEqual(unexpected, []);
  });

  it('lacks nothing', () => {
    const missing = EXPECTED.filter(
      (pattern) => !entries.some((entry) => matchesGlob(entry, pattern)),
    );
    assert.deepEqual(missing, []);
  });

  it('is small enough to download', () => {
    const { size } = statSync(vsix);
    assert.ok(size < MAX_SIZE_BYTES, `${(size / 1e6).toFixed(1)} MB`);
  });
});
