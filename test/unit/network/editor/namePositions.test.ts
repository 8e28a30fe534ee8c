import assert from 'node:assert/strict';
import { nameRange } from '../../../../src/network/editor/namePositions.ts';
import { addressAt, mnemonicAt } from '../../../../src/network/editor/tokenAt.ts';
import type { ReferenceKind } from '../../../../src/network/references.ts';
import { processorMs } from '../../support/processorTime.ts';

/** The expected place is marked by « and ». */
const NAMES: readonly (readonly [ReferenceKind, string, string])[] = [
  ['access-list', 'ACL-WAN-IN', ' ip access-group «ACL-WAN-IN» in'],
  ['access-list', 'in', ' ip access-group «in» in'],
  ['track', '10', ' standby 10 track «10» decrement 20'],
  ['prefix-list', 'PL', 'ip prefix-list «PL» seq 5 permit 10.0.0.0/8'],
  ['prefix-list', 'A', ' match ip address prefix-list AA «A» AAA'],
  ['route-policy', 'OUT', ' neighbor OUT route-map «OUT» out'],
  ['route-policy', 'PS-B', '    import [ PS-A «PS-B» ];'],
  ['interface', 'GigabitEthernet0/1', 'interface «gigabitethernet0/1»'],
  ['interface', 'Gi0/1', 'interface «GigabitEthernet 0/1»'],
  ['interface', 'ge-0/0/0.0', '        interface «ge-0/0/0.0»;'],
  ['interface', 'Gi0/1', 'interface GigabitEthernet0/1.10'],
  ['interface', 'Port-channel20', ' channel-group «20» mode active'],
  ['interface', 'ge-0/0/0.10', '        «unit 10» {'],
  ['vlan', '10', 'interface Vlan«10»'],
  ['vlan', '15', ' switchport trunk allowed vlan 1,«10-20»,30'],
  ['bgp-neighbor', '10.0.0.1 vrf A', '  neighbor «10.0.0.1» peer group B'],
  ['vrf', 'GONE', ' vrf forwarding KEPT'],
  ['vrf', '', ' vrf forwarding KEPT'],
];

const ADDRESSES: readonly (readonly [string, string])[] = [
  [' neighbor «192.0|.2.1» remote-as 65000', 'IPv4'],
  ['        address «10.25|5.4.1»/32;', 'before a prefix length'],
  [' neighbor «2001:db8|::1» remote-as 1', 'IPv6'],
  [' ipv6 address «f|e80::1»/64', 'IPv6 with a prefix length'],
  [' neigh|bor 192.0.2.1', 'beside it'],
  [' version 1.2.3.4.|5', 'five numbers'],
  [' address 300.1|.1.1', 'a number too high'],
  ['at 12:34|:56 today', 'a time'],
  [' mac 00:11:22|:33:44:55', 'a MAC address'],
];

const MNEMONICS: readonly (readonly [string, string])[] = [
  ['Mar  3 00:17:10.014 UTC: «%SEC-6-IPACC|ESSLOGP»: list ACL denied', 'IOS'],
  ['x: «%SECURITY-SSHD-6-INFO_S|UCCESS» : Successfully', 'XR'],
  ['Mar 03 br1-asa01 : «|%ASA-6-302013»: Built', 'ASA'],
  ['Mar  3 edge rpd[1]: «RPD_BGP_NEI|GHBOR_STATE_CHANGED»: BGP peer', 'Junos'],
  ['Mar  3 edge rpd[1]: RPD_X_Y: BGP |peer', 'beside it'],
  ['100% of LOG-9-|X', 'no code'],
];

function marked(line: string): {
  readonly text: string;
  readonly column: number;
  readonly expected: { readonly start: number; readonly end: number } | undefined;
} {
  const bare = line.replace('|', '');
  const start = bare.indexOf('«');
  const expected = start < 0 ? undefined : { start, end: bare.indexOf('»') - 1 };
  const column = line.replace(/[«»]/g, '').indexOf('|');
  return { text: bare.replace(/[«»]/g, ''), column, expected };
}

describe('places in a line', () => {
  for (const [kind, name, line] of NAMES) {
    it(`${kind} "${name}" in "${line.trim()}"`, () => {
      const { text, expected } = marked(line);
      assert.deepEqual(nameRange(text, { kind, name }), expected);
    });
  }

  for (const [find, cases] of [
    [addressAt, ADDRESSES],
    [mnemonicAt, MNEMONICS],
  ] as const) {
    for (const [line, what] of cases) {
      it(`${find.name}: ${what}`, () => {
        const { text, column, expected } = marked(line);
        const found = find(text, column);
        assert.deepEqual(found && { start: found.start, end: found.end }, expected);
        if (found) assert.equal(found.text, text.slice(found.start, found.end));
      });
    }
  }

  it('take linear time in endless lines', () => {
    const started = processorMs();
    for (const unit of ['1.', ':', 'a:', '%A-', 'A_', 'Gi0/1 ', '1']) {
      const line = unit.repeat(500_000);
      addressAt(line, 400_000);
      mnemonicAt(line, 400_000);
      nameRange(line, { kind: 'interface', name: 'Gi0/2' });
    }
    assert.ok(processorMs() - started < 10_000);
  });
});
