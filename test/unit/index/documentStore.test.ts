import assert from 'node:assert/strict';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Chunk } from '../../../src/core/types.ts';
import { DocumentStore } from '../../../src/index/documentStore.ts';
import { unitHash } from '../../../src/index/newUnits.ts';
import type { DocumentFacts, StoredChunk } from '../../../src/index/storeRows.ts';
import { openStoreDatabase } from '../../../src/index/storeSchema.ts';
import { tokenize } from '../../../src/network/tokenize.ts';
import { hashVector } from '../support/fakeEmbedder.ts';
import { useTemporaryFolder } from '../support/temporaryFolder.ts';

function facts(path: string, more: Partial<DocumentFacts> = {}): DocumentFacts {
  return {
    folder: '/net',
    path,
    sizeBytes: 10,
    modifiedMs: 1.5,
    hash: 'h',
    status: 'indexed',
    kind: 'config',
    platform: 'ios-xe',
    hostname: 'r1',
    lineCount: 3,
    queuedAtMs: 1,
    finishedAtMs: 2,
    ...more,
  };
}

function stored(startLine: number, text: string, more: Partial<Chunk> = {}): StoredChunk {
  const endLine = startLine + text.split('\n').length - 1;
  const chunk: Chunk = {
    startLine,
    endLine,
    kind: 'config',
    platform: 'ios-xe',
    hostname: 'r1',
    sectionPath: ['router bgp 1'],
    text,
    ...more,
  };
  return { chunk, unitHashes: [unitHash(text)] };
}

