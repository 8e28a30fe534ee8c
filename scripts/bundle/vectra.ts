import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';

const require = createRequire(import.meta.url);

/**
 * Bundles only Vectra's index and file storage. Its other parts (web crawlers, tokenizers and a
 * keyword engine with a language model) are 20 MB that NetGuru never calls.
 */
export const vectraPlugin: Plugin = {
  name: 'vectra',
  setup(build) {
    const library = dirname(require.resolve('vectra'));
    build.onResolve({ filter: /^vectra$/ }, () => ({
      path: 'vectra',
      namespace: 'vectra',
    }));
    build.onLoad({ filter: /.*/, namespace: 'vectra' }, () => ({
      contents: `
        export { LocalIndex } from './LocalIndex.js';
        export { LocalFileStorage } from './storage/LocalFileStorage.js';`,
      resolveDir: library,
    }));
    build.onResolve({ filter: /^(wink-.*|\.\/LocalDocument|\.\/ProtobufCodec)$/ }, ({ path }) => ({
      path,
      namespace: 'unused',
    }));
    build.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({
      contents: 'module.exports = {};',
      loader: 'js',
    }));
    build.onResolve(
      { filter: /LocalIndex\.js$|LocalFileStorage\.js$/, namespace: 'vectra' },
      ({ path }) => ({
        path: join(library, path),
      }),
    );
  },
};
