import assert from 'node:assert/strict';
import { chmod, mkdir, rm, symlink, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { fillSentence } from '../../../src/core/errors.ts';
import { MAX_FOLDER_DEPTH, MAX_LOG_BYTES } from '../../../src/core/limits.ts';
import { type FoundFile, inspectPath, walkFolder } from '../../../src/ingest/walkFolder.ts';
import { makePipe } from '../support/makePipe.ts';
import { useTemporaryFolder, writeFiles } from '../support/temporaryFolder.ts';

const NO_RULES = { excludeGlobs: [] };

/** Path and reason (empty when the file is to be read). */
async function walked(root: string, globs: readonly string[] = []): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for await (const { path, skip } of walkFolder(root, { excludeGlobs: globs })) {
    found.push([path, skip ? fillSentence(skip.template, skip.args) : '']);
  }
  return found.sort(([left], [right]) => (left < right ? -1 : 1));
}

async function inspected(
  root: string,
  path: string,
  globs: readonly string[] = [],
): Promise<string[]> {
  const found: string[] = [];
  for await (const file of inspectPath(root, path, { excludeGlobs: globs })) found.push(file.path);
  return found.sort();
}

describe('walkFolder', () => {
  const folder = useTemporaryFolder();

  it('finds files in all folders, with size and time', async () => {
    await writeFiles(folder.path, { 'b.cfg': 'x', 'a/c.cfg': 'yy', 'a/b/d': 'z' });
    const found: FoundFile[] = [];
    for await (const file of walkFolder(folder.path, NO_RULES)) found.push(file);
    const byPath = new Map(found.map((file) => [file.path, file]));
    assert.deepEqual([...byPath.keys()].sort(), ['a/b/d', 'a/c.cfg', 'b.cfg']);
    assert.equal(byPath.get('a/c.cfg')?.sizeBytes, 2);
    assert((byPath.get('b.cfg')?.modifiedMs ?? 0) > Date.now() - 60_000);
  });

  it('honours ignore files of every level and the exclude globs', async () => {
    await writeFiles(folder.path, {
      '.gitignore': '*.log\nold/\n',
      '.netguruignore': 'secret.cfg\n',
      'a.cfg': 'x',
      'a.log': 'x',
      'secret.cfg': 'x',
      'old/x.cfg': 'x',
      'site/.gitignore': '!keep.log\n',
      'site/keep.log': 'x',
      'site/drop.log': 'x',
      'tmp/x.cfg': 'x',
      '.hidden/x.cfg': 'x',
      '.vscode/settings.json': 'x',
      'node_modules/x/y.cfg': 'x',
      '.git/config': 'x',
    });
    assert.deepEqual(await walked(folder.path, ['**/tmp']), [
      ['a.cfg', ''],
      ['a.log', 'Ignored by .gitignore.'],
      ['old', 'Ignored by .gitignore.'],
      ['secret.cfg', 'Ignored by .netguruignore.'],
      ['site/drop.log', 'Ignored by .gitignore.'],
      ['site/keep.log', ''],
      ['tmp', 'Ignored by files.exclude.'],
    ]);
  });

  it('says why it skips a file', async () => {
    await writeFiles(folder.path, { 'a.png': 'x', 'big.log': 'x' });
    await truncate(join(folder.path, 'big.log'), MAX_LOG_BYTES + 1);
    makePipe(join(folder.path, 'pipe.cfg'));
    await symlink(join(folder.path, 'gone.cfg'), join(folder.path, 'dangling.cfg'));
    assert.deepEqual(await walked(folder.path), [
      ['a.png', 'Files of this type are not indexed.'],
      ['big.log', 'The file is larger than 2048 MB.'],
      ['dangling.cfg', 'The file cannot be read. Check its permissions.'],
      ['pipe.cfg', 'This is not a regular file.'],
    ]);
  });

  it('does not wait for an ignore file that is a pipe', async () => {
    await writeFiles(folder.path, { 'a.cfg': 'x' });
    makePipe(join(folder.path, '.gitignore'));
    assert.deepEqual(await walked(folder.path), [['a.cfg', '']]);
    assert.deepEqual(await inspected(folder.path, 'a.cfg'), ['a.cfg']);
  });

  it('follows links, and ends at a loop', async () => {
    await writeFiles(folder.path, { 'a/x.cfg': 'x' });
    await symlink(folder.path, join(folder.path, 'a/up'));
    await symlink(join(folder.path, 'a'), join(folder.path, 'a/self'));
    await symlink('loop', join(folder.path, 'loop'));
    await symlink(join(folder.path, 'a/x.cfg'), join(folder.path, 'link.cfg'));
    assert.deepEqual(await walked(folder.path), [
      ['a/self', 'The link leads back to a folder above it.'],
      ['a/up', 'The link leads back to a folder above it.'],
      ['a/x.cfg', ''],
      ['link.cfg', ''],
      ['loop', 'The file cannot be read. Check its permissions.'],
    ]);
  });

  it('follows links of folders to one another without visiting every way', async () => {
    const names = Array.from({ length: 9 }, (_, index) => `d${index}`);
    for (const name of names) await writeFiles(folder.path, { [`${name}/${name}.cfg`]: 'x' });
    for (const from of names) {
      for (const to of names) {
        if (from !== to) await symlink(join(folder.path, to), join(folder.path, from, `to-${to}`));
      }
    }
    const found = await walked(folder.path);
    assert(found.length < 500, `${found.length} entries`);
    for (const name of names) {
      assert(found.some(([path, reason]) => path === `${name}/${name}.cfg` && reason === ''));
    }
  });

  it('stops at a depth', async () => {
    const deep = Array.from({ length: MAX_FOLDER_DEPTH + 3 }, () => 'd').join('/');
    await writeFiles(folder.path, { [`${deep}/x.cfg`]: 'x', 'd/y.cfg': 'x' });
    const found = await walked(folder.path);
    assert.deepEqual(
      found.map(([, reason]) => reason),
      [`The folder is nested more than ${MAX_FOLDER_DEPTH} levels deep.`, ''],
    );
  });

  it('reports a folder that cannot be read', async function () {
    // The superuser reads everything.
    if (process.getuid?.() === 0) this.skip();
    await writeFiles(folder.path, { 'locked/x.cfg': 'x', 'a.cfg': 'x' });
    await chmod(join(folder.path, 'locked'), 0o000);
    const found = await walked(folder.path);
    await chmod(join(folder.path, 'locked'), 0o700);
    assert.deepEqual(found, [
      ['a.cfg', ''],
      ['locked', 'The file cannot be read. Check its permissions.'],
    ]);
  });

  it('reports a root that is not there', async () => {
    assert.deepEqual(await walked(join(folder.path, 'nowhere')), [
      ['.', 'The file cannot be read. Check its permissions.'],
    ]);
  });

  it('goes on when files and folders vanish while it walks', async () => {
    for (let index = 0; index < 20; index++) {
      await writeFiles(folder.path, { [`d${index}/x.cfg`]: 'x', [`d${index}/y.cfg`]: 'x' });
    }
    let seen = 0;
    for await (const _ of walkFolder(folder.path, NO_RULES)) {
      if (seen++ === 3) {
        await rm(folder.path, { recursive: true });
        await mkdir(folder.path);
      }
    }
    assert(seen >= 4);
  });

  it('stops when it is cancelled', async () => {
    await writeFiles(folder.path, { 'a/x.cfg': 'x', 'b/y.cfg': 'x' });
    const abort = new AbortController();
    await assert.rejects(
      async () => {
        for await (const _ of walkFolder(folder.path, NO_RULES, abort.signal)) abort.abort();
      },
      { reason: 'cancelled' },
    );
  });

  const paths = [
    'a.cfg',
    'site/b.cfg',
    'gone.cfg',
    'site',
    'site/deep',
    'old',
    'old/x.cfg',
    '.hidden/x.cfg',
    'a.log',
    'node_modules/x.cfg',
    'tmp',
    'tmp/x.cfg',
  ];
  for (const path of paths) {
    it(`inspectPath finds at ${path} what a walk would`, async () => {
      await writeFiles(folder.path, {
        '.gitignore': '*.log\nold/\n',
        'a.cfg': 'x',
        'a.log': 'x',
        'site/b.cfg': 'x',
        'site/deep/c.cfg': 'x',
        'old/x.cfg': 'x',
        '.hidden/x.cfg': 'x',
        'node_modules/x.cfg': 'x',
        'tmp/x.cfg': 'x',
      });
      const globs = ['**/tmp'];
      const below = (await walked(folder.path, globs))
        .filter(([other, reason]) => reason === '' && `${other}/`.startsWith(`${path}/`))
        .map(([other]) => other);
      assert.deepEqual(await inspected(folder.path, path, globs), below);
    });
  }
});
