import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppendQueue } from '../../../src/conversations/appendQueue.ts';
import { conversationWriteError } from '../../../src/conversations/storeErrors.ts';
import { useTemporaryFolder } from './support.ts';

describe('AppendQueue', () => {
  const folder = useTemporaryFolder();

  it('keeps lines that a full disk refused and writes them later', async function () {
    if (process.platform !== 'linux') this.skip();
    const queue = new AppendQueue('/dev/full');
    queue.push('one\n');
    await assert.rejects(queue.flush({ durable: false }), { code: 'ENOSPC' });
    queue.push('two\n');
    assert.deepEqual(queue.pending, ['one\n', 'two\n']);
    const path = join(folder.path, 'sub', 'file');
    queue.follow(path);
    await queue.flush({ durable: true });
    assert.equal(await readFile(path, 'utf8'), 'one\ntwo\n');
    assert.deepEqual(queue.pending, []);
  });

  it('begins a new line after a torn one', async () => {
    const path = join(folder.path, 'file');
    await writeFile(path, 'whole\nto');
    const queue = new AppendQueue(path);
    queue.push('next\n');
    await queue.flush({ durable: false });
    queue.push('last\n');
    await queue.flush({ durable: false });
    assert.equal(await readFile(path, 'utf8'), 'whole\nto\nnext\nlast\n');
  });

  it('runs tasks one after another, also after a failed one', async () => {
    const queue = new AppendQueue(join(folder.path, 'file'));
    const order: string[] = [];
    const task = (name: string, fails = false) =>
      queue.run(async () => {
        order.push(`${name} begins`);
        await Promise.resolve();
        order.push(`${name} ends`);
        if (fails) throw new Error(name);
      });
    await Promise.allSettled([task('a', true), task('b'), task('c')]);
    assert.deepEqual(order, ['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });
});

describe('conversationWriteError', () => {
  const cases = [
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EROFS', 'store-read-only'],
    ['EACCES', 'store-read-only'],
    ['EPERM', 'store-read-only'],
    ['EIO', 'internal'],
  ] as const;
  for (const [code, reason] of cases) {
    it(`${code} → ${reason}`, () => {
      const error = Object.assign(new Error('x'), { code });
      assert.equal(conversationWriteError(error).reason, reason);
    });
  }
});
