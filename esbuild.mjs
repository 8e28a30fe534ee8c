// Bundles NetGuru into dist/: node esbuild.mjs [--production] [--target linux-x64] [--watch]
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, context } from 'esbuild';
import { copyOnnxRuntime, IMPORT_META, onnxRuntimePlugin } from './scripts/bundle/onnxRuntime.ts';
import { vectraPlugin } from './scripts/bundle/vectra.ts';

const { values: options } = parseArgs({
  options: {
    production: { type: 'boolean', default: false },
    target: { type: 'string', default: `${process.platform}-${process.arch}` },
    watch: { type: 'boolean', default: false },
  },
});

const root = import.meta.dirname;

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  minify: options.production,
  sourcemap: !options.production,
  legalComments: 'none',
  logLevel: 'warning',
};

/** Runs in VS Code's extension host, in a worker thread, or under plain Node. */
const node = /** @type {const} */ ({
  platform: 'node',
  format: 'cjs',
  target: 'node22',
});

/** @type {readonly import('esbuild').BuildOptions[]} */
const bundles = [
  {
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.cjs',
    external: ['vscode'],
    ...node,
    ...IMPORT_META,
  },
  {
    entryPoints: ['src/retrieval/retrievalWorker.ts'],
    outfile: 'dist/retrievalWorker.cjs',
    plugins: [vectraPlugin],
    ...node,
    ...IMPORT_META,
  },
  {
    entryPoints: ['src/index/embedWorker.ts'],
    outfile: 'dist/embedWorker.cjs',
    plugins: [onnxRuntimePlugin(options.target)],
    ...node,
    ...IMPORT_META,
  },
  {
    entryPoints: ['src/vscode/languageFeatures/configWorker.ts'],
    outfile: 'dist/configWorker.cjs',
    ...node,
  },
  {
    entryPoints: ['src/cli/ask.ts'],
    outfile: 'dist/ask.cjs',
    plugins: [vectraPlugin],
    ...node,
    ...IMPORT_META,
  },
  {
    entryPoints: ['src/webview/panel.ts'],
    outfile: 'dist/webview/panel.js',
    platform: 'browser',
    format: 'iife',
    target: 'chrome128',
  },
].filter(({ entryPoints: [entry = ''] }) => existsSync(join(root, entry)));

copyOnnxRuntime(join(root, 'dist'), options.target);
for (const bundle of bundles) {
  if (options.watch) await (await context({ ...common, ...bundle })).watch();
  else await build({ ...common, ...bundle });
}
