import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Indexer } from '../../../src/index/indexer.ts';
import { KnowledgeStore } from '../../../src/index/knowledgeStore.ts';
import { generationName } from '../../../src/index/storeFolder.ts';
import { lockStore } from '../../../src/index/storeLock.ts';
import { FakeEmbedder } from '../support/fakeEmbedder.ts';
import { useTemporaryFolder, writeFiles } from '../support/temporaryFolder.ts';
import { storeSnapshot } from './storeSnapshot.ts';

const MODEL = 'fake-model';
const CONFIG = (name: string): string =>
  [
    'version 17.9',
    `hostname ${name}`,
    ...Array.from(
      { length: 40 },
      (_, port) =>
        `interface GigabitEthernet0/0/${port}\n description ${name} port ${port}\n ip address 10.0.${port}.1 255.255.255.0\n mtu 9000\n load-interval 30\n!`,
    ),
  ].join('\n');
const QUESTIONS = ['description r1 port 7', 'interface GigabitEthernet0/0/3', 'hostname r2'];

describe('KnowledgeStore', () => {
  const folder = useTemporaryFolder();
  const workspace = () => ({ folder: join(folder.path, 'net'), excludeGlobs: [] });
  const storeFolder = () => join(folder.path, 'store');
  const generation = () => join(storeFolder(), generationName(MODEL));
  /** What the store holds, its lock left out. */
  const generations = async () =>
    (await readdir(storeFolder())).filter((name) => !name.startsWith('writer-lock'));
  const databaseFile = () => join(generation(), 'documents.sqlite');

  /** Opens, brings up to date, hands over, closes. */
  async function withStore<T>(
    work: (store: KnowledgeStore, embedder: FakeEmbedder) => T | Promise<T>,
    modelId = MODEL,
  ): Promise<T> {
    const store = await KnowledgeStore.open(storeFolder(), modelId);
    const embedder = new FakeEmbedder(modelId);
    try {
      await new Indexer(store, embedder).refresh([workspace()]);
      return await work(store, embedder);
    } finally {
      await store.close();
    }
  }

  beforeEach(() =>
    writeFiles(join(folder.path, 'net'), { 'r1.cfg': CONFIG('r1'), 'r2.cfg': CONFIG('r2') }),
  );

  it('is unchanged by opening it again, and embeds nothing', async () => {
    const first = await withStore((store) => storeSnapshot(store, QUESTIONS));
    await withStore(async (store, embedder) => {
      assert.deepEqual(await storeSnapshot(store, QUESTIONS), first);
      assert.equal(embedder.embedded.length, 0);
      assert.equal(store.repaired, false);
    });
  });

  it('keeps its folders to their owner', async () => {
    await withStore(() => {});
    for (const path of [storeFolder(), generation()]) {
      assert.equal((await stat(path)).mode & 0o777, 0o700, path);
    }
    assert.equal((await stat(databaseFile())).mode & 0o077, 0, 'the database');
  });

  it('moves vectors that were never flushed into a shard later', async () => {
    const store = await KnowledgeStore.open(storeFolder(), MODEL);
    const embedder = new FakeEmbedder();
    // A crash before the checkpoint: the database is closed, the shards were never written.
    store.checkpoint = async () => {};
    await new Indexer(store, embedder).refresh([workspace()]);
    const before = await storeSnapshot(store, QUESTIONS);
    await store.close();
    await withStore(async (reopened, again) => {
      assert.equal(again.embedded.length, 0);
      assert.equal(reopened.repaired, false);
      assert.deepEqual(await storeSnapshot(reopened, QUESTIONS), before);
      assert.deepEqual(reopened.documents.units.pendingVectors(), []);
    });
  });

  const damages: readonly (readonly [string, () => Promise<void>, boolean])[] = [
    ['garbage', () => writeFile(databaseFile(), 'this is no database'.repeat(500)), true],
    ['a cut database', async () => truncate(databaseFile(), 5_000), true],
    ['a database cut at a page', async () => truncate(databaseFile(), 8_192), true],
    ['a database of no bytes', async () => truncate(databaseFile(), 0), false],
    ['a page of garbage', () => overwrite(databaseFile(), 4_096 * 3, 4_096), true],
    [
      'garbage in the second half',
      async () => {
        const { size } = await stat(databaseFile());
        await overwrite(databaseFile(), Math.floor(size / 2), Math.floor(size / 2));
      },
      true,
    ],
    ['a lost shard', () => truncate(join(generation(), 'vectors/shard-00001/index.vec'), 99), true],
    [
      'an empty shard',
      () => truncate(join(generation(), 'vectors/shard-00001/index.vec'), 0),
      true,
    ],
  ];
  for (const [name, damage, isTold] of damages) {
    it(`builds again what ${name} destroyed, and says so`, async () => {
      const before = await withStore((store) => storeSnapshot(store, QUESTIONS));
      await damage();
      await withStore(async (store) => {
        assert.equal(store.repaired, isTold);
        assert.deepEqual(await storeSnapshot(store, QUESTIONS), before);
      });
      await withStore((store, embedder) => {
        assert.equal(store.repaired, false);
        assert.equal(embedder.embedded.length, 0);
      });
    });
  }

  it('sets a damaged database aside until the new one is complete', async () => {
    await withStore(() => {});
    await writeFile(databaseFile(), 'garbage'.repeat(2_000));
    const store = await KnowledgeStore.open(storeFolder(), MODEL);
    const damaged = (await readdir(storeFolder())).filter((name) => name.startsWith('damaged-'));
    assert.equal(damaged.length, 1);
    await new Indexer(store, new FakeEmbedder()).refresh([workspace()]);
    await store.close();
    assert.deepEqual(await generations(), [generationName(MODEL)]);
  });

  it('begins a new generation for another model, and keeps the old one until it is complete', async () => {
    await withStore(() => {});
    const store = await KnowledgeStore.open(storeFolder(), 'other-model');
    assert.equal(store.documents.documents().length, 0);
    const names = async () =>
      (await readdir(storeFolder())).filter((name) => name.startsWith('generation-')).sort();
    assert.deepEqual(await names(), [generationName(MODEL), generationName('other-model')].sort());
    const embedder = new FakeEmbedder('other-model');
    embedder.onEmbed = () => {
      throw new Error('out of order');
    };
    await assert.rejects(new Indexer(store, embedder).refresh([workspace()]));
    assert.equal((await names()).length, 2);
    embedder.onEmbed = () => {};
    await new Indexer(store, embedder).refresh([workspace()]);
    assert.deepEqual(await names(), [generationName('other-model')]);
    await store.close();
  });

  it('does not touch the store of an older version until its own is complete', async () => {
    const old = join(storeFolder(), 'generation-0123456789ab');
    await mkdir(old, { recursive: true });
    await writeFile(join(old, 'documents.sqlite'), 'an older format');
    const store = await KnowledgeStore.open(storeFolder(), MODEL);
    assert.equal(await readFile(join(old, 'documents.sqlite'), 'utf8'), 'an older format');
    await new Indexer(store, new FakeEmbedder()).refresh([workspace()]);
    await store.close();
    assert.deepEqual(await generations(), [generationName(MODEL)]);
  });

  it('leaves files that are not its own alone', async () => {
    await mkdir(storeFolder());
    await writeFile(join(storeFolder(), 'notes.txt'), 'mine');
    await withStore(() => {});
    assert.equal(await readFile(join(storeFolder(), 'notes.txt'), 'utf8'), 'mine');
  });

  it('refuses a folder that it cannot write, in a sentence', async () => {
    await writeFile(storeFolder(), 'a file where the folder should be');
    await assert.rejects(KnowledgeStore.open(storeFolder(), MODEL), (error: Error) => {
      assert.equal(error.name, 'NetGuruError');
      assert.match(error.message, /store/);
      return true;
    });
  });

  it('says that it cannot write its folder', async () => {
    await mkdir(join(storeFolder(), 'writer-lock.sqlite'), { recursive: true });
    await assert.rejects(KnowledgeStore.open(storeFolder(), MODEL), { name: 'NetGuruError' });
    const other = join(folder.path, 'other');
    await mkdir(join(other, generationName(MODEL), 'documents.sqlite'), { recursive: true });
    await assert.rejects(KnowledgeStore.open(other, MODEL), { name: 'NetGuruError' });
    await (await lockStore(other, 0))();
  });

  it('opens a finished store for reading, and does not change it', async () => {
    const before = await withStore((store) => storeSnapshot(store, QUESTIONS));
    const sealing = await KnowledgeStore.open(storeFolder(), MODEL);
    sealing.documents.seal();
    await sealing.close();
    const bytes = await readFile(databaseFile());
    const finished = await KnowledgeStore.openFinished(generation());
    assert.deepEqual(await storeSnapshot(finished, QUESTIONS), before);
    await finished.close();
    assert.deepEqual((await readdir(generation())).sort(), ['documents.sqlite', 'vectors']);
    assert((await readFile(databaseFile())).equals(bytes));
  });
});

async function overwrite(file: string, offset: number, length: number): Promise<void> {
  const bytes = await readFile(file);
  bytes.fill(0xa5, offset, offset + length);
  await writeFile(file, bytes);
}
