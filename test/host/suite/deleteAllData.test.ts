import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { ConversationStore } from '../../../src/conversations/conversationStore.ts';
import { type DataKeepers, deleteAllData } from '../../../src/vscode/deleteAllData.ts';
import { ModelCatalog } from '../../../src/vscode/modelCatalog.ts';
import { KeyStore } from '../../../src/vscode/secrets.ts';
import { WorkspaceIndex } from '../../../src/vscode/workspaceIndex.ts';
import { netGuru, until } from './support/netGuru.ts';

const MODEL = { id: 'm', name: 'M', maxInputTokens: 1, maxOutputTokens: 1 };

/** VS Code's own secrets and state are one for all tests: these have no other reader. */
class MemorySecrets implements vscode.SecretStorage {
  readonly stored = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
  readonly onDidChange = this.#changed.event;
  async keys(): Promise<string[]> {
    return [...this.stored.keys()];
  }
  async get(key: string): Promise<string | undefined> {
    return this.stored.get(key);
  }
  async store(key: string, value: string): Promise<void> {
    this.stored.set(key, value);
  }
  async delete(key: string): Promise<void> {
    this.stored.delete(key);
  }
}

class MemoryMemento implements vscode.Memento {
  readonly #values = new Map<string, unknown>();
  keys(): readonly string[] {
    return [...this.#values.keys()];
  }
  get<T>(key: string): T | undefined {
    return this.#values.get(key) as T | undefined;
  }
  async update(key: string, value: unknown): Promise<void> {
    if (value === undefined) this.#values.delete(key);
    else this.#values.set(key, value);
  }
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

describe('NetGuru: Delete All Data', () => {
  let root: string;
  let index: WorkspaceIndex;
  let conversations: ConversationStore;
  let secrets: MemorySecrets;
  let keys: KeyStore;
  let memory: MemoryMemento;
  let keepers: DataKeepers;
  let told: string[];
  const log = vscode.window.createOutputChannel('NetGuru test', { log: true });
  const yes = async (): Promise<boolean> => true;

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'netguru-delete-'));
    const storageUri = vscode.Uri.file(join(root, 'workspace'));
    const globalStorage = vscode.Uri.file(join(root, 'global'));
    const { extensionUri } = netGuru();
    // What WorkspaceIndex uses of a context.
    const context = { extensionUri, storageUri } as unknown as vscode.ExtensionContext;
    index = new WorkspaceIndex(context, log);
    conversations = new ConversationStore({
      folder: join(storageUri.fsPath, 'conversations'),
      onProblem: (error) => told.push(error.message),
    });
    told = [];
    secrets = new MemorySecrets();
    keys = new KeyStore(secrets);
    memory = new MemoryMemento();
    const catalog = new ModelCatalog(keys, memory);
    const panel = { reset: async () => undefined };
    keepers = { index, conversations, panel, catalog, keys, globalStorage, log };
    await keys.set('openai', 'canary-key-1');
    await keys.set('anthropic', 'canary-key-2');
    await memory.update('netguru.models', { openai: [MODEL] });
    await memory.update('netguru.pickedModel', 'openai/m');
    const loose = new ConversationStore({
      folder: join(globalStorage.fsPath, 'conversations'),
      onProblem: (error) => told.push(error.message),
    });
    await loose.addUserMessage(loose.create('panel'), { text: 'without a folder' });
    const kept = conversations.create('panel');
    await conversations.addUserMessage(kept, { text: 'Which VLANs exist?' });
    const deleted = conversations.create('chat');
    await conversations.addUserMessage(deleted, { text: 'Which ACLs exist?' });
    await conversations.delete(deleted);
  });

  afterEach(async () => {
    index.dispose();
    await index.close();
    keys.dispose();
    rmSync(root, { recursive: true, force: true });
  });

  async function evidencePaths(question: string): Promise<string[]> {
    const { signal } = new AbortController();
    await index.catchUp(signal);
    const request = { question, attachments: [], history: [] };
    const { evidence } = await index.retrieve(request, signal);
    return evidence.filter(({ origin }) => origin === 'workspace').map(({ path }) => path);
  }

  it('removes every file, the models and the keys, and answers after it', async () => {
    await index.refresh(true);
    assert.ok(filesIn(join(root, 'workspace/index')).length > 0);
    assert.equal(filesIn(root).filter((file) => file.endsWith('.jsonl')).length, 3);
    let named: readonly string[] = [];
    await deleteAllData(keepers, async (names) => {
      named = names;
      return true;
    });
    assert.equal(named.length, 5);
    assert.deepEqual(filesIn(root), []);
    assert.deepEqual([...secrets.stored.keys()], []);
    assert.equal(keys.state, 'none');
    assert.deepEqual(memory.keys(), []);
    assert.deepEqual(await conversations.list(), []);
    assert.equal(index.current.chunks, 0);
    // Hovers and lists do not bring the index back by themselves.
    assert.deepEqual(await index.documents(), []);
    assert.deepEqual(await index.addressOwners('10.0.0.1'), []);
    assert.deepEqual(filesIn(root), []);

    const paths = await evidencePaths('Which access list filters the WAN of br1-rtr02 inbound?');
    assert.ok(paths.includes('configs/br1-rtr02.cfg'), paths.join());
    const id = conversations.create('panel');
    await conversations.addUserMessage(id, { text: 'again' });
    assert.deepEqual(
      (await conversations.list()).map((summary) => summary.id),
      [id],
    );
    assert.deepEqual(told, []);
  });

  it('stops an indexing pass that runs, and an answer under way', async () => {
    const id = conversations.create('panel');
    const question = await conversations.addUserMessage(id, { text: 'long' });
    const recorder = conversations.startAnswer(id, question.id);
    recorder.addText('before ');
    const pass = index.refresh(true).catch(() => undefined);
    await until('indexing runs', () => filesIn(join(root, 'workspace/index')).length > 0);
    await deleteAllData(keepers, yes);
    await pass;
    recorder.addText('after');
    await recorder.finish({
      end: 'complete',
      provider: 'none',
      model: 'offline',
      timings: { indexMs: 0, retrieveMs: 0, firstTokenMs: 0, totalMs: 0 },
    });
    await conversations.flush();
    assert.deepEqual(filesIn(root), []);
    assert.equal(index.current.phase, 'idle');
  });

  it('removes the rest when one part cannot be removed', async () => {
    const failing = { deleteStore: async () => Promise.reject(new Error('EBUSY')) };
    await deleteAllData({ ...keepers, index: failing }, yes);
    assert.deepEqual(filesIn(root), []);
    assert.equal(secrets.stored.size, 0);
  });

  it('removes nothing that is not confirmed', async () => {
    const before = filesIn(root);
    await deleteAllData(keepers, async () => false);
    assert.deepEqual(filesIn(root), before);
    assert.equal(secrets.stored.size, 2);
    // VS Code shows no dialog under test: the command of the installed package is not confirmed.
    const storage = join(netGuru().extensionPath, '../../user-data');
    const kept = (): string[] =>
      filesIn(storage).filter((file) => /netguru\.netguru[\\/]index[\\/]/.test(file));
    await until('the window has its index', () => kept().length > 0);
    await Promise.resolve(vscode.commands.executeCommand('netguru.deleteAllData')).catch(
      () => undefined,
    );
    assert.ok(kept().length > 0);
  });
});
