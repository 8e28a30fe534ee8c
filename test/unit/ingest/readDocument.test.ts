import assert from 'node:assert/strict';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_CONFIG_BYTES } from '../../../src/core/limits.ts';
import { readDocument } from '../../../src/ingest/readDocument.ts';
import { useTemporaryFolder, writeFiles } from '../support/temporaryFolder.ts';

/** Nothing in these tests is a long log. */
const openLogSink = (): never => assert.fail('a long log');

describe('readDocument', () => {
  const folder = useTemporaryFolder();
  const read = (path: string, knownHash = '') =>
    readDocument({ folder: folder.path, path }, { knownHash, openLogSink });

  it('cuts a file and names its content by SHA-256', async () => {
    await writeFiles(folder.path, { 'r1.cfg': 'version 17.9\nhostname r1\n' });
    const result = await read('r1.cfg');
    assert(result.status === 'read');
    assert.match(result.hash, /^[0-9a-f]{64}$/);
    assert.equal(result.document.hostname, 'r1');
    assert.deepEqual(await read('r1.cfg', result.hash), { status: 'unchanged' });
  });

  const skipped: readonly (readonly [string, string | Uint8Array, string])[] = [
    ['empty.cfg', '', 'The file is empty.'],
    ['junk.cfg', Buffer.alloc(100, 1), 'The file is binary, not text.'],
    [
      'huge.cfg',
      `version 17.9\nhostname r1\n${'ip route 10.0.0.0 255.0.0.0 Null0\n'.repeat(Math.ceil(MAX_CONFIG_BYTES / 33))}`,
      'Only logs may be larger than {0} MB.',
    ],
  ];
  for (const [path, content, template] of skipped) {
    it(`skips ${path}: ${template}`, async () => {
      await writeFiles(folder.path, { [path]: content });
      const result = await read(path);
      assert(result.status === 'skipped');
      assert.equal(result.reason.template, template);
      assert.deepEqual(await read(path, result.hash), { status: 'unchanged' });
    });
  }

  it('says that a file is gone', async () => {
    await writeFiles(folder.path, { file: 'x' });
    assert.deepEqual(await read('nowhere.cfg'), { status: 'gone' });
    assert.deepEqual(await read('file/below.cfg'), { status: 'gone' });
  });

  it('says that a file cannot be read', async () => {
    await mkdir(join(folder.path, 'folder.cfg'));
    assert.equal((await read('folder.cfg')).status, 'failed');
  });

  it('says that permissions are missing', async function () {
    // The superuser reads everything.
    if (process.getuid?.() === 0) this.skip();
    await writeFiles(folder.path, { 'locked.cfg': 'x' });
    await chmod(join(folder.path, 'locked.cfg'), 0o000);
    const result = await read('locked.cfg');
    assert(result.status === 'failed');
    assert.match(result.reason.template, /permissions/);
  });

  it('stops when it is cancelled', async () => {
    await writeFiles(folder.path, { 'a.cfg': 'x' });
    const promise = readDocument(
      { folder: folder.path, path: 'a.cfg' },
      { knownHash: '', openLogSink, signal: AbortSignal.abort() },
    );
    await assert.rejects(promise, { reason: 'cancelled' });
  });
});
