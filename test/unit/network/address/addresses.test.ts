import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addressesIn } from '../../../../src/network/address/addresses.ts';
import { formatAddress } from '../../../../src/network/address/ipv6.ts';
import type { PlatformGuess } from '../../../../src/network/platform.ts';
import { assertLinear, HOSTILE } from '../hostileTexts.ts';

type Style = PlatformGuess['style'];

/** `line role address/length owner @vrf`, or `first-last` for a range. */
function uses(style: Style, text: string): string[] {
  return addressesIn(text.split('\n'), { style }).map(
    ({ line, role, first, last, address, prefixLength, owner, vrf }) => {
      const range =
        prefixLength === undefined
          ? `${formatAddress(first)}-${formatAddress(last)}`
          : `${formatAddress(address ?? first)}/${prefixLength}`;
      return [line, role, range, owner, vrf && `@${vrf}`].filter((part) => part).join(' ');
    },
  );
}

const cases: readonly (readonly [
  name: string,
  Style,
  text: string,
  expected: readonly string[],
])[] = [
  [
    'an IOS interface with its VRF, its second address and what it shares',
    'indented',
    'interface Gi0/1\n ip address 10.1.1.1 255.255.255.0\n ip address 10.1.2.1 255.255.255.0 secondary\n vrf forwarding A\n standby 1 ip 10.1.1.254\n ip helper-address 10.9.9.9\n ipv6 address 2001:DB8::1/64',
    [
      '2 interface 10.1.1.1/24 Gi0/1 @A',
      '3 interface 10.1.2.1/24 Gi0/1 @A',
      '5 interface 10.1.1.254/32 Gi0/1 @A',
      '6 host 10.9.9.9/32 @A',
      '7 interface 2001:db8::1/64 Gi0/1 @A',
    ],
  ],
  [
    'routes, with their next hops',
    'indented',
    'ip route vrf X 10.0.0.0 255.0.0.0 192.0.2.1 250\nip route 0.0.0.0 0.0.0.0 192.0.2.2',
    [
      '1 network 10.0.0.0/8 @X',
      '1 host 192.0.2.1/32 @X',
      '2 network 0.0.0.0/0',
      '2 host 192.0.2.2/32',
    ],
  ],
  [
    'lists, wildcards, hosts and pools',
    'indented',
    'ip access-list extended Z\n 10 permit tcp host 10.1.1.9 10.2.0.0 0.0.255.255 eq 22\naccess-list 10 permit 10.0.0.1\nip nat pool P 203.0.113.1 203.0.113.9 netmask 255.255.255.0\nip prefix-list L seq 5 permit 10.0.0.0/8 le 24',
    [
      '2 network 10.1.1.9/32',
      '2 network 10.2.0.0/16',
      '3 network 10.0.0.1/32',
      '4 network 203.0.113.1-203.0.113.9',
      '5 network 10.0.0.0/8',
    ],
  ],
  [
    'any source, pools with hyphens and hosts with a zone',
    'indented',
    'access-list 9 permit 0.0.0.0 255.255.255.255\nip local pool V 10.9.0.1-10.9.0.254 mask 255.255.255.0\nrouter bgp 1\n neighbor FE80::1%GigabitEthernet0/1 remote-as 2',
    ['1 network 0.0.0.0/0', '2 network 10.9.0.1-10.9.0.254', '4 host fe80::1/128'],
  ],
  [
    'what is taken from an interface, and who may reach it, as no address of it',
    'indented',
    'interface Gi0/1\n no ip address 10.1.1.1 255.255.255.0\n vrf forwarding A\n glbp 1 ip 10.1.1.3\ncontrol-plane\n management-plane\n  inband\n   interface Gi0/2\n    allow SSH peer\n     address ipv4 10.2.0.0/16',
    ['2 network 10.1.1.1/24 @A', '4 interface 10.1.1.3/32 Gi0/1 @A', '10 network 10.2.0.0/16'],
  ],
  [
    'neighbors, networks and servers, but no areas',
    'indented',
    'router ospf 1\n network 10.5.0.0 0.0.255.255 area 0.0.0.1\nrouter bgp 1\n address-family ipv4 vrf C\n  neighbor 10.2.2.2 remote-as 3\nntp server vrf MGMT 10.8.8.8\nsnmp-server view X 1.3.6.1.2 included',
    ['2 network 10.5.0.0/16', '5 host 10.2.2.2/32 @C', '6 host 10.8.8.8/32 @MGMT'],
  ],
  [
    'NX-OS: VRF context and HSRP',
    'indented',
    'vrf context T\n  ip route 0.0.0.0/0 10.9.0.1\ninterface Vlan10\n  vrf member T\n  ip address 10.10.10.2/24\n  hsrp 10\n    ip 10.10.10.1',
    [
      '2 network 0.0.0.0/0 @T',
      '2 host 10.9.0.1/32 @T',
      '5 interface 10.10.10.2/24 Vlan10 @T',
      '7 interface 10.10.10.1/32 Vlan10 @T',
    ],
  ],
  [
    'XR: static routes of a VRF',
    'indented',
    'interface Gi0/0/0/0\n vrf C\n ipv4 address 10.0.0.1 255.255.255.252\nrouter static\n vrf C\n  address-family ipv4 unicast\n   10.1.0.0/16 192.0.2.1',
    ['3 interface 10.0.0.1/30 Gi0/0/0/0 @C', '7 network 10.1.0.0/16 @C', '7 host 192.0.2.1/32 @C'],
  ],
  [
    'ASA: standby addresses and objects',
    'indented',
    'interface Gi0/0\n nameif outside\n ip address 203.0.113.2 255.255.255.248 standby 203.0.113.3\nobject network A\n range 10.0.0.10 10.0.0.20\nobject network B\n subnet 10.1.0.0 255.255.0.0',
    [
      '3 interface 203.0.113.2/29 Gi0/0',
      '3 host 203.0.113.3/32 Gi0/0',
      '5 network 10.0.0.10-10.0.0.20',
      '7 network 10.1.0.0/16',
    ],
  ],
  [
    'Junos set lines, each address once, with the instance of its interface',
    'set',
    'set interfaces irb unit 10 family inet address 10.10.10.2/24 vrrp-group 1 virtual-address 10.10.10.1\nset interfaces irb unit 10 family inet address 10.10.10.2/24 vrrp-group 1 priority 110\nset routing-instances C interface irb.10\nset routing-instances C routing-options static route 0.0.0.0/0 next-hop 10.9.0.1\nset security nat source pool P address 10.0.0.1/32 to 10.0.0.9/32\nset policy-options prefix-list L 10/8\nset protocols ospf area 0.0.0.1 interface irb.10',
    [
      '1 interface 10.10.10.2/24 irb.10 @C',
      '1 interface 10.10.10.1/32 irb.10 @C',
      '4 network 0.0.0.0/0 @C',
      '4 host 10.9.0.1/32 @C',
      '5 network 10.0.0.1-10.0.0.9',
      '6 network 10.0.0.0/8',
    ],
  ],
  [
    'Junos braces',
    'braces',
    'interfaces {\n    lo0 {\n        unit 0 {\n            family inet6 {\n                address 2001:db8::1/128;\n            }\n        }\n    }\n}\nprotocols { bgp { group X { neighbor 10.0.0.2 { peer-as 3; } } } }\nsystem {\n    name-server {\n        10.0.0.53;\n    }\n}',
    ['5 interface 2001:db8::1/128 lo0.0', '10 host 10.0.0.2/32', '13 host 10.0.0.53/32'],
  ],
  [
    'a report',
    'none',
    'Host 10.1.1.1 (10.1.1.0/24), 2001:db8::1. 1.2.3.4.5 aa:bb:cc:dd:ee:ff 10:20:30',
    ['1 host 10.1.1.1/32', '1 network 10.1.1.0/24', '1 host 2001:db8::1/128'],
  ],
];

