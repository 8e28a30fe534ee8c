/**
 * Indexes the subfolders of argv[2] into the store argv[3], one more at a time, so that there
 * are several checkpoints. It is killed while it does.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Indexer } from '../../../src/index/indexer.ts';
import { KnowledgeStore } from '../../../src/index/knowledgeStore.ts';
import { FakeEmbedder } from '../support/fakeEmbedder.ts';

const [, , root = '', storeFolder = ''] = process.argv;
const store = await KnowledgeStore.open(storeFolder, 'fake-model');
const indexer = new Indexer(store, new FakeEmbedder());
const folders = readdirSync(root)
  .sort()
  .map((name) => ({ folder: join(root, name), excludeGlobs: [] }));
process.stdout.write('begin\n');
for (let count = 1; count <= folders.length; count++) {
  await indexer.refresh(folders.slice(0, count));
}
await store.close();
process.stdout.write('end\n');
