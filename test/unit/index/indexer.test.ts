import assert from 'node:assert/strict';
import { rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { IndexProgress } from '../../../src/index/indexer.ts';
import { writeFiles } from '../support/temporaryFolder.ts';
import { config, useIndexer } from './useIndexer.ts';

describe('Indexer', () => {
  const at = useIndexer();

  it('indexes all files, and nothing again when nothing changed', async () => {
    await at().refresh();
    assert.deepEqual(at().statuses(), { 'r1.cfg': 'indexed', 'sub/r2.cfg': 'indexed' });
    assert.equal(new Set(at().embedder.embedded).size, at().embedder.embedded.length);
    const before = at().embedder.embedded.length;
    assert(before > 0);
    await at().refresh();
    assert.equal(at().embedder.embedded.length, before);
    await at().assertLikeNew();
  });

  it('embeds nothing when only the time of a file changed', async () => {
    await at().refresh();
    at().embedder.embedded.length = 0;
    await utimes(join(at().net, 'r1.cfg'), 1_000, 1_000);
    await at().refresh();
    assert.deepEqual(at().embedder.embedded, []);
    const record = at().store.documents.document({ folder: at().net, path: 'r1.cfg' });
    assert.deepEqual([record?.modifiedMs, record?.status], [1_000_000, 'indexed']);
  });

  it('follows an edit, and embeds only what is new', async () => {
    await at().refresh();
    at().embedder.embedded.length = 0;
    await at().write({ 'r1.cfg': config('r1').replace('port 1', 'uplink-to-core') });
    await at().refresh();
    assert.equal(at().embedder.embedded.length, 1);
    assert.match(at().embedder.embedded[0] ?? '', /uplink-to-core/);
    assert.deepEqual(at().found('uplink-to-core'), ['r1.cfg']);
    await at().assertLikeNew();
  });

  it('follows a rename without embedding anything', async () => {
    await at().refresh();
    at().embedder.embedded.length = 0;
    await rename(join(at().net, 'r1.cfg'), join(at().net, 'sub/r9.cfg'));
    await at().refresh();
    assert.deepEqual(at().embedder.embedded, []);
    assert.deepEqual(Object.keys(at().statuses()), ['sub/r2.cfg', 'sub/r9.cfg']);
    await at().assertLikeNew();
  });

  it('forgets what was deleted, and its vectors', async () => {
    await at().refresh();
    const before = at().store.vectors.size;
    await rm(join(at().net, 'sub'), { recursive: true });
    await at().refresh();
    assert.deepEqual(Object.keys(at().statuses()), ['r1.cfg']);
    assert.deepEqual(at().found('r2'), []);
    assert(at().store.vectors.size < before);
    await at().assertLikeNew();
  });

  it('embeds equal texts once, in one run and over several', async () => {
    const shared = config('same', 5);
    await at().write({ 'a.cfg': shared, 'b.cfg': shared, 'c/d.cfg': shared });
    await at().refresh();
    assert.equal(new Set(at().embedder.embedded).size, at().embedder.embedded.length);
    at().embedder.embedded.length = 0;
    await at().write({ 'e.cfg': shared });
    await at().refresh();
    assert.deepEqual(at().embedder.embedded, []);
    assert.deepEqual(at().found('same').sort(), ['a.cfg', 'b.cfg', 'c/d.cfg', 'e.cfg']);
  });

  it('keeps a text that two files share when one of them goes', async () => {
    const shared = config('same', 5);
    await at().write({ 'a.cfg': shared, 'b.cfg': shared });
    await at().refresh();
    await rm(join(at().net, 'a.cfg'));
    await at().refresh();
    await at().assertLikeNew();
  });

  it('keeps several folders apart, and forgets one that was closed', async () => {
    const lab = join(at().folder, 'lab');
    await writeFiles(lab, { 'r1.cfg': config('lab1') });
    await at().indexer.refresh([at().workspace(), { folder: lab, excludeGlobs: [] }]);
    assert.equal(at().store.documents.documents().length, 3);
    await at().refresh();
    assert.deepEqual(Object.keys(at().statuses()), ['r1.cfg', 'sub/r2.cfg']);
  });

  it('lists skipped files with the reason, and takes them up when it is gone', async () => {
    await at().write({ 'a.png': 'x', 'empty.cfg': '', '.netguruignore': 'sub\n' });
    await at().refresh();
    const expected = {
      'a.png': 'skipped: Files of this type are not indexed.',
      'empty.cfg': 'skipped: The file is empty.',
      'r1.cfg': 'indexed',
      sub: 'skipped: Ignored by .netguruignore.',
    };
    assert.deepEqual(at().statuses(), expected);
    await at().refresh();
    assert.deepEqual(at().statuses(), expected);
    await rm(join(at().net, '.netguruignore'));
    await at().write({ 'empty.cfg': config('filled') });
    await at().refresh();
    assert.deepEqual(at().statuses(), {
      'a.png': 'skipped: Files of this type are not indexed.',
      'empty.cfg': 'indexed',
      'r1.cfg': 'indexed',
      'sub/r2.cfg': 'indexed',
    });
  });

  it('drops a file that became ignored, and takes it back', async () => {
    await at().refresh();
    await at().indexer.refresh([at().workspace(['**/r1.cfg'])]);
    assert.deepEqual(at().statuses(), {
      'r1.cfg': 'skipped: Ignored by files.exclude.',
      'sub/r2.cfg': 'indexed',
    });
    assert.deepEqual(at().found('r1'), []);
    await at().refresh();
    assert.equal(at().statuses()['r1.cfg'], 'indexed');
    assert.deepEqual(at().found('r1'), ['r1.cfg']);
  });

  it('tries a file again that could not be read, though its time and size are the same', async () => {
    await at().refresh();
    const id = { folder: at().net, path: 'r1.cfg' };
    const record = at().store.documents.document(id);
    assert(record);
    const reason = { template: 'The file cannot be read. Check its permissions.', args: [] };
    const row = at().store.documents.putDocument(
      { ...record, hash: '', status: 'failed', reason },
      '',
    );
    at().store.documents.putChunks(row, '', []);
    await at().refresh();
    assert.equal(at().statuses()['r1.cfg'], 'indexed');
    await at().assertLikeNew();
  });

  it('keeps times: queued before finished', async () => {
    const startMs = Date.now();
    await at().refresh();
    for (const { queuedAtMs = 0, finishedAtMs = 0 } of at().store.documents.documents()) {
      assert(queuedAtMs >= startMs && finishedAtMs >= queuedAtMs && finishedAtMs <= Date.now());
    }
  });

  it('shows a file as processing while it is being embedded', async () => {
    const seen: Record<string, string>[] = [];
    at().embedder.onEmbed = () => {
      seen.push(at().statuses());
    };
    await at().refresh();
    assert.deepEqual(seen[0], { 'r1.cfg': 'processing', 'sub/r2.cfg': 'processing' });
  });

  it('reads every file again when forced, and embeds nothing that is known', async () => {
    await at().refresh();
    const before = at().store.documents.document({ folder: at().net, path: 'r1.cfg' });
    at().embedder.embedded.length = 0;
    await at().indexer.refresh([at().workspace()], { force: true });
    assert.deepEqual(at().embedder.embedded, []);
    const after = at().store.documents.document({ folder: at().net, path: 'r1.cfg' });
    assert((after?.finishedAtMs ?? 0) >= (before?.finishedAtMs ?? 0));
    assert.notEqual(after?.queuedAtMs, undefined);
    await at().assertLikeNew();
  });

  it('keeps answering with host names and platforms while it is forced to read again', async () => {
    await at().refresh();
    await at().write({ 'r0.cfg': config('r0') });
    let during: string[] = [];
    at().embedder.onEmbed = () => {
      during = at()
        .store.documents.devices()
        .map(({ hostname, platform }) => `${hostname} ${platform}`);
    };
    await at().indexer.refresh([at().workspace()], { force: true });
    assert(during.includes('r1 ios-xe') && during.includes('r2 ios-xe'), during.join());
  });

  it('forgets a file that was deleted while it was queued', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [`n${index}.cfg`, config(`n${index}`)]),
    );
    await at().write(many);
    at().embedder.onEmbed = async () => {
      at().embedder.onEmbed = () => {};
      await rm(join(at().net, 'sub'), { recursive: true });
      await rm(join(at().net, 'r1.cfg'));
    };
    await at().refresh();
    assert.deepEqual(Object.keys(at().statuses()).sort(), Object.keys(many).sort());
    await at().assertLikeNew();
  });

  it('tells its progress from 0 to all', async () => {
    const progress: IndexProgress[] = [];
    await at().indexer.refresh([at().workspace()], { onProgress: (each) => progress.push(each) });
    assert.deepEqual(progress[0], { filesDone: 0, filesTotal: 2, path: 'r1.cfg' });
    assert.deepEqual(progress.at(-1), { filesDone: 2, filesTotal: 2 });
    for (const [index, { filesDone }] of progress.entries()) {
      assert(filesDone >= (progress[index - 1]?.filesDone ?? 0));
    }
  });

  it('reports a failing embedder, and finishes when it works again', async () => {
    at().embedder.onEmbed = () => {
      throw new Error('out of order');
    };
    await assert.rejects(at().indexer.refresh([at().workspace()]), /out of order/);
    at().embedder.onEmbed = () => {};
    await at().refresh();
    await at().assertLikeNew();
  });
});
