import assert from 'node:assert/strict';
import { join } from 'node:path';
import { fillSentence } from '../../../src/core/errors.ts';
import { Indexer, type WorkspaceFolder } from '../../../src/index/indexer.ts';
import { KnowledgeStore } from '../../../src/index/knowledgeStore.ts';
import { FakeEmbedder } from '../support/fakeEmbedder.ts';
import { useTemporaryFolder, writeFiles } from '../support/temporaryFolder.ts';
import { storeSnapshot } from './storeSnapshot.ts';

const MODEL = 'fake-model';
const QUESTIONS = ['description port 1', 'hostname r1', 'r2', 'GigabitEthernet0/0/2'];

/** A configuration with one section for each port. */
export function config(name: string, ports = 3): string {
  const interfaces = Array.from(
    { length: ports },
    (_, port) =>
      `interface GigabitEthernet0/0/${port}\n description ${name} port ${port}\n ${'mtu 9000\n load-interval 30\n '.repeat(6)}no shutdown`,
  );
  return `version 17.9\nhostname ${name}\n!\n${interfaces.join('\n!\n')}\nend\n`;
}

/** An indexer over a store and a folder, with what tests ask of them. */
export class IndexerFixture {
  readonly folder: string;
  readonly store: KnowledgeStore;
  readonly embedder = new FakeEmbedder(MODEL);
  readonly indexer: Indexer;

  private constructor(folder: string, store: KnowledgeStore) {
    this.folder = folder;
    this.store = store;
    this.indexer = new Indexer(store, this.embedder);
  }

  static async create(folder: string): Promise<IndexerFixture> {
    const store = await KnowledgeStore.open(join(folder, 'store'), MODEL);
    return new IndexerFixture(folder, store);
  }

  /** The workspace's only folder. */
  get net(): string {
    return join(this.folder, 'net');
  }

  workspace(excludeGlobs: readonly string[] = []): WorkspaceFolder {
    return { folder: this.net, excludeGlobs };
  }

  refresh(): Promise<void> {
    return this.indexer.refresh([this.workspace()]);
  }

  write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
    return writeFiles(this.net, files);
  }

  /** Status and reason of every document by its path. */
  statuses(): Record<string, string> {
    const rows = this.store.documents
      .documents()
      .map(({ path, status, reason }) => [
        path,
        reason ? `${status}: ${fillSentence(reason.template, reason.args)}` : status,
      ]);
    return Object.fromEntries(rows);
  }

  indexedPaths(): string[] {
    return Object.entries(this.statuses()).flatMap(([path, status]) =>
      status === 'indexed' ? [path] : [],
    );
  }

  /** Files in which a word is found. */
  found(word: string): string[] {
    const { documents } = this.store;
    const paths = documents
      .lexicalSearch([word], { limit: 50 })
      .flatMap(({ chunkId }) => documents.chunksById([chunkId]))
      .map(({ path }) => path);
    return [...new Set(paths)];
  }

  /** The store answers like one that was built from the files as they are now. */
  async assertLikeNew(): Promise<void> {
    const clean = await KnowledgeStore.open(join(this.folder, `clean-${Date.now()}`), MODEL);
    await new Indexer(clean, new FakeEmbedder(MODEL)).refresh([this.workspace()]);
    const expected = await storeSnapshot(clean, QUESTIONS);
    await clean.close();
    assert.deepEqual(await storeSnapshot(this.store, QUESTIONS), expected);
  }
}

/** For each test, an indexer over a new store and a workspace of two configurations. */
export function useIndexer(): () => IndexerFixture {
  const folder = useTemporaryFolder();
  let fixture: IndexerFixture | undefined;
  beforeEach(async () => {
    fixture = await IndexerFixture.create(folder.path);
    await fixture.write({ 'r1.cfg': config('r1'), 'sub/r2.cfg': config('r2') });
  });
  afterEach(() => fixture?.store.close());
  return () => {
    assert(fixture);
    return fixture;
  };
}
