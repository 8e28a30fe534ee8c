import assert from 'node:assert/strict';
import { parseConfigTree } from '../../../../src/network/config/configTree.ts';
import { configFolds } from '../../../../src/network/editor/foldingRanges.ts';
import type { PlatformGuess } from '../../../../src/network/platform.ts';

const CASES: readonly {
  readonly name: string;
  readonly style: PlatformGuess['style'];
  readonly text: string;
  readonly folds: readonly string[];
}[] = [
  {
    name: 'sections and their sub-sections',
    style: 'indented',
    text: 'interface Gi0/1\n ip address 10.0.0.1 255.0.0.0\n!\nrouter bgp 1\n address-family ipv4\n  network 10.0.0.0\n!\nend',
    folds: ['1-2', '4-6', '5-6'],
  },
  {
    name: 'a banner as a region, whatever it looks like',
    style: 'indented',
    text: 'hostname a\nbanner motd ^C\n! keep out\n! of here\ninterface no\n really\n^C\nend',
    folds: ['2-7 region'],
  },
  {
    name: 'the lines of one list, not those of two',
    style: 'indented',
    text: 'ip prefix-list A seq 5 permit 10.0.0.0/8\nip prefix-list A seq 10 permit 11.0.0.0/8\nip prefix-list B permit 12.0.0.0/8\nend',
    folds: ['1-2'],
  },
  {
    name: 'comments that say something, not separators',
    style: 'indented',
    text: '! one\n! two\nhostname a\n!\n!\n!\nend',
    folds: ['1-2 comment'],
  },
  {
    name: 'braces, with the closing one in sight',
    style: 'braces',
    text: 'interfaces {\n    ge-0/0/0 {\n        mtu 1514;\n    }\n}\n',
    folds: ['1-4', '2-3'],
  },
  {
    name: 'set lines by what they share, once per first line',
    style: 'set',
    text: 'set system services ssh\nset system services netconf ssh\nset system ntp server 10.0.0.1\nset snmp location here',
    folds: ['1-3'],
  },
];

describe('folding', () => {
  for (const { name, style, text, folds } of CASES) {
    it(`covers ${name}`, () => {
      const lines = text.split('\n');
      assert.deepEqual(
        configFolds(lines, parseConfigTree(lines, style), style).map(
          ({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind ? ` ${kind}` : ''}`,
        ),
        folds,
      );
    });
  }
});
