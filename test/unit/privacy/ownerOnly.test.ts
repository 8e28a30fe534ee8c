import assert from 'node:assert/strict';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ConversationStore } from '../../../src/conversations/conversationStore.ts';
import { KnowledgeBase } from '../../../src/retrieval/knowledgeBase.ts';
import { FakeEmbedder } from '../support/fakeEmbedder.ts';
import { useTemporaryFolder, writeFiles } from '../support/temporaryFolder.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');

/** Files and folders, the top one included, that somebody else than their owner may use. */
function openToOthers(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return ['', ...entries].flatMap((name) => {
    const { mode } = statSync(join(folder, name));
    return (mode & 0o077) === 0 ? [] : [`${name} ${(mode & 0o777).toString(8)}`];
  });
}

function namesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => basename(name));
}

describe('what NetGuru writes is for its owner only', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  let umask: number;

  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  // With the usual mask, files would be narrower than they were asked to be.
  beforeEach(() => {
    umask = process.umask(0);
  });
  afterEach(() => {
    process.umask(umask);
  });

  it('the index, while it is open and after it', async () => {
    const net = join(folder.path, 'net');
    cpSync(join(FIXTURES, 'sample-network'), net, { recursive: true });
    cpSync(join(FIXTURES, 'captures/dns_udp.pcap'), join(net, 'dns.pcap'));
    const store = join(folder.path, 'storage/index');
    const options = {
      storeFolder: store,
      corpusFolder: join(folder.path, 'no-corpus'),
      embedder: new FakeEmbedder(),
    };
    const base = await KnowledgeBase.open(options);
    await base.refresh([{ folder: net, excludeGlobs: [] }]);
    await base.retrieve({ question: 'Which access list filters the WAN?' });
    // The state of an index at work: database, journals, lock and vectors.
    const names = namesIn(store);
    for (const name of ['documents.sqlite', 'documents.sqlite-wal', 'writer-lock.sqlite']) {
      assert.ok(names.includes(name), `${name}: ${names.join()}`);
    }
    assert.ok(names.some((name) => name.startsWith('shard-')));
    assert.deepEqual(openToOthers(store), []);
    await writeFiles(net, { 'new.cfg': 'hostname new\n' });
    await base.update({ folder: net, excludeGlobs: [] }, ['new.cfg']);
    await base.refresh([{ folder: net, excludeGlobs: [] }], { force: true });
    assert.deepEqual(openToOthers(store), []);
    await base.close();
    assert.deepEqual(openToOthers(store), []);
  });

  it('conversations, deleted ones included, also in a folder that was open', async () => {
    const path = join(folder.path, 'storage/conversations');
    mkdirSync(path, { recursive: true });
    chmodSync(path, 0o755);
    const problems: Error[] = [];
    const store = new ConversationStore({ folder: path, onProblem: (e) => problems.push(e) });
    for (const isDeleted of [false, true]) {
      const id = store.create('panel');
      const question = await store.addUserMessage(id, { text: 'Which VLANs?' });
      const recorder = store.startAnswer(id, question.id);
      recorder.addText('VLAN 10.');
      await recorder.finish({
        end: 'complete',
        provider: 'none',
        model: 'offline',
        timings: { indexMs: 0, retrieveMs: 0, firstTokenMs: 0, totalMs: 0 },
      });
      if (isDeleted) await store.delete(id);
    }
    assert.deepEqual(problems, []);
    assert.ok(existsSync(join(path, 'deleted')));
    assert.equal(namesIn(path).filter((name) => name.endsWith('.jsonl')).length, 2);
    assert.deepEqual(openToOthers(path), []);
  });
});

describe('ConversationStore.deleteAll', () => {
  const folder = useTemporaryFolder();

  it('removes every file, and lets nothing under way come back', async () => {
    const path = join(folder.path, 'conversations');
    const store = new ConversationStore({ folder: path, onProblem: (e) => assert.fail(e) });
    const changed: string[] = [];
    const id = store.create('chat');
    const question = await store.addUserMessage(id, { text: 'Which VLANs?' });
    const gone = store.create('panel');
    await store.addUserMessage(gone, { text: 'x' });
    await store.delete(gone);
    const recorder = store.startAnswer(id, question.id);
    recorder.addText('before');
    store.onDidChange((one) => changed.push(one));
    await store.deleteAll();
    assert.ok(!existsSync(path));
    assert.deepEqual(new Set(changed), new Set([id, gone]));
    assert.equal(await store.has(id), false);
    assert.deepEqual(await store.list(), []);
    recorder.addText('after');
    await recorder.finish({
      end: 'cancelled',
      provider: 'none',
      model: 'offline',
      timings: { indexMs: 0, retrieveMs: 0, firstTokenMs: 0, totalMs: 0 },
    });
    await store.flush();
    assert.ok(!existsSync(path));
    await assert.rejects(store.addUserMessage(id, { text: 'again' }));
    const next = store.create('panel');
    await store.addUserMessage(next, { text: 'next' });
    assert.equal(await store.has(next), true);
  });
});
