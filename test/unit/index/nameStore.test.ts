import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DocumentStore } from '../../../src/index/documentStore.ts';
import type { StoredAddress, StoredName } from '../../../src/index/nameStore.ts';
import type { DocumentFacts } from '../../../src/index/storeRows.ts';
import { openStoreDatabase } from '../../../src/index/storeSchema.ts';
import { useTemporaryFolder } from '../support/temporaryFolder.ts';

function facts(path: string, hostname: string): DocumentFacts {
  return {
    folder: '/net',
    path,
    hostname,
    sizeBytes: 1,
    modifiedMs: 1,
    hash: 'h',
    status: 'indexed',
    kind: 'config',
    lineCount: 9,
  };
}

function network(first: string, last: string, prefixLength: number, line: number): StoredAddress {
  return { first, last, prefixLength, role: 'network', line };
}

describe('NameStore', () => {
  const folder = useTemporaryFolder();
  let store: DocumentStore;

  beforeEach(() => {
    store = new DocumentStore(openStoreDatabase(join(folder.path, 'd.sqlite'), false));
  });
  afterEach(() => store.close());

  function put(
    path: string,
    names: readonly StoredName[],
    addresses: readonly StoredAddress[],
  ): number {
    const id = store.putDocument(facts(path, path.replace('.cfg', '')), path);
    store.names.put(id, names, addresses);
    return id;
  }

  const definition = { kind: 'route-policy', name: 'RM-IN', role: 'definition' } as const;
  const use = { kind: 'route-policy', name: 'RM-IN', role: 'use' } as const;

  it('gives the places of a name over all devices, definitions first', () => {
    put('b.cfg', [{ ...use, line: 3, endLine: 3 }], []);
    put(
      'a.cfg',
      [
        { ...definition, line: 7, endLine: 9 },
        { ...use, line: 2, endLine: 2 },
      ],
      [],
    );
    const places = store.names.places('route-policy', 'RM-IN', 10);
    assert.deepEqual(
      places.map(({ role, path, line, endLine }) => [role, path, line, endLine]),
      [
        ['definition', 'a.cfg', 7, 9],
        ['use', 'a.cfg', 2, 2],
        ['use', 'b.cfg', 3, 3],
      ],
    );
    assert.equal(places[0]?.hostname, 'a');
    assert.deepEqual(store.names.places('access-list', 'RM-IN', 10), []);
  });

  it('replaces the names of a document, and forgets them with it', () => {
    const id = put('a.cfg', [{ ...definition, line: 1, endLine: 1 }], []);
    store.names.put(id, [{ ...definition, line: 5, endLine: 6 }], []);
    assert.deepEqual(
      store.names.namesOf(id).map(({ line }) => line),
      [5],
    );
    store.removeDocument({ folder: '/net', path: 'a.cfg' });
    assert.deepEqual(store.names.places('route-policy', 'RM-IN', 10), []);
  });

  it('finds what holds an address: written first, then narrow before wide', () => {
    const wide = network('0a000000', '0affffff', 8, 1);
    const narrow = network('0a010100', '0a0101ff', 24, 2);
    const other = network('0a010200', '0a0102ff', 24, 3);
    const written: StoredAddress = { ...narrow, address: '0a010105', role: 'interface', line: 4 };
    const neighbour: StoredAddress = { ...narrow, address: '0a010101', role: 'interface', line: 5 };
    const range: StoredAddress = { first: '0a010100', last: '0a01010f', role: 'network', line: 6 };
    put('a.cfg', [], [wide, narrow, other, neighbour, range, written]);
    const lines = (address: string): number[] =>
      store.names.holding(address, 10).map(({ line }) => line);
    assert.deepEqual(lines('0a010105'), [4, 5, 2, 1, 6]);
    assert.deepEqual(lines('0a010201'), [3, 1]);
    assert.deepEqual(lines('0b000001'), []);
  });

  it('keeps address families apart', () => {
    const v6 = '20010db8000000000000000000000001';
    put('a.cfg', [], [network(`${v6.slice(0, 31)}0`, `${v6.slice(0, 31)}f`, 124, 1)]);
    put('b.cfg', [], [network('20010db8', '20010db8', 32, 2)]);
    assert.deepEqual(
      store.names.holding(v6, 10).map(({ line }) => line),
      [1],
    );
    assert.deepEqual(
      store.names.holding('20010db8', 10).map(({ line }) => line),
      [2],
    );
  });

  for (const text of ['', 'xyz', '0a01', "0a010105' OR 1=1", '0A010105']) {
    it(`finds nothing for ${JSON.stringify(text)}`, () => {
      put('a.cfg', [], [network('00000000', 'ffffffff', 0, 1)]);
      assert.deepEqual(store.names.holding(text, 10), []);
    });
  }
});
