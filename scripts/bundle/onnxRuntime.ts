import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * The files of onnxruntime-node that its CPU provider needs, by vsce target. DirectML and the
 * shader compilers of Windows are loaded on demand only and stay out; so does the second copy of
 * the library for macOS. A target that is not listed has no native build.
 */
export const NATIVE_RUNTIME_FILES: Readonly<Record<string, readonly string[]>> = {
  'linux-x64': ['onnxruntime_binding.node', 'libonnxruntime.so.1'],
  'linux-arm64': ['onnxruntime_binding.node', 'libonnxruntime.so.1'],
  'darwin-arm64': ['onnxruntime_binding.node', 'libonnxruntime.1.dylib'],
  'win32-x64': ['onnxruntime_binding.node', 'onnxruntime.dll'],
  'win32-arm64': ['onnxruntime_binding.node', 'onnxruntime.dll'],
};

/** Where the runtime lies beside the bundles; the plugin below and the copy must agree. */
const RUNTIME_FOLDER = 'native/onnxruntime';
const WASM_FILE = 'ort-wasm-simd-threaded.wasm';

/** Resolves as transformers.js itself does: the runtimes are its dependencies. */
const library = createRequire(import.meta.url).resolve('@xenova/transformers');
const librarySources = join(dirname(dirname(library)), 'src');
const require = createRequire(library);

const nativeFolder = (target: string): string => {
  const packageFolder = dirname(dirname(require.resolve('onnxruntime-node')));
  const [platform = '', arch = ''] = target.split('-');
  return join(packageFolder, 'bin/napi-v6', platform, arch);
};

export const hasNativeRuntime = (target: string): boolean => target in NATIVE_RUNTIME_FILES;

/** What `import.meta` says, for CommonJS bundles; the banner defines the URL. */
export const IMPORT_META = {
  define: {
    'import.meta.url': 'importMetaUrl',
    'import.meta.dirname': '__dirname',
    'import.meta.filename': '__filename',
  },
  banner: {
    js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;",
  },
};

const nativeBackend = `
  process.env.ORT_DISABLE_TELEMETRY = '1';
  export default require('onnxruntime-node');`;

const nativeBinding = (original: string, target: string): string =>
  original.replace(
    /require\(`[^`]*`\)/,
    `require(require('node:path').join(__dirname, '${RUNTIME_FOLDER}', '${target}',
      'onnxruntime_binding.node'))`,
  );

/** The paths are never read, as the bytes are given; unset, they would name a public server. */
const wasmBackend = `
  import { readFileSync } from 'node:fs';
  import { join } from 'node:path';
  import * as runtime from 'onnxruntime-web/wasm';
  const file = join(__dirname, '${RUNTIME_FOLDER}', 'wasm', '${WASM_FILE}');
  runtime.env.wasm.wasmPaths = { wasm: file };
  runtime.env.wasm.wasmBinary = readFileSync(file);
  runtime.env.wasm.numThreads = 1;
  // This build of the runtime would fetch a path; the session takes the bytes as well.
  const create = (path, options) => runtime.InferenceSession.create(readFileSync(path), options);
  export default { ...runtime, InferenceSession: { create } };`;

/**
 * Bundles transformers.js from its sources, with one runtime only: the native one found beside
 * the bundle, or WebAssembly where there is no native build. The image library (sharp) and the
 * browser's runtime, which text embedding never reaches, become empty modules.
 */
export function onnxRuntimePlugin(target: string): Plugin {
  const native = hasNativeRuntime(target);
  return {
    name: 'onnx-runtime',
    setup(build) {
      build.onResolve({ filter: /^@xenova\/transformers$/ }, () => ({
        path: join(librarySources, 'transformers.js'),
      }));
      build.onResolve({ filter: /^(sharp|onnxruntime-web\/webgpu)$/ }, ({ path }) => ({
        path,
        namespace: 'empty-module',
      }));
      build.onLoad({ filter: /.*/, namespace: 'empty-module' }, ({ path }) => ({
        contents: `export default function missing() { throw new Error('${path} is left out.'); }`,
      }));
      build.onLoad({ filter: /transformers[\\/]src[\\/]backends[\\/]onnx-node\.js$/ }, () => ({
        contents: native ? nativeBackend : wasmBackend,
        resolveDir: librarySources,
      }));
      build.onLoad({ filter: /onnxruntime-node[\\/]dist[\\/]binding\.js$/ }, ({ path }) => ({
        contents: nativeBinding(readFileSync(path, 'utf8'), target),
      }));
    },
  };
}

function copyMissing(source: string, folder: string): void {
  const copy = join(folder, basename(source));
  if (existsSync(copy) && statSync(copy).size === statSync(source).size) return;
  rmSync(copy, { force: true });
  copyFileSync(source, copy);
}

/** Copies the runtime of `target` beside the bundles in `distFolder`, and removes all others. */
export function copyOnnxRuntime(distFolder: string, target: string): void {
  const native = hasNativeRuntime(target);
  const name = native ? target : 'wasm';
  const parent = join(distFolder, RUNTIME_FOLDER);
  const folder = join(parent, name);
  if (!existsSync(folder)) rmSync(parent, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (native) {
    for (const file of NATIVE_RUNTIME_FILES[target] ?? []) {
      copyMissing(join(nativeFolder(target), file), folder);
    }
  } else {
    copyMissing(require.resolve(`onnxruntime-web/${WASM_FILE}`), folder);
  }
}
