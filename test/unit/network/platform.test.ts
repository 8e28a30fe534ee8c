import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Platform } from '../../../src/core/types.ts';
import { guessPlatform } from '../../../src/network/platform.ts';

const CONFIGS = join(import.meta.dirname, '../../fixtures/sample-network/configs');

const files: readonly (readonly [string, Platform, string])[] = [
  ['br1-rtr01.cfg', 'ios-xe', 'indented'],
  ['br1-rtr02.cfg', 'ios-xe', 'indented'],
  ['br1-sw01.cfg', 'ios-xe', 'indented'],
  ['lab/as2border1.cfg', 'ios', 'indented'],
  ['dc1-nxs01.cfg', 'nx-os', 'indented'],
  ['dc1-nxs02.cfg', 'nx-os', 'indented'],
  ['wan-xr01.cfg', 'ios-xr', 'indented'],
  ['br1-asa01.cfg', 'asa', 'indented'],
  ['agg-eos01.cfg', 'eos', 'indented'],
  ['lab/dc1-leaf1a.cfg', 'eos', 'indented'],
  ['edge-mx01.conf', 'junos', 'braces'],
  ['lab/junos-srx-1.cfg', 'junos', 'set'],
];

const snippets: readonly (readonly [string, Platform, string])[] = [
  ['version 15.2\nhostname r1\ninterface FastEthernet0/0\n', 'ios', 'indented'],
  ['version 17.9\nhostname r1\n', 'ios-xe', 'indented'],
  ['feature bgp\nvrf context A\n', 'nx-os', 'indented'],
  ['!! IOS XR Configuration 7.9.2\nhostname x\n', 'ios-xr', 'indented'],
  ['prefix-set PS\n  10.0.0.0/8\nend-set\n', 'ios-xr', 'indented'],
  ['ASA Version 9.16(4)\nhostname a\n', 'asa', 'indented'],
  ['! device: sw1 (DCS-7050, EOS-4.30.1F)\nhostname sw1\n', 'eos', 'indented'],
  ['set system host-name j1\nset interfaces ge-0/0/0 unit 0\n', 'junos', 'set'],
  ['system {\n    host-name j1;\n}\n', 'junos', 'braces'],
  ['hostname r1\ninterface Vlan1\nrouter ospf 1\n', 'cisco-like', 'indented'],
  ['', 'unknown', 'none'],
  ['Dear colleagues,\nthe maintenance is on Friday.\n', 'unknown', 'none'],
  ['{"name": "x", "version": 3}', 'unknown', 'none'],
  ['\u0000\ufffd\n\n\r', 'unknown', 'none'],
];

describe('guessPlatform', () => {
  for (const [file, platform, style] of files) {
    it(`recognises ${file} as ${platform}`, () => {
      const guess = guessPlatform(readFileSync(join(CONFIGS, file), 'utf8'));
      assert.deepEqual([guess.platform, guess.style], [platform, style]);
      assert(guess.confidence > 0.5, `confidence ${guess.confidence}`);
    });
  }

  for (const [text, platform, style] of snippets) {
    it(`recognises ${JSON.stringify(text.slice(0, 40))} as ${platform}`, () => {
      const guess = guessPlatform(text);
      assert.deepEqual([guess.platform, guess.style], [platform, style]);
    });
  }

  const hostile: readonly (readonly [string, string])[] = [
    ['blank lines', `hostname r1\n${'\n'.repeat(200_000)}x`],
    ['spaces', `hostname r1\n${' '.repeat(200_000)}x`],
    ['indented blank lines', `hostname r1\n${' \n'.repeat(100_000)}x`],
    ['words', `${'a '.repeat(100_000)}`],
  ];
  for (const [name, text] of hostile) {
    it(`is quick on endless ${name}`, function () {
      this.timeout(2_000);
      guessPlatform(text);
    });
  }
});
