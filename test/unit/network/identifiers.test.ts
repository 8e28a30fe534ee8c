import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addressesInLine, networkAround } from '../../../src/network/address/ipAddress.ts';
import { canonicalIpv6 } from '../../../src/network/address/ipv6.ts';
import { deviceNameFromPath, findHostname } from '../../../src/network/hostname.ts';
import { canonicalInterface, parseIpv4, prefixLength } from '../../../src/network/identifiers.ts';
import { canonicalMac } from '../../../src/network/macAddress.ts';
import { canonicalAs, canonicalCommunity } from '../../../src/network/routeIdentifiers.ts';
import { holdsVlan, parseVlanList, vlansOf } from '../../../src/network/vlanRange.ts';

const interfaces: readonly (readonly [string, string | undefined])[] = [
  ['GigabitEthernet0/0/1', 'gigabitethernet0/0/1'],
  ['Gi0/1', 'gigabitethernet0/1'],
  ['gi 0/1', 'gigabitethernet0/1'],
  ['Gig1/0/24', 'gigabitethernet1/0/24'],
  ['GigabitEthernet0/0/1.10', 'gigabitethernet0/0/1.10'],
  ['Te1/1/1', 'tengigabitethernet1/1/1'],
  ['TenGigE0/0/0/1', 'tengigabitethernet0/0/0/1'],
  ['HundredGigE0/0/0/0', 'hundredgige0/0/0/0'],
  ['Hu0/0/0/0', 'hundredgige0/0/0/0'],
  ['FortyGigE0/1', 'fortygige0/1'],
  ['Fa0/1', 'fastethernet0/1'],
  ['Eth1/49', 'ethernet1/49'],
  ['Et1', 'ethernet1'],
  ['Po20', 'port-channel20'],
  ['port-channel 20', 'port-channel20'],
  ['Bundle-Ether10', 'bundle-ether10'],
  ['Lo0', 'loopback0'],
  ['Tu100', 'tunnel100'],
  ['Vl10', 'vlan10'],
  ['Se0/0/0:15', 'serial0/0/0:15'],
  ['Ma1', 'management1'],
  ['mgmt0', 'management0'],
  ['Vx1', 'vxlan1'],
  ['ge-0/0/0.0', 'ge-0/0/0.0'],
  ['xe-1/2/3:1.100', 'xe-1/2/3:1.100'],
  ['ae1', 'ae1'],
  ['irb.100', 'irb.100'],
  ['TwentyFiveGigE1/0/1', 'twentyfivegige1/0/1'],
  ['TwentyFiveGigabitEthernet1/0/1', 'twentyfivegige1/0/1'],
  ['Twe1/0/1', 'twentyfivegige1/0/1'],
  ['FourHundredGigE0/0/0/1', 'fourhundredgige0/0/0/1'],
  ['HundredGigabitEthernet0/1', 'hundredgige0/1'],
  ['g0/1', 'gigabitethernet0/1'],
  ['e1/1', 'ethernet1/1'],
  ['e1', undefined],
  ['BE1.100', 'bundle-ether1.100'],
  ['MgmtEth0/RP0/CPU0/0', 'mgmteth0/rp0/cpu0/0'],
  ['Mg0/RSP0/CPU0/0', 'mgmteth0/rsp0/cpu0/0'],
  ['Nu0', 'null0'],
  ['nve1', 'nve1'],
  ['tunnel-ip1', 'tunnel-ip1'],
  ['BVI10', 'bvi10'],
  ['Di1', 'dialer1'],
  ['Port-channel10.5', 'port-channel10.5'],
  ['lo0.0', 'lo0.0'],
  ['reth0.0', 'reth0.0'],
  ['st0.1', 'st0.1'],
  ['irb', 'irb'],
  ['ae0', 'ae0'],
  ['x'.repeat(100_000), undefined],
  ['router', undefined],
  ['65001', undefined],
  ['10.1.1.0/24', undefined],
  ['area0', undefined],
  ['', undefined],
];

