import assert from 'node:assert/strict';
import { mkdir, readdir, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unitHash } from '../../../src/index/newUnits.ts';
import type { VectorItem } from '../../../src/index/vectorStore.ts';
import { VectraStore } from '../../../src/index/vectraStore.ts';
import { hashVector } from '../support/fakeEmbedder.ts';
import { useTemporaryFolder } from '../support/temporaryFolder.ts';

const SHARD_ITEMS = 2_048;

function item(name: string): VectorItem {
  return { id: unitHash(name), vector: hashVector(name) };
}

function items(count: number, prefix = 'unit'): VectorItem[] {
  return Array.from({ length: count }, (_, index) => item(`${prefix} ${index}`));
}

describe('VectraStore', () => {
  const folder = useTemporaryFolder();
  const shards = async () => (await readdir(folder.path)).filter((name) => /^shard-/.test(name));

  it('finds a vector before and after it is flushed, and after opening again', async () => {
    const store = await VectraStore.open(folder.path);
    store.add(items(50));
    const check = async (opened: VectraStore) => {
      const [best, second] = await opened.search(hashVector('unit 7'), 5);
      assert.equal(best?.id, unitHash('unit 7'));
      assert((best?.score ?? 0) > 0.9999 && (second?.score ?? 1) < 0.999);
    };
    await check(store);
    await store.flush();
    await check(store);
    await check(await VectraStore.open(folder.path));
    assert.equal((await VectraStore.open(folder.path)).size, 50);
  });

  it('loses what was not flushed, and nothing else', async () => {
    const store = await VectraStore.open(folder.path);
    store.add(items(3));
    await store.flush();
    store.add([item('late')]);
    const reopened = await VectraStore.open(folder.path);
    assert.equal(reopened.size, 3);
    assert(!reopened.has(unitHash('late')));
  });

  it('ignores known vectors and unknown removals', async () => {
    const store = await VectraStore.open(folder.path);
    store.add([...items(5), ...items(5)]);
    await store.flush();
    store.add(items(5));
    store.remove(['0'.repeat(32)]);
    assert.equal(store.size, 5);
    await store.flush();
    assert.equal((await VectraStore.open(folder.path)).size, 5);
  });

  it('forgets what is removed at once, and durably after flush', async () => {
    const store = await VectraStore.open(folder.path);
    store.add(items(10));
    await store.flush();
    store.add([item('pending')]);
    store.remove([unitHash('unit 3'), unitHash('pending')]);
    const check = async (opened: VectraStore) => {
      for (const name of ['unit 3', 'pending']) {
        assert(!opened.has(unitHash(name)));
        const hits = await opened.search(hashVector(name), 20);
        assert(!hits.some((hit) => hit.id === unitHash(name)));
      }
      assert.equal(opened.size, 9);
    };
    await check(store);
    await store.flush();
    await check(store);
    await check(await VectraStore.open(folder.path));
  });

  it('takes back a vector that was removed and added again', async () => {
    const store = await VectraStore.open(folder.path);
    store.add(items(2));
    await store.flush();
    store.remove([unitHash('unit 1')]);
    store.add([item('unit 1')]);
    await store.flush();
    assert((await VectraStore.open(folder.path)).has(unitHash('unit 1')));
  });

  it('still gives as many hits as asked for when the nearest were removed', async () => {
    const store = await VectraStore.open(folder.path);
    store.add(items(30));
    await store.flush();
    const nearest = await store.search(hashVector('unit 7'), 10);
    store.remove(nearest.map((hit) => hit.id));
    assert.equal((await store.search(hashVector('unit 7'), 10)).length, 10);
  });

  it('fills shards of bounded size and searches all of them', async () => {
    const store = await VectraStore.open(folder.path);
    store.add(items(SHARD_ITEMS + 10));
    await store.flush();
    assert.deepEqual(await shards(), ['shard-00001', 'shard-00002']);
    store.remove([unitHash('unit 0')]);
    await store.flush();
    store.add([item('fills the gap')]);
    await store.flush();
    const reopened = await VectraStore.open(folder.path);
    assert.equal(reopened.size, SHARD_ITEMS + 10);
    for (const name of ['unit 1', `unit ${SHARD_ITEMS + 5}`, 'fills the gap']) {
      assert.equal((await reopened.search(hashVector(name), 1))[0]?.id, unitHash(name));
    }
  });

  it('sets a damaged shard aside, keeps the others, and never writes into its name', async () => {
    const store = await VectraStore.open(folder.path);
    store.add(items(SHARD_ITEMS + 10));
    await store.flush();
    await truncate(join(folder.path, 'shard-00002', 'index.vec'), 100);
    const reopened = await VectraStore.open(folder.path);
    assert.equal(reopened.damagedShards, 1);
    assert.equal(reopened.size, SHARD_ITEMS);
    const names = await readdir(folder.path);
    assert(names.some((name) => name.startsWith('damaged-shard-00002-')));
    reopened.add(items(5, 'new'));
    await reopened.flush();
    const again = await VectraStore.open(folder.path);
    assert.equal(again.damagedShards, 0);
    assert.equal(again.size, SHARD_ITEMS + 5);
  });

  it('takes a shard whose creation was interrupted for an empty one', async () => {
    const store = await VectraStore.open(folder.path);
    store.add(items(3));
    await store.flush();
    await mkdir(join(folder.path, 'shard-00002'));
    const reopened = await VectraStore.open(folder.path);
    assert.equal(reopened.damagedShards, 0);
    assert.equal(reopened.size, 3);
  });

  it('removes the leftovers of an interrupted write', async () => {
    const store = await VectraStore.open(folder.path);
    store.add(items(3));
    await store.flush();
    await writeFile(join(folder.path, 'shard-00001', 'index.vec.123456789'), 'half a file');
    const reopened = await VectraStore.open(folder.path);
    assert.equal(reopened.size, 3);
    assert.deepEqual(await readdir(join(folder.path, 'shard-00001')), ['index.vec']);
  });

  it('keeps its files to their owner', async () => {
    const store = await VectraStore.open(join(folder.path, 'vectors'));
    store.add(items(1));
    await store.flush();
    const modeOf = async (...parts: string[]) =>
      (await stat(join(folder.path, 'vectors', ...parts))).mode & 0o777;
    assert.equal(await modeOf(), 0o700);
    assert.equal(await modeOf('shard-00001'), 0o700);
    assert.equal(await modeOf('shard-00001', 'index.vec'), 0o600);
  });
});
