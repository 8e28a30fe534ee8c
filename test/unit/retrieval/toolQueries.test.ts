import assert from 'node:assert/strict';
import { appendFile, cp, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WHOLE_LOG_LINES } from '../../../src/core/limits.ts';
import type { Evidence } from '../../../src/core/types.ts';
import type { FoundPassage } from '../../../src/retrieval/findReferences.ts';
import { KnowledgeBase } from '../../../src/retrieval/knowledgeBase.ts';
import { parseTimeBound } from '../../../src/retrieval/timeBound.ts';
import { FakeEmbedder } from '../support/fakeEmbedder.ts';
import { useTemporaryFolder, writeFiles } from '../support/temporaryFolder.ts';
import { SAMPLE, sampleLines } from './support.ts';

const day = (text: string, edge: 'from' | 'to') => {
  const bound = parseTimeBound(text, edge);
  assert.ok(bound, text);
  return bound;
};

/** One message a minute from 1 March 2025 on, with a flap now and then. */
function longLog(lines: number): string {
  return Array.from({ length: lines }, (_, index) => {
    const time = new Date(Date.UTC(2025, 2, 1) + index * 60_000);
    const stamp = `${time.toISOString().slice(0, 19)}Z`;
    const host = index % 2 === 0 ? 'core1' : 'core2';
    const text =
      index % 1_000 === 0
        ? `%LINK-3-UPDOWN: Interface Ethernet1/${index / 1_000}, changed state to down`
        : `%SEC-6-IPACCESSLOGP: list ACL denied tcp 10.9.${index >> 8}.${index & 255}(1) -> 10.0.0.1(22), 1 packet`;
    return `${stamp} ${host} ${index}: ${text}`;
  }).join('\n');
}

