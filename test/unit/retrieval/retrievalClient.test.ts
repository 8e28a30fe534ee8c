import assert from 'node:assert/strict';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildModel, MODEL_FOLDER } from '../../../scripts/model/build.ts';
import type { IndexProgress } from '../../../src/index/indexer.ts';
import { KnowledgeStore } from '../../../src/index/knowledgeStore.ts';
import { RetrievalClient } from '../../../src/retrieval/retrievalClient.ts';
import type { OpenParams } from '../../../src/retrieval/retrievalProtocol.ts';
import { useTemporaryFolder, writeFiles } from '../support/temporaryFolder.ts';
import { until } from '../support/until.ts';

const ROOT = join(import.meta.dirname, '../../..');
const WORKER = join(ROOT, 'src/retrieval/retrievalWorker.ts');
const DYING_WORKER = fileURLToPath(new URL('./dyingWorker.ts', import.meta.url));
/** A cancelled call answers at once; the machine may be busy. */
const AT_ONCE_MS = 500;

function config(name: string): string {
  return `version 17.9\nhostname ${name}\ninterface GigabitEthernet0/0/1\n description uplink of ${name}\n ip access-group ACL-${name} in\n!\nip access-list extended ACL-${name}\n permit tcp any any established\nend\n`;
}

describe('RetrievalClient', function () {
  this.timeout(30_000);
  const folder = useTemporaryFolder();
  const clients: RetrievalClient[] = [];
  const net = () => ({ folder: join(folder.path, 'net'), excludeGlobs: [] });
  const params = (more: Partial<OpenParams> = {}): OpenParams => ({
    storeFolder: join(folder.path, 'store'),
    corpusFolder: join(folder.path, 'no-corpus'),
    modelFolder: MODEL_FOLDER,
    embedWorkerPath: join(ROOT, 'src/index/embedWorker.ts'),
    maxEmbedWorkers: 1,
    ...more,
  });
  const open = async (
    onProgress: (progress: IndexProgress) => void = () => {},
    workerPath = WORKER,
    more: Partial<OpenParams> = {},
  ) => {
    const result = await RetrievalClient.open(workerPath, params(more), onProgress);
    clients.push(result.client);
    return result;
  };

  before(() => buildModel(() => undefined));
  beforeEach(() =>
    writeFiles(net().folder, { 'r1.cfg': config('r1'), 'r2.cfg': config('r2'), 'a.png': 'x' }),
  );
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.dispose();
  });

  it('opens, indexes with progress, answers, follows a change, and closes', async () => {
    const progress: IndexProgress[] = [];
    const { client, opened } = await open((each) => progress.push(each));
    assert.deepEqual(opened, { repaired: false, corpusMissing: true });
    await client.refresh({ folders: [net()], force: false });
    assert.deepEqual(progress.at(-1), { filesDone: 2, filesTotal: 2 });
    assert.deepEqual(
      (await client.documents()).map(({ path, status }) => `${path} ${status}`),
      ['a.png skipped', 'r1.cfg indexed', 'r2.cfg indexed'],
    );
    const { files, lines } = await client.summary();
    assert.deepEqual({ files, lines }, { files: 2, lines: 18 });

    const { evidence, language } = await client.retrieve({ question: 'what does ACL-r2 permit?' });
    assert.equal(language, 'en');
    assert.equal(evidence[0]?.path, 'r2.cfg');
    assert.equal(evidence[0]?.folder, net().folder);
    assert.match(evidence[0]?.text ?? '', /established/);

    const signal = new AbortController().signal;
    const read = await client.readLines({ path: 'r1.cfg', startLine: 2, endLine: 2 }, signal);
    assert.equal(read.state === 'read' && read.passage.text, 'hostname r1');
    assert.ok((await client.search('ACL-r2', signal)).some(({ path }) => path === 'r2.cfg'));
    assert.equal((await client.findReferences({ name: 'ACL-r2' }, signal)).total, 2);
    assert.equal((await client.listDevices('r1', signal)).devices[0]?.name, 'r1');
    assert.equal((await client.logTimeline({}, signal)).total, 0);
    assert.deepEqual(await client.staleEvidence(evidence, signal), []);

    await writeFiles(net().folder, { 'r3.cfg': config('r3') });
    await client.update({ folder: net(), paths: ['r3.cfg'] });
    const after = await client.retrieve({ question: 'what does ACL-r3 permit?' });
    assert.equal(after.evidence[0]?.path, 'r3.cfg');
    await client.dispose();
    const store = await KnowledgeStore.open(params().storeFolder, 'any');
    await store.close();
  });

  it('answers a cancel at once, keeps what is done, and goes on serving', async () => {
    for (let index = 0; index < 400; index++) {
      await writeFiles(net().folder, { [`n${index}.cfg`]: config(`n${index}`) });
    }
    let progress: IndexProgress | undefined;
    const { client } = await open((each) => {
      progress = each;
    });
    const abort = new AbortController();
    const refresh = client.refresh({ folders: [net()], force: false }, abort.signal);
    await until(() => (progress?.filesDone ?? 0) > 0);
    const startMs = performance.now();
    abort.abort();
    await assert.rejects(refresh, { name: 'NetGuruError', reason: 'cancelled' });
    assert(performance.now() - startMs < AT_ONCE_MS);
    const statuses = (await client.documents()).map(({ status }) => status);
    const indexed = statuses.filter((status) => status === 'indexed').length;
    assert(indexed > 0 && indexed < 402, `${indexed} indexed`);
    const { evidence } = await client.retrieve({ question: 'description uplink' });
    assert(evidence.length > 0);
    await assert.rejects(client.retrieve({ question: 'x' }, AbortSignal.abort()), {
      reason: 'cancelled',
    });
  });

  it('stops indexing when it is disposed of, and the store can be used at once', async () => {
    for (let index = 0; index < 300; index++) {
      await writeFiles(net().folder, { [`n${index}.cfg`]: config(`n${index}`) });
    }
    let progress: IndexProgress | undefined;
    const { client } = await open((each) => {
      progress = each;
    });
    const refresh = client.refresh({ folders: [net()], force: false });
    const refused = assert.rejects(refresh, { name: 'NetGuruError', reason: 'cancelled' });
    await until(() => (progress?.filesDone ?? 0) > 0);
    await client.dispose();
    await refused;
    const again = await open();
    assert.equal(again.opened.repaired, false);
    const statuses = (await again.client.documents()).map(({ status }) => status);
    assert(statuses.filter((status) => status === 'indexed').length > 0);
  });

  it('says that the model is missing', async () => {
    const { client } = await open(undefined, WORKER, { modelFolder: join(folder.path, 'none') });
    await assert.rejects(client.refresh({ folders: [net()], force: false }), {
      name: 'NetGuruError',
      reason: 'model-missing',
    });
  });

  it('says that the store cannot be opened', async () => {
    await writeFiles(folder.path, { file: 'x' });
    const storeFolder = join(folder.path, 'file');
    await assert.rejects(open(undefined, WORKER, { storeFolder }), { name: 'NetGuruError' });
  });

  it('says that the worker died, to the call under way and to later ones', async () => {
    const { client } = await open(undefined, DYING_WORKER);
    const message = /index stopped working/;
    await assert.rejects(client.retrieve({ question: 'x' }), { name: 'NetGuruError', message });
    await assert.rejects(client.summary(), { name: 'NetGuruError', message });
    await client.dispose();
  });

  it('says that the worker cannot be started', async () => {
    const nowhere = join(folder.path, 'nowhere.ts');
    await assert.rejects(open(undefined, nowhere), { name: 'NetGuruError', reason: 'internal' });
  });

  it('refuses calls after it was disposed of', async () => {
    const { client } = await open();
    await client.dispose();
    await assert.rejects(client.retrieve({ question: 'x' }), { name: 'NetGuruError' });
    await client.dispose();
  });
});
