import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FoundChunk } from '../../../src/index/storeRows.ts';
import { addressOwners, extractedText, namePlaces } from '../../../src/retrieval/lookUp.ts';
import { contentOf, pdfPages } from '../ingest/pdf/pdfBytes.ts';
import { useIndexer } from './useIndexer.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');

function fixture(path: string): Buffer {
  return readFileSync(join(FIXTURES, path));
}

/** A PDF of two pages; the second one names xyzzy. */
function guide(): Buffer {
  const page = (text: string): string => contentOf([{ x: 72, y: 700, text }]);
  return pdfPages([page('Introduction'), page('The heartbeat of xyzzy is 3 seconds.')]);
}

describe('an index over files of all kinds', () => {
  const current = useIndexer();

  /** The first chunk that a word finds. */
  function chunkWith(word: string): FoundChunk {
    const { documents } = current().store;
    const [hit] = documents.lexicalSearch([word], { limit: 1 });
    const [chunk] = documents.chunksById(hit ? [hit.chunkId] : []);
    assert(chunk, `nothing holds ${word}`);
    return chunk;
  }

  it('knows what each file is', async () => {
    const { write, refresh, store } = bound();
    await write({
      'wan.pcap': fixture('captures/EIGRP_adjacency.pcap'),
      'guide.pdf': guide(),
      'r9_show.txt':
        'r9#show ip ospf neighbor\nNeighbor ID  Pri  State\n10.0.0.2  1  FULL/DR\nr9#\n',
      'core.log': fixture('sample-network/logs/br1-rtr01.log'),
    });
    await refresh();
    const kinds = store.documents.documents().map(({ path, kind }) => [path, kind]);
    assert.deepEqual(Object.fromEntries(kinds), {
      'core.log': 'log',
      'guide.pdf': 'pdf',
      'r1.cfg': 'config',
      'r9_show.txt': 'show-output',
      'sub/r2.cfg': 'config',
      'wan.pcap': 'capture',
    });
  });

  it('cites packets of a capture and pages of a PDF, and shows the text they stand in', async () => {
    const { write, refresh, store, net } = bound();
    await write({
      'wan.pcap': fixture('captures/EIGRP_adjacency.pcap'),
      'guide.pdf': guide(),
    });
    await refresh();
    const page = chunkWith('xyzzy');
    assert.deepEqual(page.place, { unit: 'page', first: 2, last: 2 });
    const packet = chunkWith('eigrp');
    assert.equal(packet.place?.unit, 'packet');
    for (const { path, startLine, endLine, text } of [page, packet]) {
      const whole = extractedText(store.documents, { folder: net, path }) ?? '';
      assert.equal(
        whole
          .split('\n')
          .slice(startLine - 1, endLine)
          .join('\n'),
        text,
      );
    }
  });

  it('names the device of each output in a capture of several', async () => {
    const { write, refresh } = bound();
    await write({
      'session.txt':
        'alpha#show clock\n10:00:00.000 UTC\nalpha#show version\nCisco IOS Software, aardvark\nalpha#\nbeta#show version\nCisco IOS Software, badger\nbeta#\n',
    });
    await refresh();
    assert.equal(chunkWith('aardvark').hostname, 'alpha');
    assert.equal(chunkWith('badger').hostname, 'beta');
  });

  it('knows the names and addresses of configurations, and forgets them with the file', async () => {
    const { write, refresh, store, net } = bound();
    const rtr = fixture('sample-network/configs/br1-rtr01.cfg');
    await write({ 'rtr.cfg': rtr });
    await refresh();
    const query = { kind: 'route-policy', name: 'RM-WAN-IN' } as const;
    const roles = namePlaces(store.documents, query).map(({ role }) => role);
    assert.equal(roles[0], 'definition');
    assert(roles.includes('use'));
    const owners = addressOwners(store.documents, '10.10.10.2');
    assert.deepEqual(
      owners.map(({ path, name }) => [path, name]),
      [['rtr.cfg', 'GigabitEthernet0/0/1.10']],
    );
    await write({ 'rtr.cfg': 'hostname rtr\ninterface Loopback0\n' });
    await current().indexer.update({ folder: net, excludeGlobs: [] }, ['rtr.cfg']);
    assert.deepEqual(namePlaces(store.documents, query), []);
    assert.deepEqual(addressOwners(store.documents, '10.10.10.2'), []);
  });

  it('counts the statements that the grammar of the platform knows', async () => {
    const { write, refresh, store, net } = bound();
    await write({
      'odd.cfg':
        'version 17.9\nhostname odd\n!\ninterface Loopback0\n ip adress 10.0.0.1 255.0.0.0\n',
    });
    await refresh();
    const record = store.documents.document({ folder: net, path: 'odd.cfg' });
    assert.deepEqual(record?.statements, { understood: 2, unrecognised: 1 });
  });

  it('reads a file again when the user declares it to be something else', async () => {
    const { write, store, net, indexer } = bound();
    await write({ 'odd.data': 'hostname odd\ninterface Ethernet1/1\n' });
    const kindOf = (): string | undefined =>
      store.documents.document({ folder: net, path: 'odd.data' })?.platform;
    await indexer.refresh([{ folder: net, excludeGlobs: [] }]);
    assert.equal(kindOf(), undefined);
    await indexer.refresh([{ folder: net, excludeGlobs: [], fileTypes: { '*.data': 'nx-os' } }]);
    assert.equal(kindOf(), 'nx-os');
    await indexer.refresh([{ folder: net, excludeGlobs: [], fileTypes: { '*.data': 'eos' } }]);
    assert.equal(kindOf(), 'eos');
  });

  function bound() {
    const fixtureNow = current();
    return {
      store: fixtureNow.store,
      net: fixtureNow.net,
      indexer: fixtureNow.indexer,
      write: fixtureNow.write.bind(fixtureNow),
      refresh: fixtureNow.refresh.bind(fixtureNow),
    };
  }
});