const networks: readonly (readonly [string, string])[] = [
  ['10.1.1.0/24', '10.1.1.0-10.1.1.255/24'],
  ['ip address 10.1.1.1 255.255.255.0', '10.1.1.0-10.1.1.255/24'],
  ['permit 10.1.0.0 0.0.255.255', '10.1.0.0-10.1.255.255/16'],
  ['network 10.10.0.0 mask 255.255.0.0', '10.10.0.0-10.10.255.255/16'],
  ['route 0.0.0.0/0', '0.0.0.0-255.255.255.255/0'],
  ['10.1.1.1/32', '10.1.1.1-10.1.1.1/32'],
  ['ip address 10.255.1.1 255.255.255.255', '10.255.1.1-10.255.1.1/32'],
  ['network 10.255.1.1 0.0.0.0 area 0', '10.255.1.1-10.255.1.1/32'],
  ['ip route 0.0.0.0 0.0.0.0 10.0.0.1', '0.0.0.0-255.255.255.255/0'],
  ['permit 0.0.0.0 255.255.255.255', '0.0.0.0-255.255.255.255/0'],
  ['10.1.1.1/33', ''],
  ['10.1.1.0/240', ''],
  ['300.1.1.1/24', ''],
  ['10.1.1.1 255.0.255.0', ''],
  ['10.1.1.1', ''],
];

const macs: readonly (readonly [string, string | undefined])[] = [
  ['aabb.ccdd.eeff', 'aabb.ccdd.eeff'],
  ['AA:BB:CC:DD:EE:FF', 'aabb.ccdd.eeff'],
  ['aa-bb-cc-dd-ee-ff', 'aabb.ccdd.eeff'],
  ['aabb-ccdd-eeff', 'aabb.ccdd.eeff'],
  ['aabbcc:ddeeff', 'aabb.ccdd.eeff'],
  ['aabbccddeeff', 'aabb.ccdd.eeff'],
  ['123456789012', undefined],
  ['aa:bb-cc:dd:ee:ff', undefined],
  ['aa:bb:cc:dd:ee', undefined],
  ['aabb.ccdd.eefg', undefined],
  ['', undefined],
];

const asNumbers: readonly (readonly [string, string | undefined])[] = [
  ['65001', '65001'],
  ['AS65001', '65001'],
  ['1.10', '65546'],
  ['0.65001', '65001'],
  ['65535.65535', '4294967295'],
  ['4294967295', '4294967295'],
  ['4294967296', undefined],
  ['0', undefined],
  ['65536.1', undefined],
  ['1.2.3', undefined],
];

const communities: readonly (readonly [string, string | undefined])[] = [
  ['65001:100', '65001:100'],
  ['4259905636', '65001:100'],
  ['no-export', '65535:65281'],
  ['NO-ADVERTISE', '65535:65282'],
  ['65001:1:2', '65001:1:2'],
  ['large:65001:1:2', '65001:1:2'],
  ['target:65001:1', 'rt:65001:1'],
  ['rt:1.10:5', 'rt:65546:5'],
  ['origin:10.0.0.1:5', 'soo:10.0.0.1:5'],
  ['65536:1', undefined],
  ['65001:99999', undefined],
  ['1:2:3:4', undefined],
  ['CUSTOMER', undefined],
];

const ipv6: readonly (readonly [string, string | undefined])[] = [
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['2001:0db8::0001', '2001:db8::1'],
  ['2001:db8:0:1:0:0:0:1', '2001:db8:0:1::1'],
  ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['2001:db8::/32', '2001:db8::/32'],
  ['fe80::1%eth0', 'fe80::1%eth0'],
  ['::ffff:192.0.2.1', '::ffff:c000:201'],
  ['::', '::'],
  ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['1:2:3', undefined],
  ['::1::', undefined],
  ['aa:bb:cc:dd:ee:ff', undefined],
  ['10.0.0.1', undefined],
];

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

const octet = fc.integer({ min: 0, max: 255 });
const address = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join('.'));

