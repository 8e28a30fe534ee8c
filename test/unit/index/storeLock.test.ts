import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { lockStore } from '../../../src/index/storeLock.ts';
import { useTemporaryFolder } from '../support/temporaryFolder.ts';

const LOCK_MODULE = JSON.stringify(
  new URL('../../../src/index/storeLock.ts', import.meta.url).href,
);

/** A process that takes the lock, says so, and keeps it until it is killed. */
async function lockingChild(folder: string): Promise<ChildProcess> {
  const script = `
    import { lockStore } from ${LOCK_MODULE};
    await lockStore(${JSON.stringify(folder)});
    console.log('locked');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  assert(child.stdout);
  await once(child.stdout, 'data');
  return child;
}

describe('lockStore', () => {
  const folder = useTemporaryFolder();

  it('refuses while another process has the store, and takes it over when that is gone', async () => {
    const child = await lockingChild(folder.path);
    await assert.rejects(lockStore(folder.path, 0), { reason: 'store-locked' });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const release = await lockStore(folder.path);
    await release();
  });

  it('is free again after it was released', async () => {
    for (let round = 0; round < 3; round++) await (await lockStore(folder.path))();
  });

  it('waits for a process that is about to end', async () => {
    const child = await lockingChild(folder.path);
    const release = lockStore(folder.path);
    child.kill('SIGKILL');
    await (await release)();
  });

  it('is free when the thread that had it was ended', async () => {
    const script = `
      const { lockStore } = await import(${LOCK_MODULE});
      const { parentPort } = await import('node:worker_threads');
      globalThis.release = await lockStore(${JSON.stringify(folder.path)});
      parentPort.postMessage('locked');
      setInterval(() => {}, 1000);`;
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`));
    await once(worker, 'message');
    await assert.rejects(lockStore(folder.path, 0), { reason: 'store-locked' });
    await worker.terminate();
    await (await lockStore(folder.path, 0))();
  });

  for (const content of ['garbage', String(process.pid), 'no database '.repeat(1_000)]) {
    it(`is taken where the file says ${JSON.stringify(content.slice(0, 12))}`, async () => {
      await writeFile(join(folder.path, 'writer-lock.sqlite'), content);
      const release = await lockStore(folder.path, 0);
      await assert.rejects(lockStore(folder.path, 0), { reason: 'store-locked' });
      await release();
    });
  }

  it('is given to one of several processes only', async () => {
    const script = `
      import { lockStore } from ${LOCK_MODULE};
      lockStore(${JSON.stringify(folder.path)}, 0).then(
        () => console.log('locked'),
        (error) => console.log(error.reason),
      );
      process.stdin.on('data', () => process.exit());`;
    const children = Array.from({ length: 3 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['pipe', 'pipe', 'inherit'],
      }),
    );
    const said = await Promise.all(
      children.map(async ({ stdout }) => String((await once(stdout, 'data'))[0]).trim()),
    );
    for (const child of children) child.stdin.end('x');
    assert.deepEqual(said.sort(), ['locked', 'store-locked', 'store-locked']);
  });

  it('keeps its file to its owner', async () => {
    await (await lockStore(folder.path))();
    for (const name of await readdir(folder.path)) {
      assert.equal((await stat(join(folder.path, name))).mode & 0o777, 0o600, name);
    }
  });
});