describe('addressesIn', () => {
  for (const [name, style, text, expected] of cases) {
    it(`reads ${name}`, () => assert.deepEqual(uses(style, text), expected));
  }

  it('gives ranges of one width in line order for any lines', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.ipV4().map((address) => ` ip address ${address} 255.255.255.0`),
      fc.ipV6().map((address) => `set interfaces x unit 0 family inet6 address ${address}/64`),
      fc.constantFrom('interface x', 'a {', '}', 'vrf context x', 'range 10.0.0.1 10.0.0.2'),
    );
    fc.assert(
      fc.property(
        fc.array(line),
        fc.constantFrom('indented' as const, 'braces' as const, 'set' as const, 'none' as const),
        (lines, style) => {
          let last = 0;
          for (const use of addressesIn(lines, { style })) {
            assert(use.line >= last && use.line <= lines.length);
            last = use.line;
            assert.match(use.first, /^(?:[\da-f]{8}|[\da-f]{32})$/);
            assert.equal(use.first.length, use.last.length);
            assert(use.first <= use.last);
            assert(!use.address || (use.first <= use.address && use.address <= use.last));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  for (const [name, text] of HOSTILE) {
    it(`is linear on ${name}`, function () {
      this.timeout(20_000);
      for (const style of ['indented', 'braces', 'set', 'none'] as const) {
        assertLinear((size) => {
          const lines = text(size).split('\n');
          return () => addressesIn(lines, { style });
        });
      }
    });
  }
});
