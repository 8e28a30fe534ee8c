import assert from 'node:assert/strict';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LastShown } from '../../../src/conversations/lastShown.ts';
import { useTemporaryFolder } from '../support/temporaryFolder.ts';

const ID = '01234567-89ab-cdef-0123-456789abcdef';

describe('the conversation that was shown last', () => {
  const folder = useTemporaryFolder();
  const conversations = (): string => join(folder.path, 'conversations');

  it('is known after a restart', async () => {
    await new LastShown(conversations()).write(ID);
    assert.equal(await new LastShown(conversations()).read(), ID);
    const { mode } = await stat(join(conversations(), 'shown.json'));
    assert.equal(mode & 0o777, 0o600);
  });

  it('may be none', async () => {
    const shown = new LastShown(conversations());
    await shown.write(ID);
    await shown.write(null);
    assert.equal(await new LastShown(conversations()).read(), null);
  });

  it('is the last of several that were written at once', async () => {
    const shown = new LastShown(conversations());
    const other = ID.replace('0', 'f');
    void shown.write(other);
    void shown.write(null);
    void shown.write(ID);
    assert.equal(await shown.read(), ID);
  });

  it('is not noted where nothing was shown yet', async () => {
    await new LastShown(conversations()).write(null);
    assert.equal(await new LastShown(conversations()).read(), undefined);
    assert.deepEqual(await readdir(folder.path), []);
  });

  for (const text of ['', '{', '{"id":7}', '{"id":"../../etc/passwd"}', 'null']) {
    it(`is unknown where the file holds ${JSON.stringify(text)}`, async () => {
      await mkdir(conversations());
      await writeFile(join(conversations(), 'shown.json'), text);
      assert.equal(await new LastShown(conversations()).read(), undefined);
    });
  }
});
