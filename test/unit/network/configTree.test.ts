import assert from 'node:assert/strict';
import { type ConfigNode, parseConfigTree } from '../../../src/network/configTree.ts';
import type { PlatformGuess } from '../../../src/network/platform.ts';

type Style = PlatformGuess['style'];

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

describe('parseConfigTree', () => {
  for (const { name, style, text, tree } of cases) {
    it(`reads ${name}`, () => {
      assert.deepEqual(outline(parseConfigTree(text.split('\n'), style)), tree);
    });
  }
});
