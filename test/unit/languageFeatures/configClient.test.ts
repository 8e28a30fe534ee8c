import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NetGuruError } from '../../../src/core/errors.ts';
import { ConfigClient } from '../../../src/vscode/languageFeatures/configClient.ts';
import { useTemporaryFolder } from '../support/temporaryFolder.ts';

const WORKER = join(import.meta.dirname, '../../../src/vscode/languageFeatures/configWorker.ts');

const CERTAIN = 'version 15.2\nhostname r1\ninterface Loopback0\n mtu 1500\nend\n';
/** Half of the left edge is prose. */
const LIKELY = `Notes of the change\n${CERTAIN}More notes\nand more\nand more\n`;

describe('the worker that understands configurations', () => {
  const folder = useTemporaryFolder();
  const clients: ConfigClient[] = [];

  function start(workerPath = WORKER): ConfigClient {
    const client = new ConfigClient(workerPath);
    clients.push(client);
    return client;
  }

  afterEach(() => {
    for (const client of clients.splice(0)) client.dispose();
  });

  async function namesOf(
    client: ConfigClient,
    uri: string,
  ): Promise<readonly string[] | undefined> {
    return (await client.outline(uri))?.map(({ name }) => name);
  }

  it('answers about the text that was put last', async () => {
    const client = start();
    client.put({ uri: 'a', text: CERTAIN, needed: 'certain' });
    const before = namesOf(client, 'a');
    client.put({ uri: 'a', text: CERTAIN.replace('r1', 'r2'), needed: 'certain' });
    assert.deepEqual(await before, ['hostname r1', 'interface Loopback0']);
    assert.deepEqual(await namesOf(client, 'a'), ['hostname r2', 'interface Loopback0']);
    assert.deepEqual(await client.folds('a'), [{ startLine: 3, endLine: 4 }]);
    assert.deepEqual(await client.nameAt({ uri: 'a', line: 4, column: 0 }), { hostname: 'r2' });
    const found = await client.nameAt({ uri: 'a', line: 3, column: 12 });
    assert.deepEqual([found?.thing?.kind, found?.thing?.name], ['interface', 'Loopback0']);
  });

  it('answers only about texts that are certain enough', async () => {
    const client = start();
    client.put({ uri: 'notes', text: LIKELY, needed: 'likely' });
    client.put({ uri: 'claimed', text: LIKELY, needed: 'certain' });
    assert.ok((await namesOf(client, 'notes'))?.includes('hostname r1'));
    assert.equal(await client.outline('claimed'), undefined);
    assert.equal(await client.nameAt({ uri: 'claimed', line: 2, column: 3 }), undefined);
  });

  it('knows nothing of what it was told to forget, or never had', async () => {
    const client = start();
    client.put({ uri: 'a', text: CERTAIN, needed: 'likely' });
    client.forget('a');
    assert.equal(await client.folds('a'), undefined);
    assert.equal(await client.folds('b'), undefined);
  });

  it('ends with its owner, whatever is asked', async () => {
    const client = start();
    client.put({ uri: 'a', text: CERTAIN, needed: 'likely' });
    const asked = client.outline('a');
    client.dispose();
    assert.equal(client.isAlive, false);
    await assert.rejects(asked, NetGuruError);
  });

  it('says so when it cannot start, or breaks', async () => {
    const broken = join(folder.path, 'broken.cjs');
    writeFileSync(broken, 'setTimeout(() => { throw new Error("broken"); }, 1);');
    for (const path of [join(folder.path, 'missing.cjs'), broken]) {
      const client = start(path);
      await assert.rejects(client.outline('a'), NetGuruError);
      assert.equal(client.isAlive, false);
    }
  });
});
