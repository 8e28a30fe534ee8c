import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { PLATFORMS, type Platform } from '../../../../src/core/types.ts';
import { addressesIn } from '../../../../src/network/address/addresses.ts';
import { classifyLines, coverageOf } from '../../../../src/network/config/configLines.ts';
import { parseConfigTree } from '../../../../src/network/config/configTree.ts';
import { guessPlatform } from '../../../../src/network/platform.ts';
import { assertLinear, HOSTILE } from '../hostileTexts.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures');
const CORPUS = join(import.meta.dirname, '../../../../corpus');
const LETTERS = { understood: '+', ignored: '-', unrecognised: '?', blank: ' ' } as const;

function styleOf(platform: Platform, text: string) {
  if (platform !== 'junos') return 'indented' as const;
  return /^(?:set|delete|deactivate|activate) /m.test(text)
    ? ('set' as const)
    : ('braces' as const);
}

/** One letter per line: understood +, ignored -, unrecognised ?, blank. */
function states(platform: Platform, text: string): string {
  const guess = { platform, style: styleOf(platform, text) };
  return classifyLines(text.split('\n'), guess)
    .map((state) => LETTERS[state])
    .join('');
}

const cases: readonly (readonly [Platform, string, string])[] = [
  ['ios', 'hostname r1\n!\n\ninterface Gi0/1\n ip ospf cost 5\nend', '+- ++-'],
  ['ios', 'interface Gi0/1\n ip ospf hello-intervall 5\n ip ospf hello-interval 5', '+?+'],
  ['ios', 'interface Gi0/1\n ip address 10.0.0.1 255.0.0.0\n ip addres 10.0.0.1', '+++'],
  ['ios', 'interface Gi0/1\n shutdwn\n no shut', '+?+'],
  ['ios', 'interface Gi0/1\n switchport mode acess', '+?'],
  ['ios', 'feature bgp\nvrf context A\nvpc domain 1', '???'],
  ['ios', 'router bgp 1\n neighbor 10.0.0.1\n  remote-as 2', '++?'],
  ['ios', 'router bgp 1\n neighbor 10.0.0.1 remot-as 2', '+?'],
  [
    'ios',
    'router bgp 1\naddress-family ipv6\n  network 2001:db8::/64\nexit-address-family',
    '+++-',
  ],
  [
    'ios',
    'interface Gi0/1\nip address 10.0.0.1 255.0.0.0\nno shutdown\nrouter ospf 1\nnetwork 10.0.0.0 0.0.0.255 area 0',
    '+++++',
  ],
  ['ios', 'ip prefix-list X seq 5 permt 10.0.0.0/8', '?'],
  ['ios', 'bogus section\n ip address 10.0.0.1 255.0.0.0', '??'],
  ['ios', 'banner motd ^C\nfeature bgp\n^C', '+--'],
  ['ios-xe', 'Building configuration...\nversion 17.9\nnetconf-yang', '--+'],
  ['nx-os', 'feature bgp\ninterface Ethernet1/1\n  vrf member A\n  ip address 10.0.0.1/24', '++++'],
  ['nx-os', 'interface Ethernet1/1\n  standby 1 ip 10.0.0.1\n  vrf forwarding A', '+??'],
  [
    'nx-os',
    'router bgp 1\n  neighbor 10.0.0.1\n    remote-as 2\n    address-family ipv4 unicast\n      route-map A in',
    '+++++',
  ],
  [
    'ios-xr',
    'interface Gi0/0/0/0\n ip address 10.0.0.1 255.0.0.0\n ipv4 address 10.0.0.1 255.0.0.0',
    '+?+',
  ],
  [
    'ios-xr',
    'route-policy P\n  if destination in A then\n    pass\n  endif\nend-policy\nip route 10.0.0.0 255.0.0.0 Null0',
    '++++-?',
  ],
  [
    'asa',
    'interface Gi0/0\n nameif inside\n nameiff x\naccess-list A extended permit ip any any\naccess-list A extnded permit ip any any',
    '++?+?',
  ],
  ['eos', 'vrf context A\ninterface Ethernet1\n   mlag 1\n   mlagg 1', '?++?'],
  ['junos', 'set system host-name x\nset systm host-name x\nset system hostname x', '+??'],
  ['junos', 'set interfaces ge-0/0/0 unit 0 family inet adress 10.0.0.1/24', '?'],
  [
    'junos',
    'set groups G interfaces <ge-*> unit <*> family inet mtu 1500\nset apply-groups G',
    '++',
  ],
  [
    'junos',
    'system {\n    host-name x;\n    hostname x;\n    services {\n        sssh;\n    }\n}',
    '++?+?--',
  ],
  [
    'junos',
    'routing-instances {\n    A {\n        protocols {\n            bgp {\n                group G {\n                    neighbour 10.0.0.1;\n',
    '+++++? ',
  ],
  ['cisco-like', 'vpc domain 1\n  peer-switch', '++'],
  ['unknown', 'hostname r1\n# x\n', '?- '],
];