describe('what tools ask of the index', function () {
  this.timeout(30_000);
  const temporary = useTemporaryFolder();
  const net = () => join(temporary.path, 'net');
  let base: KnowledgeBase;
  const refresh = () => base.refresh([{ folder: net(), excludeGlobs: [] }]);

  beforeEach(async () => {
    await cp(SAMPLE, net(), { recursive: true });
    await writeFiles(net(), {
      'other/br1-rtr01.cfg':
        'hostname br1-rtr01-old\ninterface Loopback0\n ip address 9.9.9.9 255.255.255.255\n',
      'site.log': longLog(WHOLE_LOG_LINES + 2_000),
    });
    await writeFiles(temporary.path, { 'outside.cfg': 'hostname outside\n' });
    base = await KnowledgeBase.open({
      storeFolder: join(temporary.path, 'store'),
      corpusFolder: join(temporary.path, 'no-corpus'),
      embedder: new FakeEmbedder(),
    });
    await refresh();
  });
  afterEach(() => base.close());

  it('reads lines of indexed files, exactly', async () => {
    const lines = sampleLines('configs/br1-rtr01.cfg');
    for (const path of [
      'configs/br1-rtr01.cfg',
      './configs/br1-rtr01.cfg',
      'net/configs/br1-rtr01.cfg',
    ]) {
      const read = await base.readLines({ path, startLine: 70, endLine: 80 });
      assert.ok(read.state === 'read', read.state);
      assert.equal(read.passage.text, lines.slice(69, 80).join('\n'));
      assert.deepEqual([read.passage.startLine, read.passage.endLine], [70, 80]);
      assert.deepEqual([read.passage.folder, read.passage.path], [net(), 'configs/br1-rtr01.cfg']);
    }
  });

  it('reads lines of long logs, over blocks', async () => {
    const lines = longLog(WHOLE_LOG_LINES + 2_000).split('\n');
    for (const [startLine, endLine] of [
      [1, 3],
      [900, 1_090],
      [5_990, 6_000],
    ] as const) {
      const read = await base.readLines({ path: 'site.log', startLine, endLine });
      assert.ok(read.state === 'read', read.state);
      assert.equal(read.passage.text, lines.slice(startLine - 1, endLine).join('\n'));
    }
  });

  it('reads nothing else', async () => {
    const state = async (path: string, startLine = 1) =>
      (await base.readLines({ path, startLine, endLine: startLine })).state;
    assert.equal(await state('br1-rtr01.cfg'), 'ambiguous');
    for (const path of [
      '../outside.cfg',
      'configs/../../outside.cfg',
      join(temporary.path, 'outside.cfg'),
      '/etc/passwd',
      '',
      '/',
      'cfg',
      'rtr01.cfg',
      'nowhere.cfg',
    ]) {
      assert.equal(await state(path), 'unknown', path);
    }
    assert.equal(await state('configs/br1-rtr01.cfg', 100_000), 'no-such-lines');
    const unknown = await base.readLines({ path: 'x/wan-xr01.cfg', startLine: 1, endLine: 1 });
    assert.deepEqual(unknown, {
      state: 'unknown',
      paths: ['configs/wan-xr01.cfg', 'logs/wan-xr01.log'],
    });
  });

  it('follows no link out of the folder', async () => {
    const path = join(net(), 'configs/wan-xr01.cfg');
    await rm(path);
    await symlink(join(temporary.path, 'outside.cfg'), path);
    const query = { path: 'configs/wan-xr01.cfg', startLine: 1, endLine: 1 };
    assert.equal((await base.readLines(query)).state, 'changed');
    await rm(path);
    assert.equal((await base.readLines(query)).state, 'changed');
  });

  it('finds definitions and uses over devices, and addresses', async () => {
    const { references, total } = await base.findReferences({ name: 'ACL-WAN-IN' });
    assert.ok(total >= 2);
    const roles = references.map(({ role, kind }) => `${role} ${kind}`);
    assert.ok(roles.includes('definition access-list') && roles.includes('use access-list'));
    for (const { passage } of references) {
      const lines = sampleLines(passage.path).slice(passage.startLine - 1, passage.endLine);
      assert.equal(passage.text, lines.join('\n'));
      assert.match(passage.text, /ACL-WAN-IN/);
    }
    const short = await base.findReferences({ name: 'Gi0/0/0' });
    assert.ok(short.references.some(({ passage }) => passage.path === 'configs/br1-rtr01.cfg'));
    const address = await base.findReferences({ name: '192.0.2.2' });
    assert.equal(address.references[0]?.role, 'definition');
    assert.match(address.references[0]?.passage.text ?? '', /192\.0\.2\.2/);
    assert.equal((await base.findReferences({ name: 'acl-wan-in' })).total, total);
    assert.equal((await base.findReferences({ name: 'ACL-WAN-IN', kind: 'vrf' })).total, 0);
    assert.equal((await base.findReferences({ name: 'NO-SUCH-NAME' })).total, 0);
  });

  it('lists devices with platform, addresses and files', async () => {
    const all = await base.listDevices();
    assert.ok(all.total >= 9 && all.devices.length === all.total);
    const { devices } = await base.listDevices('br1-rtr01 ios');
    const router = devices.find(({ name }) => name === 'br1-rtr01');
    assert.ok(router && router.interfaceAddresses > 3);
    assert.ok(router.files.includes('configs/br1-rtr01.cfg'));
    assert.equal((await base.listDevices('no such device')).total, 0);
  });

  const grouped = (passages: readonly FoundPassage[]) =>
    passages.map(({ path, startLine, endLine }) => `${path}:${startLine}-${endLine}`);

  it('gives the events of a device and a code, with their lines', async () => {
    const lines = sampleLines('logs/br1-rtr01.log');
    const wanted = lines.filter((line) => line.includes('UPDOWN')).length;
    const found = await base.logTimeline({ device: 'BR1-RTR01', mnemonic: 'updown' });
    assert.equal(found.total, wanted);
    assert.ok(wanted > 0);
    for (const { path, startLine, endLine, text } of found.passages) {
      assert.equal(path, 'logs/br1-rtr01.log');
      assert.equal(text, lines.slice(startLine - 1, endLine).join('\n'));
    }
    assert.ok(found.counts.every(([label]) => label.includes('UPDOWN')));
  });

  it('finds what happened in a time range of a long log of several hosts', async () => {
    const found = await base.logTimeline({
      device: 'core1',
      mnemonic: '%LINK-3-UPDOWN',
      from: day('2025-03-01 16:00', 'from'),
      to: day('Mar 3', 'to'),
    });
    assert.deepEqual(grouped(found.passages), [
      'site.log:1001-1001',
      'site.log:2001-2001',
      'site.log:3001-3001',
      'site.log:4001-4001',
    ]);
    assert.deepEqual([found.total, found.isPartial], [4, false]);
    const none = await base.logTimeline({ device: 'core2', mnemonic: 'LINK-3-UPDOWN' });
    assert.equal(none.total, 0);
  });

  it('orders the events of several files, and leaves the middle of many out', async () => {
    const found = await base.logTimeline({});
    assert.ok(found.total > 6_000);
    assert.equal(found.shown, 60);
    const shown = found.passages.reduce(
      (sum, { startLine, endLine }) => sum + endLine - startLine + 1,
      0,
    );
    assert.equal(shown, 60);
    assert.equal(found.counts[0]?.[0], '%SEC-6-IPACCESSLOGP');
  });

  it('knows which passages do not hold their text any more', async () => {
    const { evidence } = await base.retrieve({ question: 'ip access-group ACL-WAN-IN br1-rtr01' });
    const flaps = await base.logTimeline({ mnemonic: 'LINK-3-UPDOWN', device: 'core1' });
    const read: Evidence[] = flaps.passages.map((passage, index) => ({
      ...passage,
      n: 900 + index,
    }));
    const passages = [...evidence, ...read];
    assert.ok(evidence.length > 3 && read.length > 3);
    assert.deepEqual(await base.staleEvidence(passages), []);

    // What is appended changes nothing; a line in front of them moves all others.
    await appendFile(join(net(), 'logs/br1-rtr01.log'), 'one more line\n');
    await appendFile(join(net(), 'site.log'), '\none more line\n');
    assert.deepEqual(await base.staleEvidence(passages), []);
    const lines = sampleLines('configs/br1-rtr01.cfg');
    await writeFile(join(net(), 'configs/br1-rtr01.cfg'), ['! new', ...lines].join('\n'));
    await rm(join(net(), 'site.log'));
    const expected = passages
      .filter(({ path }) => path === 'configs/br1-rtr01.cfg' || path === 'site.log')
      .map(({ n }) => n);
    assert.ok(expected.some((n) => n < 900));
    assert.deepEqual(await base.staleEvidence(passages), expected);
  });

  it('says of every chunk of the sample that it holds', async () => {
    const places = (await base.listDevices()).devices.flatMap(({ files }) => files);
    assert.ok(places.length > 9);
    for (const question of [
      'interface',
      'bgp',
      'ospf',
      'acl',
      'vlan',
      'snmp',
      'flap',
      'description',
    ]) {
      const { evidence } = await base.retrieve({ question });
      assert.deepEqual(await base.staleEvidence(evidence), [], question);
    }
  });
});
