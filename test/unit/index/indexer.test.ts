import assert from 'node:assert/strict';
import { rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { fillSentence } from '../../../src/core/errors.ts';
import { Indexer, type IndexProgress } from '../../../src/index/indexer.ts';
import { KnowledgeStore } from '../../../src/index/knowledgeStore.ts';
import { FakeEmbedder } from '../support/fakeEmbedder.ts';
import { useTemporaryFolder, writeFiles } from '../support/temporaryFolder.ts';
import { until } from '../support/until.ts';
import { storeSnapshot } from './storeSnapshot.ts';

const MODEL = 'fake-model';

function config(name: string, ports = 3): string {
  const interfaces = Array.from(
    { length: ports },
    (_, port) =>
      `interface GigabitEthernet0/0/${port}\n description ${name} port ${port}\n ${'mtu 9000\n load-interval 30\n '.repeat(6)}no shutdown`,
  );
  return `version 17.9\nhostname ${name}\n!\n${interfaces.join('\n!\n')}\nend\n`;
}

describe('Indexer', () => {
  const folder = useTemporaryFolder();
  const net = () => join(folder.path, 'net');
  const workspace = (excludeGlobs: readonly string[] = []) => ({ folder: net(), excludeGlobs });
  let store: KnowledgeStore;
  let embedder: FakeEmbedder;
  let indexer: Indexer;

  beforeEach(async () => {
    await writeFiles(net(), { 'r1.cfg': config('r1'), 'sub/r2.cfg': config('r2') });
    store = await KnowledgeStore.open(join(folder.path, 'store'), MODEL);
    embedder = new FakeEmbedder();
    indexer = new Indexer(store, embedder);
  });
  afterEach(() => store.close());

  /** Path, status and reason of every document. */
  const statuses = (): Record<string, string> =>
    Object.fromEntries(
      store.documents
        .documents()
        .map(({ path, status, reason }) => [
          path,
          reason ? `${status}: ${fillSentence(reason.template, reason.args)}` : status,
        ]),
    );
  const found = (word: string): string[] => [
    ...new Set(
      store.documents
        .lexicalSearch([word], { limit: 50 })
        .flatMap(({ chunkId }) => store.documents.chunksById([chunkId]))
        .map(({ path }) => path),
    ),
  ];
  /** The store answers like one that was built from the files as they are now. */
  const assertLikeNew = async (folders = [workspace()]): Promise<void> => {
    const clean = await KnowledgeStore.open(join(folder.path, `clean-${Date.now()}`), MODEL);
    await new Indexer(clean, new FakeEmbedder()).refresh(folders);
    const questions = ['description port 1', 'hostname r1', 'r2', 'GigabitEthernet0/0/2'];
    const expected = await storeSnapshot(clean, questions);
    await clean.close();
    assert.deepEqual(await storeSnapshot(store, questions), expected);
  };

  it('indexes all files, and nothing again when nothing changed', async () => {
    await indexer.refresh([workspace()]);
    assert.deepEqual(statuses(), { 'r1.cfg': 'indexed', 'sub/r2.cfg': 'indexed' });
    assert.equal(new Set(embedder.embedded).size, embedder.embedded.length);
    const before = embedder.embedded.length;
    assert(before > 0);
    await indexer.refresh([workspace()]);
    assert.equal(embedder.embedded.length, before);
    await assertLikeNew();
  });

  it('embeds nothing when only the time of a file changed', async () => {
    await indexer.refresh([workspace()]);
    embedder.embedded.length = 0;
    await utimes(join(net(), 'r1.cfg'), 1_000, 1_000);
    await indexer.refresh([workspace()]);
    assert.deepEqual(embedder.embedded, []);
    const record = store.documents.document({ folder: net(), path: 'r1.cfg' });
    assert.deepEqual([record?.modifiedMs, record?.status], [1_000_000, 'indexed']);
  });

  it('follows an edit, and embeds only what is new', async () => {
    await indexer.refresh([workspace()]);
    embedder.embedded.length = 0;
    await writeFiles(net(), { 'r1.cfg': config('r1').replace('port 1', 'uplink-to-core') });
    await indexer.refresh([workspace()]);
    assert.equal(embedder.embedded.length, 1);
    assert.match(embedder.embedded[0] ?? '', /uplink-to-core/);
    assert.deepEqual(found('uplink-to-core'), ['r1.cfg']);
    await assertLikeNew();
  });

  it('follows a rename without embedding anything', async () => {
    await indexer.refresh([workspace()]);
    embedder.embedded.length = 0;
    await rename(join(net(), 'r1.cfg'), join(net(), 'sub/r9.cfg'));
    await indexer.refresh([workspace()]);
    assert.deepEqual(embedder.embedded, []);
    assert.deepEqual(Object.keys(statuses()), ['sub/r2.cfg', 'sub/r9.cfg']);
    await assertLikeNew();
  });

  it('forgets what was deleted, and its vectors', async () => {
    await indexer.refresh([workspace()]);
    const before = store.vectors.size;
    await rm(join(net(), 'sub'), { recursive: true });
    await indexer.refresh([workspace()]);
    assert.deepEqual(Object.keys(statuses()), ['r1.cfg']);
    assert.deepEqual(found('r2'), []);
    assert(store.vectors.size < before);
    await assertLikeNew();
  });

  it('embeds equal texts once, in one run and over several', async () => {
    const shared = config('same', 5);
    await writeFiles(net(), { 'a.cfg': shared, 'b.cfg': shared, 'c/d.cfg': shared });
    await indexer.refresh([workspace()]);
    assert.equal(new Set(embedder.embedded).size, embedder.embedded.length);
    embedder.embedded.length = 0;
    await writeFiles(net(), { 'e.cfg': shared });
    await indexer.refresh([workspace()]);
    assert.deepEqual(embedder.embedded, []);
    assert.deepEqual(found('same').sort(), ['a.cfg', 'b.cfg', 'c/d.cfg', 'e.cfg']);
  });

  it('keeps a text that two files share when one of them goes', async () => {
    const shared = config('same', 5);
    await writeFiles(net(), { 'a.cfg': shared, 'b.cfg': shared });
    await indexer.refresh([workspace()]);
    await rm(join(net(), 'a.cfg'));
    await indexer.refresh([workspace()]);
    await assertLikeNew();
  });

  it('keeps several folders apart, and forgets one that was closed', async () => {
    const lab = join(folder.path, 'lab');
    await writeFiles(lab, { 'r1.cfg': config('lab1') });
    await indexer.refresh([workspace(), { folder: lab, excludeGlobs: [] }]);
    assert.equal(store.documents.documents().length, 3);
    await indexer.refresh([workspace()]);
    assert.deepEqual(Object.keys(statuses()), ['r1.cfg', 'sub/r2.cfg']);
  });

  it('lists skipped files with the reason, and takes them up when it is gone', async () => {
    await writeFiles(net(), { 'a.png': 'x', 'empty.cfg': '', '.netguruignore': 'sub\n' });
    await indexer.refresh([workspace()]);
    const expected = {
      'a.png': 'skipped: Files of this type are not indexed.',
      'empty.cfg': 'skipped: The file is empty.',
      'r1.cfg': 'indexed',
      sub: 'skipped: Ignored by .netguruignore.',
    };
    assert.deepEqual(statuses(), expected);
    await indexer.refresh([workspace()]);
    assert.deepEqual(statuses(), expected);
    await rm(join(net(), '.netguruignore'));
    await writeFiles(net(), { 'empty.cfg': config('filled') });
    await indexer.refresh([workspace()]);
    assert.deepEqual(statuses(), {
      'a.png': 'skipped: Files of this type are not indexed.',
      'empty.cfg': 'indexed',
      'r1.cfg': 'indexed',
      'sub/r2.cfg': 'indexed',
    });
  });

  it('drops a file that became ignored, and takes it back', async () => {
    await indexer.refresh([workspace()]);
    await indexer.refresh([workspace(['**/r1.cfg'])]);
    assert.deepEqual(statuses(), {
      'r1.cfg': 'skipped: Ignored by files.exclude.',
      'sub/r2.cfg': 'indexed',
    });
    assert.deepEqual(found('r1'), []);
    await indexer.refresh([workspace()]);
    assert.equal(statuses()['r1.cfg'], 'indexed');
    assert.deepEqual(found('r1'), ['r1.cfg']);
  });

  it('tries a file again that could not be read, though its time and size are the same', async () => {
    await indexer.refresh([workspace()]);
    const id = { folder: net(), path: 'r1.cfg' };
    const record = store.documents.document(id);
    assert(record);
    const reason = { template: 'The file cannot be read. Check its permissions.', args: [] };
    const row = store.documents.putDocument({ ...record, hash: '', status: 'failed', reason }, '');
    store.documents.putChunks(row, '', []);
    await indexer.refresh([workspace()]);
    assert.equal(statuses()['r1.cfg'], 'indexed');
    await assertLikeNew();
  });

  it('keeps times: queued before finished', async () => {
    const startMs = Date.now();
    await indexer.refresh([workspace()]);
    for (const { queuedAtMs = 0, finishedAtMs = 0 } of store.documents.documents()) {
      assert(queuedAtMs >= startMs && finishedAtMs >= queuedAtMs && finishedAtMs <= Date.now());
    }
  });

  it('shows a file as processing while it is being embedded', async () => {
    const seen: Record<string, string>[] = [];
    embedder.onEmbed = () => {
      seen.push(statuses());
    };
    await indexer.refresh([workspace()]);
    assert.deepEqual(seen[0], { 'r1.cfg': 'processing', 'sub/r2.cfg': 'processing' });
  });

  it('reads every file again when forced, and embeds nothing that is known', async () => {
    await indexer.refresh([workspace()]);
    const before = store.documents.document({ folder: net(), path: 'r1.cfg' });
    embedder.embedded.length = 0;
    await indexer.refresh([workspace()], { force: true });
    assert.deepEqual(embedder.embedded, []);
    const after = store.documents.document({ folder: net(), path: 'r1.cfg' });
    assert((after?.finishedAtMs ?? 0) >= (before?.finishedAtMs ?? 0));
    assert.notEqual(after?.queuedAtMs, undefined);
    await assertLikeNew();
  });

  it('keeps answering with host names and platforms while it is forced to read again', async () => {
    await indexer.refresh([workspace()]);
    await writeFiles(net(), { 'r0.cfg': config('r0') });
    let during: string[] = [];
    embedder.onEmbed = () => {
      during = store.documents.devices().map(({ hostname, platform }) => `${hostname} ${platform}`);
    };
    await indexer.refresh([workspace()], { force: true });
    assert(during.includes('r1 ios-xe') && during.includes('r2 ios-xe'), during.join());
  });

  it('forgets a file that was deleted while it was queued', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [`n${index}.cfg`, config(`n${index}`)]),
    );
    await writeFiles(net(), many);
    embedder.onEmbed = async () => {
      embedder.onEmbed = () => {};
      await rm(join(net(), 'sub'), { recursive: true });
      await rm(join(net(), 'r1.cfg'));
    };
    await indexer.refresh([workspace()]);
    assert.deepEqual(Object.keys(statuses()).sort(), Object.keys(many).sort());
    await assertLikeNew();
  });

  it('tells its progress from 0 to all', async () => {
    const progress: IndexProgress[] = [];
    await indexer.refresh([workspace()], { onProgress: (each) => progress.push(each) });
    assert.deepEqual(progress[0], { filesDone: 0, filesTotal: 2, path: 'r1.cfg' });
    assert.deepEqual(progress.at(-1), { filesDone: 2, filesTotal: 2 });
    for (const [index, { filesDone }] of progress.entries()) {
      assert(filesDone >= (progress[index - 1]?.filesDone ?? 0));
    }
  });

  describe('when it is cancelled', () => {
    const COUNT = 400;
    beforeEach(async () => {
      for (let index = 0; index < COUNT; index++) {
        await writeFiles(net(), { [`many/n${index}.cfg`]: config(`n${index}`, 1) });
      }
    });

    /** Cancels at the n-th request for vectors. */
    const cancelAt = async (request: number): Promise<void> => {
      const abort = new AbortController();
      let requests = 0;
      embedder.onEmbed = () => {
        if (++requests === request) abort.abort();
      };
      await assert.rejects(indexer.refresh([workspace()], { signal: abort.signal }), {
        name: 'NetGuruError',
        reason: 'cancelled',
      });
      embedder.onEmbed = () => {};
    };

    it('keeps what is done, and the next run finishes the rest only', async () => {
      await cancelAt(3);
      const done = embedder.embedded.length;
      const indexed = Object.values(statuses()).filter((status) => status === 'indexed').length;
      assert(indexed >= 100 && indexed < COUNT, `${indexed} indexed`);
      const progress: IndexProgress[] = [];
      await indexer.refresh([workspace()], { onProgress: (each) => progress.push(each) });
      assert.equal(new Set(embedder.embedded).size, embedder.embedded.length);
      assert(embedder.embedded.length > done);
      assert(progress.every(({ filesTotal }) => filesTotal === COUNT + 2 - indexed));
      await assertLikeNew();
    });

    it('does not go on by itself when a single file is saved later', async () => {
      await cancelAt(2);
      const indexed = Object.values(statuses()).filter((status) => status === 'indexed').length;
      await writeFiles(net(), { 'new.cfg': config('new') });
      await indexer.update(workspace(), ['new.cfg']);
      assert.equal(statuses()['new.cfg'], 'indexed');
      const after = Object.values(statuses()).filter((status) => status === 'indexed').length;
      assert.equal(after, indexed + 1);
    });

    it('stops before it has begun', async () => {
      const signal = AbortSignal.abort();
      await assert.rejects(indexer.refresh([workspace()], { signal }), { reason: 'cancelled' });
      await indexer.refresh([workspace()]);
      await assertLikeNew();
    });

    it('does not cancel an update that came in between', async () => {
      const abort = new AbortController();
      let update: Promise<void> | undefined;
      embedder.onEmbed = async () => {
        if (update) return;
        await writeFiles(net(), { 'new.cfg': config('new') });
        update = indexer.update(workspace(), ['new.cfg']);
        await until(() => statuses()['new.cfg'] === 'queued');
        abort.abort();
      };
      await assert.rejects(indexer.refresh([workspace()], { signal: abort.signal }), {
        reason: 'cancelled',
      });
      await update;
      assert.equal(statuses()['new.cfg'], 'indexed');
      await indexer.refresh([workspace()]);
      await assertLikeNew();
    });
  });

  describe('on single changes', () => {
    const changes: readonly (readonly [
      string,
      Record<string, string | null>,
      readonly string[],
    ])[] = [
      ['an edit', { 'r1.cfg': config('r1', 5) }, ['r1.cfg']],
      ['a new file', { 'sub/new.cfg': config('new') }, ['sub/new.cfg']],
      ['a deleted file', { 'r1.cfg': null }, ['r1.cfg']],
      ['a deleted folder', { sub: null }, ['sub']],
      ['a file that is gone again', {}, ['nowhere.cfg']],
      [
        'several at once',
        { 'r1.cfg': null, 'x.cfg': config('x'), 'sub/r2.cfg': config('r2', 4) },
        ['r1.cfg', 'x.cfg', 'sub/r2.cfg', 'x.cfg'],
      ],
      ['a new folder', { 'site/a/r7.cfg': config('r7'), 'site/r8.cfg': config('r8') }, ['site']],
      [
        'an ignored file',
        { '.gitignore': 'sub/r2.cfg\n', 'sub/r2.cfg': config('x') },
        ['sub/r2.cfg'],
      ],
    ];
    for (const [name, files, paths] of changes) {
      it(`follows ${name}`, async () => {
        await indexer.refresh([workspace()]);
        for (const [path, content] of Object.entries(files)) {
          if (content === null) await rm(join(net(), path), { recursive: true });
          else await writeFiles(net(), { [path]: content });
        }
        await indexer.update(workspace(), paths);
        const searchable = store.documents
          .documents()
          .filter(({ status }) => status === 'indexed')
          .map(({ path }) => path);
        await indexer.refresh([workspace()]);
        assert.deepEqual(
          searchable,
          store.documents
            .documents()
            .filter(({ status }) => status === 'indexed')
            .map(({ path }) => path),
        );
        await assertLikeNew();
      });
    }

    it('takes a saved file up before those that wait', async () => {
      for (let index = 0; index < 300; index++) {
        await writeFiles(net(), { [`many/n${index}.cfg`]: config(`n${index}`, 1) });
      }
      let update: Promise<void> | undefined;
      const order: string[] = [];
      embedder.onEmbed = async (texts) => {
        if (texts.some((text) => text.includes('urgent'))) order.push('urgent');
        if (texts.some((text) => text.includes('n299 '))) order.push('last');
        if (update) return;
        await writeFiles(net(), { 'urgent.cfg': config('urgent') });
        update = indexer.update(workspace(), ['urgent.cfg']);
        await until(() => statuses()['urgent.cfg'] === 'queued');
      };
      await indexer.refresh([workspace()]);
      await update;
      assert.equal(order[0], 'urgent');
      await assertLikeNew();
    });

    it('works beside a refresh and other changes', async () => {
      for (let index = 0; index < 60; index++) {
        await writeFiles(net(), { [`many/n${index}.cfg`]: config(`n${index}`, 1) });
      }
      const refresh = indexer.refresh([workspace()]);
      const updates = ['r1.cfg', 'sub/r2.cfg', 'many/n7.cfg'].map(async (path) => {
        await writeFiles(net(), { [path]: config(`changed-${path.length}`) });
        await indexer.update(workspace(), [path]);
      });
      await Promise.all([refresh, ...updates, indexer.refresh([workspace()])]);
      await indexer.refresh([workspace()]);
      await assertLikeNew();
    });
  });

  it('reports a failing embedder, and finishes when it works again', async () => {
    embedder.onEmbed = () => {
      throw new Error('out of order');
    };
    await assert.rejects(indexer.refresh([workspace()]), /out of order/);
    embedder.onEmbed = () => {};
    await indexer.refresh([workspace()]);
    await assertLikeNew();
  });
});