describe('identifiers', () => {
  for (const [text, canonical] of interfaces) {
    it(`spells the interface ${JSON.stringify(text)} as ${canonical}`, () => {
      assert.equal(canonicalInterface(text), canonical);
    });
  }

  for (const [name, table, canonical] of [
    ['MAC address', macs, canonicalMac],
    ['AS number', asNumbers, canonicalAs],
    ['community', communities, canonicalCommunity],
    ['IPv6 address', ipv6, canonicalIpv6],
  ] as const) {
    for (const [text, expected] of table) {
      it(`spells the ${name} ${JSON.stringify(text)} as ${expected}`, () => {
        assert.equal(canonical(text), expected);
      });
    }
  }

  it('spells a canonical form as itself, for any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.ipV6(), fc.stringMatching(/^[\da-f:.-]{0,20}$/)),
        (text) => {
          for (const canonical of [canonicalInterface, canonicalMac, canonicalAs, canonicalIpv6]) {
            const once = canonical(text);
            if (once !== undefined) assert.equal(canonical(once), once);
          }
        },
      ),
    );
  });

  const lists: readonly (readonly [string, readonly (readonly [number, number])[] | undefined])[] =
    [
      [
        '10,20-25',
        [
          [10, 10],
          [20, 25],
        ],
      ],
      [
        '10, 20 - 25',
        [
          [10, 10],
          [20, 25],
        ],
      ],
      ['1-4094', [[1, 4094]]],
      ['25-20', undefined],
      ['5000', undefined],
      ['none', undefined],
      ['', undefined],
    ];
  for (const [text, ranges] of lists) {
    it(`reads the VLAN list ${JSON.stringify(text)}`, () => {
      assert.deepEqual(parseVlanList(text), ranges);
    });
  }

  it('tells which VLANs a list holds', () => {
    const ranges = parseVlanList('10,20-25') ?? [];
    const held = [9, 10, 11, 19, 20, 23, 25, 26].filter((vlan) => holdsVlan(ranges, vlan));
    assert.deepEqual(held, [10, 20, 23, 25]);
    assert.deepEqual(vlansOf(ranges, 4), [10, 20, 21, 22]);
  });

  for (const [text, expected] of networks) {
    it(`finds ${expected || 'no network'} in ${JSON.stringify(text)}`, () => {
      const found = addressesInLine(text).flatMap(({ hex, prefixLength: length }) => {
        if (length === undefined) return [];
        const { first, last } = networkAround(hex, length);
        return [
          `${dotted(Number.parseInt(first, 16))}-${dotted(Number.parseInt(last, 16))}/${length}`,
        ];
      });
      assert.deepEqual(found, expected ? [expected] : []);
    });
  }

  it('reads every address back, and an address lies in its own network', () => {
    fc.assert(
      fc.property(address, fc.integer({ min: 0, max: 32 }), (text, length) => {
        const value = parseIpv4(text);
        assert(value !== undefined);
        assert.equal(dotted(value), text);
        const hex = value.toString(16).padStart(8, '0');
        const network = networkAround(hex, length);
        assert(network.first <= hex && hex <= network.last);
        const [first, last] = [network.first, network.last].map((end) => Number.parseInt(end, 16));
        assert.equal((last ?? 0) - (first ?? 0) + 1, 2 ** (32 - length));
        assert.equal(prefixLength(dotted(2 ** 32 - 2 ** (32 - length))), length);
      }),
    );
  });

  it('lists the addresses of a line, and none that is part of something longer', () => {
    const line =
      '10.1.1.1 -> 10.1.1.2(22), 10.1.1.3:443 10.1.1.4: up 2001:db8::1: up 2001:db8::; 1.2.3.4.5 256.1.1.1';
    assert.deepEqual(
      addressesInLine(line).map(({ hex }) => hex),
      [
        ...['0a010101', '0a010102', '0a010103', '0a010104'],
        ...['20010db8000000000000000000000001', '20010db8000000000000000000000000'],
      ],
    );
  });
});

const hostnames: readonly (readonly [string, string | undefined])[] = [
  ['!\nhostname br1-rtr01\n!', 'br1-rtr01'],
  ['switchname dc1-nxs01\n', 'dc1-nxs01'],
  ['hostname "quoted"\n', 'quoted'],
  ['set system host-name srx-1\n', 'srx-1'],
  ['set groups node0 system host-name srx-a\n', 'srx-a'],
  ['system {\n    host-name mx1;\n}', 'mx1'],
  ['! hostname commented\n', undefined],
  ['', undefined],
];

const paths: readonly (readonly [string, string])[] = [
  ['logs/br1-rtr01.log', 'br1-rtr01'],
  ['10.1.1.1.cfg', '10.1.1.1'],
  ['br1-rtr01.log.2', 'br1-rtr01'],
  ['core1-confg.txt', 'core1'],
  ['a/b/sw1_running-config.cfg', 'sw1'],
  ['r1-show_tech.txt', 'r1'],
  ['r1.example.net', 'r1.example.net'],
  ['.cfg', '.cfg'],
];

describe('host names', () => {
  for (const [text, name] of hostnames) {
    it(`reads ${name} from ${JSON.stringify(text)}`, () => assert.equal(findHostname(text), name));
  }
  for (const [path, name] of paths) {
    it(`takes ${name} from the file name ${path}`, () =>
      assert.equal(deviceNameFromPath(path), name));
  }
  it('is quick on endless blank lines', function () {
    this.timeout(2_000);
    assert.equal(findHostname(`x\n${'\n'.repeat(300_000)}y`), undefined);
  });
});
