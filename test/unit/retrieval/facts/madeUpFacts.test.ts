import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MAX_FACT_EVIDENCE } from '../../../../src/core/limits.ts';
import { MAX_DEVICE_ROWS } from '../../../../src/retrieval/facts/whichDevices.ts';
import { linesOf, useNetwork } from './factsOf.ts';

function router(name: string, more: string): string {
  return `version 17.9\nhostname ${name}\n!\ninterface Loopback0\n ip address 10.0.0.1 255.255.255.255\n!\n${more}\nend\n`;
}

const HUB = 'router bgp 65001\n address-family ipv4\n  redistribute ospf 1\n';

const NETWORK: Readonly<Record<string, string>> = {
  'hub.cfg': router('hub', HUB),
  // The other way round, and words that only speak of it.
  'spoke.cfg': router('spoke', 'router ospf 1\n redistribute bgp 65001 subnets\n'),
  'talker.cfg': router(
    'talker',
    'interface Gi0/1\n description redistribute ospf into bgp\n!\nsnmp-server enable traps ospf\n',
  ),
  'statics.cfg': router('statics', 'ip route 0.0.0.0 0.0.0.0 192.0.2.1\n'),
  'xr.cfg':
    '!! IOS XR Configuration 7.5.2\nhostname xr\nrouter static\n address-family ipv4 unicast\n  0.0.0.0/0 192.0.2.9\n !\n!\nprefix-set PS\n  0.0.0.0/0\nend-set\nend\n',
  'logs/hub.log': Array.from(
    { length: 5 },
    (_, index) => `Mar  3 02:14:0${index}: %FAKE-3-BROKEN: thing ${index} broke`,
  ).join('\n'),
};
const HOSTILE = [
  ...[
    'which',
    'what',
    'devices',
    'routers',
    'quais',
    'roteadores',
    'have',
    'no',
    'not',
    'sem',
    'run',
  ],
  ...[
    'vlan',
    '20',
    'bgp',
    'ospf',
    'route-map',
    'acl',
    'redistribute',
    'into',
    'hub',
    'between',
    '"',
  ],
  ...[
    '10.0.0.1',
    '10.0.0.0/8',
    '0.0.0.0/0',
    '2001:db8::/32',
    '::',
    '%A-3-B',
    '(',
    '*',
    'NEAR',
    'OR',
  ],
  ...['march', '3rd', '*"', "'", '--', '\\', '\0', 'constructor', '__proto__', '?', '{0}', '$&'],
];
const CORPUS = {
  'corpus/fake.md':
    '# Fake messages\n\n## %FAKE-3-BROKEN\n\n`%FAKE-3-BROKEN` means that a thing broke.\n\n```console\nshow things\n```\n',
};

describe('facts composed of a made-up network', function () {
  this.timeout(60_000);
  const network = useNetwork(NETWORK, CORPUS);

  for (const ask of [
    'Which routers redistribute OSPF into BGP?',
    'quais equipamentos redistribuem OSPF para o BGP?',
  ]) {
    it(`reads the direction of "${ask}"`, async () => {
      const rows = linesOf(await network.facts(ask)).slice(1);
      assert.deepEqual(rows, [
        'hub | redistribute ospf 1 | router bgp 65001 › address-family ipv4',
      ]);
    });
  }

  it('takes a protocol for running where a statement is about it', async () => {
    const rows = linesOf(await network.facts('Which devices run OSPF?')).slice(1);
    assert.deepEqual(
      rows.map((row) => row.split(' | ')[0]),
      ['spoke'],
    );
  });

  for (const ask of ['which routers have a default route?', 'quais roteadores têm rota padrão?']) {
    it(`finds static routes of each platform: ${ask}`, async () => {
      const rows = linesOf(await network.facts(ask)).slice(1);
      assert.deepEqual(rows, [
        'statics | ip route 0.0.0.0 0.0.0.0 192.0.2.1 | ',
        'xr | 0.0.0.0/0 192.0.2.9 | router static › address-family ipv4 unicast',
      ]);
    });
  }

  it('gives the meaning of a code, and when it was logged', async () => {
    const facts = await network.facts('o que significa %FAKE-3-BROKEN?');
    assert.equal(facts?.kind, 'mnemonic');
    const lines = linesOf(facts);
    assert(lines.some((line) => /means that a thing broke/.test(line)));
    assert.deepEqual(lines.at(-1)?.split(' | ').slice(1), [
      '5',
      'Mar  3 02:14:00',
      'Mar  3 02:14:04',
    ]);
  });

  it('says nothing of codes that neither the logs nor the corpus know', async () => {
    assert.equal(await network.facts('what does %NOPE-1-NEVER mean?'), undefined);
  });

  it('is partial where one occasion of a code is asked for', async () => {
    assert.equal((await network.facts('what does %FAKE-3-BROKEN mean?'))?.partial, undefined);
    assert.equal(
      (await network.facts('which thing caused %FAKE-3-BROKEN at 02:14:03?'))?.partial,
      true,
    );
  });

  it('bears any question', async () => {
    const word = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom(...HOSTILE, ...HOSTILE.map((each) => each.toUpperCase())),
    );
    const question = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '));
    await fc.assert(
      fc.asyncProperty(question, async (text) => {
        await network.facts(text);
        await network.facts(`which devices have ${text}`);
      }),
      { numRuns: 200 },
    );
  });

  it('is not slowed down by a long question', async () => {
    for (const part of [
      'which devices ',
      'a-',
      '10.0.0.1 ',
      'vlan 10 ',
      '%',
      'route-map X ',
      'no ',
    ]) {
      const started = performance.now();
      await network.facts(part.repeat(4_000));
      assert(performance.now() - started < 5_000, part);
    }
  });

  it('names a device once, however many of its files match', async () => {
    const lines = linesOf(await network.facts('which devices run BGP?'));
    assert.equal(lines.filter((line) => line.startsWith('hub')).length, 1);
  });
});

describe('facts about more devices than fit', function () {
  this.timeout(60_000);
  const COUNT = 60;
  const network = useNetwork(
    Object.fromEntries(
      Array.from({ length: COUNT }, (_, index) => [
        `site-${index}.cfg`,
        router(`site-${index}`, `ntp server 198.51.100.7\n`),
      ]),
    ),
  );

  it('lists rows up to the limit and names the others', async () => {
    const facts = await network.facts('Which devices use NTP server 198.51.100.7?');
    const lines = linesOf(facts);
    assert.equal(lines[0], `factMatching: ${COUNT} / ${COUNT} / ntp,server,198.51.100.7`);
    assert.equal(lines.length, MAX_DEVICE_ROWS + 2);
    const named = lines.join('\n');
    for (let index = 0; index < COUNT; index++) assert(named.includes(`site-${index}`));
  });

  it('keeps the evidence bounded, each row with a narrow passage', async () => {
    const { evidence } = await network.retrieve('Which devices use NTP server 198.51.100.7?');
    const rows = evidence.slice(0, MAX_FACT_EVIDENCE);
    assert.equal(new Set(rows.map(({ path }) => path)).size, MAX_FACT_EVIDENCE);
    assert(rows.every(({ focus }) => focus?.startLine === focus?.endLine));
    assert(evidence.length <= MAX_FACT_EVIDENCE + 20);
  });
});
