import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfigTree } from '../../../../src/network/config/configTree.ts';
import { ConfigModel } from '../../../../src/network/editor/configModel.ts';
import {
  configOutline,
  MAX_OUTLINE_ITEMS,
  type OutlineItem,
} from '../../../../src/network/editor/outline.ts';

const CONFIGS = join(import.meta.dirname, '../../../fixtures/sample-network/configs');

function modelOf(path: string): ConfigModel {
  return new ConfigModel(readFileSync(join(CONFIGS, path), 'utf8'));
}

/** `start-end [kind] name — detail`, indented by depth. */
function shown(items: readonly OutlineItem[], depth = 0): string[] {
  return items.flatMap(({ startLine, endLine, kind, name, detail, children }) => [
    `${'  '.repeat(depth)}${startLine}-${endLine} [${kind}] ${name}${detail && ` — ${detail}`}`,
    ...shown(children, depth + 1),
  ]);
}

/** Every expected entry is in the outline of the sample; the whole would repeat the file. */
const SAMPLES: readonly (readonly [path: string, entries: readonly string[]])[] = [
  [
    'br1-rtr01.cfg',
    [
      '9-9 [device] hostname br1-rtr01',
      '24-28 [vrf] vrf definition MGMT',
      '48-56 [policy-map] policy-map PM-WAN-OUT',
      '  49-50 [class] class CM-VOICE',
      '74-84 [interface] interface GigabitEthernet0/0/0 — WAN to wan-xr01',
      '133-136 [interface] interface GigabitEthernet0 — 172.31.99.2 255.255.255.0',
      '169-170 [list] ip prefix-list PL-DC',
      '176-185 [list] ip access-list extended ACL-WAN-IN',
      '196-196 [policy] route-map RM-WAN-OUT deny 100',
      '204-207 [access] snmp-server',
    ],
  ],
  [
    'edge-mx01.conf',
    [
      '  31-39 [interface] ge-0/0/0 — to wan-xr01 Gi0/0/0/2',
      '      35-37 [section] family inet — 192.0.2.10/30',
      '    84-92 [neighbor] group WAN',
      '      87-91 [neighbor] neighbor 192.0.2.9 — wan-xr01',
      '  111-114 [list] prefix-list PL-ACME',
      '  119-127 [policy] policy-statement PS-WAN-IN',
    ],
  ],
  [
    'wan-xr01.cfg',
    ['43-45 [list] prefix-set PS-BRANCH', '55-65 [policy] route-policy RP-BRANCH-IN'],
  ],
  ['br1-asa01.cfg', ['59-63 [list] access-list OUTSIDE_IN']],
  ['lab/junos-srx-1.cfg', ['  23-30 [crypto] ike']],
];

describe('the outline', () => {
  for (const [path, entries] of SAMPLES) {
    it(`shows the sections of ${path}`, () => {
      const lines = new Set(shown(modelOf(path).outline));
      assert.deepEqual(
        entries.filter((entry) => !lines.has(entry)),
        [],
        [...lines].join('\n'),
      );
    });
  }

  it('leaves out what says nothing by itself', () => {
    const names = shown(modelOf('edge-mx01.conf').outline).map((line) => line.trim());
    assert.deepEqual(
      names.filter((line) => /\] (?:from|then)$/.test(line)),
      [],
    );
    const policy = shown(modelOf('wan-xr01.cfg').outline).filter((line) => /\] if /.test(line));
    assert.deepEqual(policy, []);
  });

  it('keeps children inside of their parent, in line order', () => {
    const check = (items: readonly OutlineItem[], first: number, last: number): void => {
      let before = first;
      for (const { startLine, endLine, children, name } of items) {
        assert.ok(startLine >= before && endLine >= startLine && endLine <= last, name);
        before = startLine;
        check(children, startLine, endLine);
      }
    };
    for (const [path] of SAMPLES) check(modelOf(path).outline, 1, 10_000);
  });

  it('is bounded, and the sections at the left edge come first', () => {
    const lines = ['router bgp 1', ...Array(MAX_OUTLINE_ITEMS).fill([' neighbor x', '  a']).flat()];
    lines.push('interface Ethernet1', ' mtu 9000');
    const outline = configOutline(parseConfigTree(lines, 'indented'), 'indented');
    assert.deepEqual(
      outline.map(({ name }) => name),
      ['router bgp 1', 'interface Ethernet1'],
    );
    assert.equal(shown(outline).length, MAX_OUTLINE_ITEMS);
  });
});