describe('DocumentStore', () => {
  const folder = useTemporaryFolder();
  let store: DocumentStore;
  beforeEach(() => {
    store = new DocumentStore(openStoreDatabase(join(folder.path, 'documents.sqlite'), false));
  });
  afterEach(() => store.close());

  const put = (path: string, chunks: readonly StoredChunk[]): number => {
    const id = store.putDocument(facts(path), path);
    store.putChunks(id, path, chunks);
    return id;
  };
  /** Places of the chunks that a question finds, best first. */
  const found = (question: string): string[] =>
    store
      .lexicalSearch(tokenize(question), { limit: 10 })
      .flatMap(({ chunkId }) => store.chunksById([chunkId]))
      .map(({ path, startLine }) => `${path}:${startLine}`);

  it('gives back what is known of a document', () => {
    const reason = { template: 'The file is larger than {0} MB.', args: [64] };
    put('a.cfg', [stored(1, 'x'), stored(2, 'y')]);
    store.putDocument(facts('b.png', { status: 'skipped', reason }));
    assert.deepEqual(store.document({ folder: '/net', path: 'a.cfg' }), {
      ...facts('a.cfg'),
      chunkCount: 2,
    });
    assert.deepEqual(store.document({ folder: '/net', path: 'b.png' })?.reason, reason);
    assert.equal(store.document({ folder: '/other', path: 'a.cfg' }), undefined);
    assert.deepEqual(
      store.documents().map(({ path }) => path),
      ['a.cfg', 'b.png'],
    );
  });

  it('keeps equal paths of two folders apart', () => {
    const one = put('a.cfg', [stored(1, 'one')]);
    const two = store.putDocument(facts('a.cfg', { folder: '/lab' }), '');
    store.putChunks(two, '', [stored(1, 'two')]);
    assert.notEqual(one, two);
    store.removeDocument({ folder: '/lab', path: 'a.cfg' });
    assert.deepEqual(
      store.chunksOfDocument(one).map(({ text }) => text),
      ['one'],
    );
    assert.deepEqual(found('two'), []);
  });

  it('gives chunks back with their place, in line order', () => {
    const id = put('a.cfg', [stored(5, 'later\nlines'), stored(1, 'first')]);
    const [first, later] = store.chunksOfDocument(id);
    assert.deepEqual([first?.text, later?.text], ['first', 'later\nlines']);
    assert.deepEqual(
      [later?.startLine, later?.endLine, later?.path, later?.folder, later?.hostname],
      [5, 6, 'a.cfg', '/net', 'r1'],
    );
    assert.deepEqual(later?.sectionPath, ['router bgp 1']);
  });

  it('replaces the chunks and words of a document', () => {
    const id = put('a.cfg', [stored(1, 'redistribute static')]);
    assert.deepEqual(found('redistribute'), ['a.cfg:1']);
    store.putChunks(id, 'a.cfg', [stored(1, 'redistribute ospf'), stored(2, 'shutdown')]);
    assert.deepEqual(found('redistribute'), ['a.cfg:1']);
    assert.deepEqual(found('static'), []);
    assert.deepEqual(found('shutdown'), ['a.cfg:2']);
    assert.equal(store.counts().chunks, 2);
  });

  it('finds identifiers whole', () => {
    put('a.cfg', [stored(1, 'interface GigabitEthernet0/0/1'), stored(2, '%OSPF-5-ADJCHG: x')]);
    put('b.cfg', [stored(1, 'interface GigabitEthernet0/0/10'), stored(2, 'ip route 10.1.1.0/24')]);
    assert.equal(found('Gi0/0/1')[0], 'a.cfg:1');
    assert.equal(found('Gi0/0/10')[0], 'b.cfg:1');
    assert.deepEqual(found('10.1.1.0/24'), ['b.cfg:2']);
    assert.deepEqual(found('%OSPF-5-ADJCHG'), ['a.cfg:2']);
  });

  it('looks only into the documents that are named', () => {
    const one = put('a.cfg', [stored(1, 'ntp server')]);
    put('b.cfg', [stored(1, 'ntp server')]);
    const hits = store.lexicalSearch(['ntp'], { limit: 9, documentIds: [one] });
    assert.equal(hits.length, 1);
    assert.deepEqual(store.lexicalSearch(['ntp'], { limit: 9, documentIds: [] }), []);
    assert.deepEqual(store.lexicalSearch([], { limit: 9 }), []);
  });

  it('answers any question without an error', () => {
    put('a.cfg', [stored(1, 'ntp server')]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (question) => {
        store.lexicalSearch(tokenize(question), { limit: 5 });
      }),
    );
    for (const token of ['"', '*', 'a"b', 'NEAR', 'title:x', '(', '\u0000']) {
      store.lexicalSearch([token], { limit: 5 });
    }
  });

  it('answers a question as long as a pasted log', () => {
    put('a.cfg', [stored(1, 'ntp server')]);
    const tokens = Array.from({ length: 6_000 }, (_, index) => `word${index}`);
    assert.equal(store.lexicalSearch([...tokens, 'ntp'], { limit: 5 }).length, 1);
  });

  it('answers a question that names more documents than a statement takes', () => {
    const id = put('a.cfg', [stored(1, 'ntp server')]);
    const documentIds = Array.from({ length: 40_000 }, (_, index) => index + 10);
    const hits = store.lexicalSearch(['ntp'], { limit: 5, documentIds: [id, ...documentIds] });
    assert.equal(hits.length, 1);
  });

  it('keeps vectors until a shard has them', () => {
    const items = ['a', 'b'].map((name) => ({ id: unitHash(name), vector: hashVector(name) }));
    store.units.putVectors(items);
    assert.deepEqual(store.units.pendingVectors(), items);
    store.units.clearPendingVectors();
    assert.deepEqual(store.units.pendingVectors(), []);
    assert.equal(store.units.hashes().length, 2);
  });

  it('removes the units that no chunk uses, and no others', () => {
    put('a.cfg', [stored(1, 'shared'), stored(2, 'mine')]);
    put('b.cfg', [stored(1, 'shared')]);
    store.removeDocument({ folder: '/net', path: 'a.cfg' });
    assert.deepEqual(store.units.removeUnused(), [unitHash('mine')]);
    assert.deepEqual(store.units.removeUnused(), []);
    assert.equal(store.chunkIdsOfUnit(unitHash('shared'), 9).length, 1);
  });

  it('queues the documents whose vectors were lost', () => {
    put('a.cfg', [stored(1, 'lost')]);
    put('b.cfg', [stored(1, 'kept')]);
    store.units.requeueDocuments([unitHash('lost'), unitHash('unknown')]);
    assert.deepEqual(
      store.documents().map(({ path, status, hash }) => [path, status, hash]),
      [
        ['a.cfg', 'queued', ''],
        ['b.cfg', 'indexed', 'h'],
      ],
    );
  });

  it('stores all of a transaction or nothing', () => {
    assert.throws(
      () =>
        store.transaction(() => {
          put('a.cfg', [stored(1, 'x')]);
          throw new Error('stop');
        }),
      /stop/,
    );
    assert.deepEqual(store.documents(), []);
    assert.equal(store.counts().chunks, 0);
  });

  it('says what failed when the disk is full', () => {
    const database = openStoreDatabase(join(folder.path, 'small.sqlite'), false);
    database.exec('PRAGMA max_page_count = 40');
    const small = new DocumentStore(database);
    assert.throws(() => {
      small.transaction(() => {
        for (let index = 0; index < 400; index++) {
          const id = small.putDocument(facts(`${index}.cfg`), '');
          small.putChunks(id, '', [stored(1, `${index} ${'word '.repeat(400)}`)]);
        }
      });
    }, /full/);
    small.transaction(() => small.setMeta('a', 'b'));
    assert.equal(small.getMeta('a'), 'b');
    small.close();
  });
});
