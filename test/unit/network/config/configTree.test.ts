import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type ConfigNode, parseConfigTree } from '../../../../src/network/config/configTree.ts';
import type { PlatformGuess } from '../../../../src/network/platform.ts';
import { assertLinear, HOSTILE } from '../hostileTexts.ts';

type Style = PlatformGuess['style'];
const STYLES = ['indented', 'braces', 'set', 'none'] as const;

/** One line per node: `start-end  header`, indented by depth. */
function outline(nodes: readonly ConfigNode[], depth = 0): string[] {
  return nodes.flatMap(({ startLine, endLine, header, children }) => [
    `${'  '.repeat(depth)}${startLine}-${endLine} ${header}`,
    ...outline(children, depth + 1),
  ]);
}

interface Case {
  readonly name: string;
  readonly style: Style;
  readonly text: string;
  readonly tree: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'an interface and a router section',
    style: 'indented',
    text: '!\ninterface Gi0/1\n ip address 10.0.0.1 255.0.0.0\n!\nrouter bgp 1\n address-family ipv4\n  network 10.0.0.0\n exit-address-family\n!\nend',
    tree: [
      '2-3 interface Gi0/1',
      '  3-3 ip address 10.0.0.1 255.0.0.0',
      '5-8 router bgp 1',
      '  6-7 address-family ipv4',
      '    7-7 network 10.0.0.0',
      '  8-8 exit-address-family',
      '10-10 end',
    ],
  },
  {
    name: 'XR policies up to their end line',
    style: 'indented',
    text: 'route-policy P\n  if destination in PS then\n    pass\n  endif\nend-policy\n!\nprefix-set PS\n  10.0.0.0/8\nend-set\nrouter static',
    tree: [
      '1-5 route-policy P',
      '  2-3 if destination in PS then',
      '    3-3 pass',
      '  4-5 endif',
      '7-9 prefix-set PS',
      '  8-9 10.0.0.0/8',
      '10-10 router static',
    ],
  },
  {
    name: 'a banner up to its delimiter',
    style: 'indented',
    text: 'banner motd ^C\nhostname evil\n interface x\n^C\nhostname r1',
    tree: ['1-4 banner motd ^C', '5-5 hostname r1'],
  },
  {
    name: 'a banner on one line',
    style: 'indented',
    text: 'banner login #Keep out#\nhostname r1',
    tree: ['1-1 banner login #Keep out#', '2-2 hostname r1'],
  },
  {
    name: 'a banner with a letter as delimiter',
    style: 'indented',
    text: 'banner motd c\nfirst line\nlast line c\nhostname r1',
    tree: ['1-3 banner motd c', '4-4 hostname r1'],
  },
  {
    name: 'an EOS banner up to EOF',
    style: 'indented',
    text: 'banner motd\nhello\nEOF\nhostname r1',
    tree: ['1-3 banner motd', '4-4 hostname r1'],
  },
  {
    name: 'ASA banners, which have no delimiter',
    style: 'indented',
    text: 'banner motd Welcome to asa01\nbanner motd No entry\nhostname asa01\ninterface G0/0\n nameif Warm',
    tree: [
      '1-1 banner motd Welcome to asa01',
      '2-2 banner motd No entry',
      '3-3 hostname asa01',
      '4-5 interface G0/0',
      '  5-5 nameif Warm',
    ],
  },
  {
    name: 'a banner that never ends, in a half-written file',
    style: 'indented',
    text: 'hostname r1\nbanner motd ^C\nhello\ninterface Gi0/1\n shutdown',
    tree: [
      '1-1 hostname r1',
      '2-2 banner motd ^C',
      '3-3 hello',
      '4-5 interface Gi0/1',
      '  5-5 shutdown',
    ],
  },
  {
    name: 'tabs as indentation',
    style: 'indented',
    text: 'interface Gi0/1\n\tshutdown\n\t mtu 1500',
    tree: ['1-3 interface Gi0/1', '  2-3 shutdown', '    3-3 mtu 1500'],
  },
  {
    name: 'a file that begins in the middle of a section',
    style: 'indented',
    text: ' ip address 10.0.0.1 255.0.0.0\n shutdown\nhostname r1',
    tree: ['1-1 ip address 10.0.0.1 255.0.0.0', '2-2 shutdown', '3-3 hostname r1'],
  },
  {
    name: 'Junos braces',
    style: 'braces',
    text: '## Last commit\nsystem {\n    host-name r1; ## SECRET-DATA\n    services {\n        ssh;\n    }\n}\nsnmp {\n    community x;\n}',
    tree: [
      '2-7 system',
      '  3-3 host-name r1',
      '  4-6 services',
      '    5-5 ssh',
      '8-10 snmp',
      '  9-9 community x',
    ],
  },
  {
    name: 'braces that never close',
    style: 'braces',
    text: 'system {\n    services {\n        ssh;',
    tree: ['1-3 system', '  2-3 services', '    3-3 ssh'],
  },
  {
    name: 'braces that close too often',
    style: 'braces',
    text: '}\nsystem {\n}\n}\nsnmp {\n    x;\n}',
    tree: ['2-3 system', '5-7 snmp', '  6-6 x'],
  },
  {
    name: 'Junos set lines, by their leading words',
    style: 'set',
    text: 'set system host-name r1\nset interfaces ge-0/0/0 unit 0 family inet address 10.0.0.1/24\nset interfaces ge-0/0/0 description x\nset interfaces ge-0/0/1 disable',
    tree: [
      '1-1 system host-name r1',
      '2-4 interfaces',
      '  2-3 ge-0/0/0',
      '    2-2 unit 0 family inet address 10.0.0.1/24',
      '    3-3 description x',
      '  4-4 ge-0/0/1 disable',
    ],
  },
  { name: 'nothing', style: 'indented', text: '', tree: [] },
  { name: 'comments only', style: 'indented', text: '!\n! x\n\n', tree: [] },
];

