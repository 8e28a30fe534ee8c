import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Platform } from '../../../src/core/types.ts';
import { guessPlatform } from '../../../src/network/platform.ts';
import { assertLinear, HOSTILE } from './hostileTexts.ts';

const CONFIGS = join(import.meta.dirname, '../../fixtures/sample-network/configs');
const SMALL = join(import.meta.dirname, '../../fixtures/configs');

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

/** Small configurations of test/fixtures/configs; IOS-XE counts as IOS where it is not said. */
const small: readonly (readonly [string, Platform, string])[] = [
  ['asa-objects.cfg', 'asa', 'indented'],
  ['eos-bgp.cfg', 'eos', 'indented'],
  ['eos-mlag.cfg', 'eos', 'indented'],
  ['ios-bgp.cfg', 'ios', 'indented'],
  ['ios-ip-sla.cfg', 'ios', 'indented'],
  ['iosxe-show-run.cfg', 'ios-xe', 'indented'],
  ['junos-vlan-set.cfg', 'junos', 'set'],
  ['junos-vrf-braces.cfg', 'junos', 'braces'],
  ['nxos-vrf.cfg', 'nx-os', 'indented'],
  ['xr-ospf.cfg', 'ios-xr', 'indented'],
  ['xr-route-policy.cfg', 'ios-xr', 'indented'],
];

/** What a terminal or a collector puts before a configuration. */
const NOISE = [
  '',
  'show running-config\nBuilding configuration...\n\nCurrent configuration : 1234 bytes\n',
  'r1#show run\n\n',
  'Mon Mar  4 10:00:00.123 UTC\n',
];

const IOS_INTERFACE = 'interface Gi0/0/1\n ip address 10.0.0.1 255.255.255.0\n';
const paths: readonly (readonly [string, string, Platform])[] = [
  [IOS_INTERFACE, 'iosxe/sw1.cfg', 'ios-xe'],
  [IOS_INTERFACE, 'nxos/sw1.cfg', 'cisco-like'],
  [IOS_INTERFACE, 'sw1.cfg', 'ios'],
  ['Friday', 'nexus.txt', 'unknown'],
  ['hostname r1\ninterface Vlan1\n shutdown', 'lab/arista/r1.cfg', 'eos'],
];

describe('guessPlatform', () => {
  for (const [file, platform, style] of small) {
    for (const noise of NOISE) {
      it(`recognises ${file} after ${JSON.stringify(noise.slice(0, 20))}`, () => {
        const text = readFileSync(join(SMALL, file), 'utf8');
        const guess = guessPlatform(noise + text);
        assert.deepEqual([guess.platform, guess.style], [platform, style]);
        assert(guess.reasons.length > 0);
        for (const reason of guess.reasons) {
          assert(text.includes(reason.replace(/…$/, '')), `${reason} is no line of the file`);
        }
      });
    }
  }

  it('reads line ends of all kinds alike', () => {
    const text = readFileSync(join(SMALL, 'eos-mlag.cfg'), 'utf8');
    for (const end of ['\n', '\r\n', '\r']) {
      const guess = guessPlatform(text.replace(/\n/g, end));
      assert.deepEqual([guess.platform, guess.style], ['eos', 'indented']);
    }
  });

  for (const [text, path, platform] of paths) {
    it(`takes ${path} for ${platform}`, () => {
      assert.equal(guessPlatform(text, path).platform, platform);
    });
  }

  it('answers for any text, with a confidence between 0 and 1', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, path) => {
        const { platform, confidence, reasons } = guessPlatform(text, path);
        assert(confidence >= 0 && confidence <= 1);
        assert.equal(reasons.length === 0, platform === 'unknown');
      }),
    );
  });

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

  for (const [name, text] of HOSTILE) {
    it(`is linear on ${name}`, function () {
      this.timeout(20_000);
      assertLinear((size) => {
        const whole = `hostname r1\n${text(size)}`;
        return () => guessPlatform(whole);
      });
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