interface Block {
  readonly name: string;
  readonly platform: Platform;
  readonly lines: readonly string[];
}

/** The configuration blocks of the corpus: fences that name a platform. */
function corpusBlocks(): Block[] {
  return globSync('**/*.md', { cwd: CORPUS }).flatMap((name) => {
    const text = readFileSync(join(CORPUS, name), 'utf8');
    return [...text.matchAll(/^```([\w-]+)\n([\s\S]*?)^```$/gm)].flatMap(([, tag, body = '']) => {
      const platform = PLATFORMS.find((each) => each === tag);
      return platform ? [{ name, platform, lines: body.replace(/\n$/, '').split('\n') }] : [];
    });
  });
}

describe('classifyLines', () => {
  for (const [platform, text, expected] of cases) {
    it(`reads ${JSON.stringify(text.slice(0, 50))} as ${platform}`, () => {
      assert.equal(states(platform, text), expected);
    });
  }

  it('knows nearly every statement of the sample network', () => {
    for (const file of globSync('{sample-network/configs/**/*.c*,configs/*.cfg}', {
      cwd: FIXTURES,
    })) {
      const text = readFileSync(join(FIXTURES, file), 'utf8').replace(/\r/g, '');
      const found = coverageOf(classifyLines(text.split('\n'), guessPlatform(text)));
      assert(found.share >= 0.95, `${file}: ${JSON.stringify(found)}`);
    }
  });

  it('knows nearly every statement of the corpus', () => {
    const unknown: string[] = [];
    let statements = 0;
    for (const { name, platform, lines } of corpusBlocks()) {
      const guess = { platform, style: styleOf(platform, lines.join('\n')) };
      classifyLines(lines, guess).forEach((state, index) => {
        if (state === 'understood' || state === 'unrecognised') statements++;
        if (state === 'unrecognised') unknown.push(`${name} (${platform}): ${lines[index]}`);
      });
    }
    assert(statements > 1_000);
    assert(unknown.length / statements < 0.02, unknown.join('\n'));
  });

  it('gives one state per line for any lines, and counts them', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        'interface x',
        ' ip address',
        '  no',
        'router bgp 1',
        'a {',
        '}',
        'set a b',
        '/*',
      ),
    );
    fc.assert(
      fc.property(
        fc.array(line),
        fc.constantFrom(...PLATFORMS),
        fc.constantFrom('indented' as const, 'braces' as const, 'set' as const, 'none' as const),
        (lines, platform, style) => {
          const found = classifyLines(lines, { platform, style });
          assert.equal(found.length, lines.length);
          const { understood, ignored, unrecognised, blank, share } = coverageOf(found);
          assert.equal(understood + ignored + unrecognised + blank, lines.length);
          assert(share >= 0 && share <= 1);
        },
      ),
      { numRuns: 500 },
    );
  });

  for (const unit of ['x', ' ', '10.0.0.1 ', '{', '"', '/* ', 'set a ']) {
    it(`reads a line of 10 MB of ${JSON.stringify(unit)}, whatever it is taken for`, function () {
      this.timeout(20_000);
      const lines = [unit.repeat(10_000_000 / unit.length)];
      for (const [platform, style] of [
        ['ios', 'indented'],
        ['junos', 'braces'],
        ['junos', 'set'],
        ['unknown', 'none'],
      ] as const) {
        parseConfigTree(lines, style);
        addressesIn(lines, { style });
        assert.equal(classifyLines(lines, { platform, style }).length, 1);
      }
      guessPlatform(lines[0] ?? '');
    });
  }

  for (const [name, text] of HOSTILE) {
    it(`is linear on ${name}`, function () {
      this.timeout(20_000);
      for (const platform of ['ios', 'junos'] as const) {
        assertLinear((size) => {
          const lines = text(size).split('\n');
          return () => classifyLines(lines, { platform, style: 'braces' });
        });
      }
    });
  }
});