const PEM = '-----BEGIN CERTIFICATE-----';
const opaque: readonly Case[] = [
  {
    name: 'a certificate as one block',
    style: 'indented',
    text: 'crypto pki certificate chain X\n certificate self-signed 01\n  30820330 30820218\n  0D010105\n  \tquit\nhostname r1',
    tree: [
      '1-5 crypto pki certificate chain X',
      '  2-5 certificate self-signed 01',
      '6-6 hostname r1',
    ],
  },
  {
    name: 'a certificate kept in a file, which has no block',
    style: 'indented',
    text: 'crypto pki certificate chain X\n certificate ca 01 nvram:X.cer\nhostname r1',
    tree: [
      '1-2 crypto pki certificate chain X',
      '  2-2 certificate ca 01 nvram:X.cer',
      '3-3 hostname r1',
    ],
  },
  {
    name: 'a banner whose delimiter ends a line of text',
    style: 'indented',
    text: 'banner login ^C\nUnauthorized a^C\nhostname r1',
    tree: ['1-2 banner login ^C', '3-3 hostname r1'],
  },
  {
    name: 'a macro up to its @',
    style: 'indented',
    text: 'macro name X\ninterface Gi0/1\n@\nhostname r1',
    tree: ['1-3 macro name X', '4-4 hostname r1'],
  },
  {
    name: 'a PEM key in braces',
    style: 'braces',
    text: `security {\n  key "${PEM}\nMIIB{};\n-----END CERTIFICATE-----";\n}\nsystem {\n}`,
    tree: ['1-5 security', `  2-4 key "${PEM} MIIB{}; -----END CERTIFICATE-----"`, '6-7 system'],
  },
  {
    name: 'braces and values on one line, with # and { in quotes',
    style: 'braces',
    text: 'system { host-name r1; }\ninterfaces {\n  ge-0/0/0 { description "a # {b};"; }\n}',
    tree: [
      '1-1 system',
      '  1-1 host-name r1',
      '2-4 interfaces',
      '  3-3 ge-0/0/0',
      '    3-3 description "a # {b};"',
    ],
  },
  {
    name: 'a list over several lines',
    style: 'braces',
    text: 'a {\n  vlan members [ x\n    y ];\n}',
    tree: ['1-4 a', '  2-3 vlan members [ x y ]'],
  },
  {
    name: 'what a device prints before its configuration',
    style: 'indented',
    text: 'show running-config\nBuilding configuration...\nCurrent configuration : 12 bytes\nhostname r1',
    tree: ['4-4 hostname r1'],
  },
];

describe('parseConfigTree', () => {
  for (const { name, style, text, tree } of opaque) {
    it(`reads ${name}`, () => {
      assert.deepEqual(outline(parseConfigTree(text.split('\n'), style)), tree);
    });
  }

  it('says which sections are text', () => {
    const text = 'banner motd ^C\ninterface x\n^C\nhostname r1';
    const nodes = parseConfigTree(text.split('\n'), 'indented');
    assert.deepEqual(
      nodes.map((node) => node.opaque),
      [true, undefined],
    );
  });

  const commented: readonly (readonly [Style, string])[] = [
    ['indented', '! above\ninterface Gi0/1\n ! inside\n shutdown\n!\n! last'],
    ['braces', '## above\nsystem {\n  /* inside */\n  ssh;\n}\n# last'],
    ['set', '# above\nset system ssh\n# inside\nset snmp x'],
  ];
  for (const [style, text] of commented) {
    it(`keeps comments beside what they speak of (${style})`, () => {
      const found: string[] = [];
      const collect = (nodes: readonly ConfigNode[]): void => {
        for (const { comments = [], children } of nodes) {
          found.push(...comments.map(({ line, text: said }) => `${line} ${said}`));
          collect(children);
        }
      };
      collect(parseConfigTree(text.split('\n'), style));
      const expected = text
        .split('\n')
        .flatMap((line, index) => (/above|inside|last/.test(line) ? [index + 1] : []));
      assert.deepEqual(found.map((each) => Number.parseInt(each, 10)).sort(), expected);
    });
  }

  it('answers for any lines, with ranges inside of the text and of their parents', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom('a {', '}', 'b;', ' x', '"', '/*', '[', 'banner motd ^C', 'set a b', ' quit'),
    );
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom(...STYLES), (lines, style) => {
        const check = (nodes: readonly ConfigNode[], first: number, last: number): void => {
          for (const { startLine, endLine, children } of nodes) {
            assert(startLine >= first && endLine <= last && startLine <= endLine);
            check(children, startLine, endLine);
          }
        };
        check(parseConfigTree(lines, style), 1, lines.length);
      }),
      { numRuns: 500 },
    );
  });

  for (const [name, text] of HOSTILE) {
    it(`is linear on ${name}`, function () {
      this.timeout(20_000);
      for (const style of STYLES) {
        assertLinear((size) => {
          const lines = text(size).split('\n');
          return () => parseConfigTree(lines, style);
        });
      }
    });
  }

  for (const { name, style, text, tree } of cases) {
    it(`reads ${name}`, () => {
      assert.deepEqual(outline(parseConfigTree(text.split('\n'), style)), tree);
    });
  }
});
