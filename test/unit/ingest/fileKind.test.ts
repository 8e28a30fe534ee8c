import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentKind } from '../../../src/core/types.ts';
import { detectKind, isReadableName } from '../../../src/ingest/fileKind.ts';
import { guessPlatform } from '../../../src/network/platform.ts';

const SAMPLE = join(import.meta.dirname, '../../fixtures/sample-network');
const LOG = 'Mar  3 02:14:07 r1 %LINK-3-UPDOWN: Interface Gi0/1, changed state to down';
const CAPTURE = 'r1#show ip bgp summary\nNeighbor V AS\nr1#show clock\n10:00';

const kinds: readonly (readonly [string, string, DocumentKind])[] = [
  ['a/notes.md', '# Title\nversion 17.9\nhostname r1', 'markdown'],
  ['r1.cfg', 'version 17.9\nhostname r1\ninterface Gi0/1', 'config'],
  ['r1.txt', 'version 17.9\nhostname r1\ninterface Gi0/1', 'config'],
  ['r1', 'hostname r1\ninterface Gi0/1', 'config'],
  ['mx.conf', 'system {\n    host-name mx;\n}', 'config'],
  ['any.txt', `${LOG}\n${LOG}`, 'log'],
  ['messages.3', `a prose line\nanother\nand another\n${LOG}`, 'log'],
  ['quiet.log', 'nothing that looks like a log', 'log'],
  ['r1.out', CAPTURE, 'show-output'],
  [
    'r1-tech.txt',
    `r1#show run\nversion 17.9\nhostname r1\ninterface Gi0/1\n${CAPTURE}`,
    'show-output',
  ],
  ['plan.txt', 'The maintenance is on Friday.', 'text'],
  ['empty.txt', '', 'text'],
];

const names: readonly (readonly [string, boolean])[] = [
  ['r1.cfg', true],
  ['a.b/r1', true],
  ['core1-confg', true],
  ['messages.12', true],
  ['r1.cfg.bak', true],
  ['UPPER.CFG', true],
  ['show.log', true],
  ['r1.pop2.example.net', true],
  ['sw-core-1.corp', true],
  ['10.1.1.1', true],
  ['picture.png', false],
  ['script.py', false],
  ['photo album.example.net', false],
  ['firmware.bin', false],
  ['archive.tar.gz', false],
  ['report.pdf', false],
  ['tool.exe', false],
];

describe('file kinds', () => {
  for (const [path, text, kind] of kinds) {
    it(`takes ${path} with ${JSON.stringify(text.slice(0, 24))} for ${kind}`, () => {
      assert.equal(detectKind(path, text.split('\n'), guessPlatform(text)), kind);
    });
  }

  for (const [path, readable] of names) {
    it(`${readable ? 'reads' : 'leaves'} ${path}`, () =>
      assert.equal(isReadableName(path), readable));
  }

  const sample: readonly (readonly [string, DocumentKind])[] = [
    ['configs/br1-rtr01.cfg', 'config'],
    ['configs/edge-mx01.conf', 'config'],
    ['configs/lab/junos-srx-1.cfg', 'config'],
    ['logs/br1-asa01.log', 'log'],
    ['logs/edge-mx01.log', 'log'],
    ['logs/wan-xr01.log', 'log'],
  ];
  for (const [path, kind] of sample) {
    it(`takes ${path} of the sample network for ${kind}`, () => {
      const text = readFileSync(join(SAMPLE, path), 'utf8');
      assert.equal(detectKind(path, text.split('\n'), guessPlatform(text)), kind);
    });
  }
});
