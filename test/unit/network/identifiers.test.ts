import assert from 'node:assert/strict';
import fc from 'fast-check';
import { deviceNameFromPath, findHostname } from '../../../src/network/hostname.ts';
import {
  canonicalInterface,
  ipv4AddressesIn,
  ipv4Network,
  ipv4NetworksIn,
  parseIpv4,
  prefixLength,
} from '../../../src/network/identifiers.ts';

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

  for (const [text, expected] of networks) {
    it(`finds ${expected || 'no network'} in ${JSON.stringify(text)}`, () => {
      const found = ipv4NetworksIn(text).map(
        ({ first, last, length }) => `${dotted(first)}-${dotted(last)}/${length}`,
      );
      assert.deepEqual(found, expected ? [expected] : []);
    });
  }

  it('reads every address back, and an address lies in its own network', () => {
    fc.assert(
      fc.property(address, fc.integer({ min: 0, max: 32 }), (text, length) => {
        const value = parseIpv4(text);
        assert(value !== undefined);
        assert.equal(dotted(value), text);
        const network = ipv4Network(value, length);
        assert(network.first <= value && value <= network.last);
        assert.equal(network.last - network.first + 1, 2 ** (32 - length));
        assert.equal(prefixLength(dotted(2 ** 32 - 2 ** (32 - length))), length);
      }),
    );
  });

  it('lists addresses once, and none that is part of something longer', () => {
    assert.deepEqual(ipv4AddressesIn('10.1.1.1 -> 10.1.1.2(22), 10.1.1.1; 1.2.3.4.5 256.1.1.1'), [
      '10.1.1.1',
      '10.1.1.2',
    ]);
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
