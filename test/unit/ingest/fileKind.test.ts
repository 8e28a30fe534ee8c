import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { DocumentKind } from '../../../src/core/types.ts';
import {
  detectKind,
  guessBinaryKind,
  guessKind,
  isReadableName,
} from '../../../src/ingest/fileKind.ts';
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

/** Captures of a configuration, outputs without a prompt, and texts that look like others. */
const more: readonly (readonly [string, string, DocumentKind])[] = [
  [
    'r1.txt',
    'r1#show running-config\nversion 17.9\nhostname r1\ninterface Gi0/1\nr1#exit',
    'config',
  ],
  [
    'r1.txt',
    'r1#term len 0\nr1#sh run\nversion 17.9\nhostname r1\nr1#show run | inc x\nr1#',
    'config',
  ],
  ['notes', '# Plan\n\nText.\n\n## Steps\n\n- [ ] first\n- [x] second\n', 'markdown'],
  ['x.txt', '<134>1 2024-03-01T10:00:00Z r1 sshd 1 - - Accepted\n'.repeat(3), 'log'],
  ['x.txt', '*Mar  1 10:00:00.123: %SYS-5-CONFIG_I: Configured\n'.repeat(3), 'log'],
  ['x.cfg', '! comment\n!\nhostname r1\ninterface Gi0/1\n description a # b\n', 'config'],
];

const magic: readonly (readonly [number[] | string, DocumentKind | undefined])[] = [
  [[0xd4, 0xc3, 0xb2, 0xa1, 0, 0], 'capture'],
  [[0xa1, 0xb2, 0xc3, 0xd4, 0, 0], 'capture'],
  [[0x4d, 0x3c, 0xb2, 0xa1, 0, 0], 'capture'],
  [[0x0a, 0x0d, 0x0d, 0x0a, 0, 0], 'capture'],
  ['%PDF-1.7\n', 'pdf'],
  ['\n\njunk %PDF-1.4', 'pdf'],
  [`${' '.repeat(2_000)}%PDF-1.4`, undefined],
  ['hostname r1\n', undefined],
  ['', undefined],
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
  ['report.pdf', true],
  ['tool.exe', false],
];

describe('file kinds', () => {
  for (const [path, text, kind] of more) {
    it(`takes ${path} with ${JSON.stringify(text.slice(0, 40))} for ${kind}`, () => {
      const guess = guessKind(path, text.split('\n'), guessPlatform(text));
      assert.equal(guess.kind, kind);
      assert(guess.confidence > 0 && guess.confidence <= 1);
      assert(guess.reasons.length > 0);
    });
  }

  for (const [content, kind] of magic) {
    it(`takes bytes ${JSON.stringify(content).slice(0, 30)} for ${kind}`, () => {
      const bytes = typeof content === 'string' ? Buffer.from(content) : Uint8Array.from(content);
      assert.equal(guessBinaryKind(bytes)?.kind, kind);
    });
  }

  it('answers for any text under any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, path) => {
        const { confidence } = guessKind(path, text.split('\n'), guessPlatform(text));
        assert(confidence >= 0 && confidence <= 1);
        guessBinaryKind(Buffer.from(text, 'latin1'));
      }),
    );
  });

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
