import { glob, readFile, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { parseCorpusDocument } from './corpusDocument.ts';
import type { Embedder } from './embedder.ts';
import type { KnowledgeStore } from './knowledgeStore.ts';
import { embedUnits, unitHash, withUnits } from './newUnits.ts';

/** Corpus passages are named by their path from the extension's folder. */
export const CORPUS_FOLDER = 'corpus';

/** Fills an empty store with the bundled corpus. Paths are `corpus/<subject>/<id>.md`. */
export async function buildCorpusIndex(
  root: string,
  store: KnowledgeStore,
  embedder: Embedder,
): Promise<{ readonly documents: number; readonly passages: number }> {
  const paths: string[] = [];
  for await (const path of glob(`${CORPUS_FOLDER}/**/*.md`, { cwd: root })) {
    paths.push(path.replaceAll(sep, '/'));
  }
  let passages = 0;
  for (const path of paths.sort()) {
    const text = await readFile(join(root, path), 'utf8');
    const { about, chunks } = parseCorpusDocument(text);
    const units = new Map<string, string>();
    const stored = withUnits(chunks, store, units);
    await embedUnits(units, embedder, store);
    const { size } = await stat(join(root, path));
    store.documents.transaction(() => {
      const id = store.documents.putDocument(
        {
          folder: '',
          path,
          sizeBytes: size,
          modifiedMs: 0,
          hash: unitHash(text),
          status: 'indexed',
          kind: 'markdown',
          lineCount: text.split('\n').length,
        },
        about.title,
      );
      const words = [...about.platforms, ...about.vendors, ...about.topics].join(' ');
      store.documents.putChunks(id, `${about.title} ${words}`, stored);
    });
    passages += chunks.length;
  }
  await store.checkpoint();
  return { documents: paths.length, passages };
}
