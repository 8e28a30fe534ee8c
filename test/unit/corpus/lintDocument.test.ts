import assert from 'node:assert/strict';
import { lintDocument } from '../../../scripts/corpus/lintDocument.ts';

const FILLER =
  'A sentence about the protocol that an engineer reads when a neighbor is down. '.repeat(5);

function documentWith(section: string, id = 'ospf-timers'): string {
  const sections = ['One', 'Two', 'Three'].map((title) => `## ${title}\n\n${FILLER}\n`);
  return [
    '---',
    `id: ${id}`,
    'title: OSPF timers and what they must match',
    'vendors: [cisco]',
    'platforms: [ios]',
    'topics: [ospf]',
    'sources:',
    '  - RFC 2328',
    '---',
    '',
    '# OSPF timers and what they must match',
    '',
    ...sections,
    `## Four\n\n${FILLER}\n\n${section}`,
  ].join('\n');
}

function block(name: string, ...lines: readonly string[]): string {
  return ['```'.concat(name), ...lines, '```', ''].join('\n');
}

const known = (path: string): boolean => path === 'ospf-areas.md';

describe('the corpus lint', () => {
  const good: readonly (readonly [string, string])[] = [
    ['plain text', ''],
    ['a link to another document', 'See [areas](ospf-areas.md#stub).'],
    ['a placeholder in code', 'Type `snmp-server community <key>`.'],
    ['IOS', block('ios', 'interface GigabitEthernet0/1', ' ip ospf hello-interval 5')],
    ['IOS-XE', block('ios', 'vrf definition A', ' address-family ipv4')],
    ['NX-OS', block('nx-os', 'feature ospf', 'interface Ethernet1/1', '  ip router ospf 1 area 0')],
    [
      'Junos set',
      block('junos', 'set protocols ospf area 0 interface ge-0/0/0.0 hello-interval 5'),
    ],
    ['device output', block('console', 'r1# show ip ospf neighbor', 'anything < at > all')],
  ];
  for (const [name, section] of good) {
    it(`accepts ${name}`, () => {
      assert.deepEqual(
        lintDocument('corpus/ospf/ospf-timers.md', documentWith(section), known),
        [],
      );
    });
  }

  const bad: readonly (readonly [string, string, RegExp])[] = [
    ['a typo', block('ios', 'interface Gi0/1', ' ip ospf hello-intervall 5'), /does not know/],
    ['a command of another platform', block('ios', 'feature ospf'), /does not know/],
    ['an unknown fence', block('cisco', 'hostname r1'), /fence name "cisco"/],
    ['an open fence', '```ios\nhostname r1\n', /never closes/],
    ['a web address', 'See https://example.net/x.', /web address/],
    ['HTML', 'A <br> break.', /HTML/],
    ['a dead link', 'See [areas](ospf-stub.md).', /leads nowhere/],
    ['a section that is no passage', FILLER.repeat(5), /at most/],
  ];
  for (const [name, section, problem] of bad) {
    it(`refuses ${name}`, () => {
      const problems = lintDocument('corpus/ospf/ospf-timers.md', documentWith(section), known);
      assert.equal(problems.length, 1, problems.join('\n'));
      assert.match(problems[0] ?? '', problem);
    });
  }

  it('refuses an id that is not the name of the file', () => {
    const text = documentWith('', 'ospf-timer');
    assert.match(lintDocument('corpus/ospf/ospf-timers.md', text, known).join(), /not the file/);
  });

  it('refuses front matter without sources', () => {
    const text = documentWith('').replace('  - RFC 2328\n', '');
    assert.match(lintDocument('corpus/ospf/ospf-timers.md', text, known).join(), /sources/);
  });

  it('refuses a document of too few sections', () => {
    const text = documentWith('').replace(/## One[\s\S]*?(?=## Two)/, '');
    assert.match(lintDocument('corpus/ospf/ospf-timers.md', text, known).join(), /3 sections/);
  });
});
