import assert from 'node:assert/strict';
import fc from 'fast-check';
import { foldText, nameParts, tokenize } from '../../../src/network/tokenize.ts';

/** Each of the spellings on the left must be found by each question on the right. */
const sameToken: readonly (readonly [string, string, string])[] = [
  ['interface GigabitEthernet0/0/1', 'GigabitEthernet0/0/1', 'gigabitethernet0/0/1'],
  ['GigabitEthernet0/1 is up', 'what is on Gi0/1?', 'gigabitethernet0/1'],
  ['interface GigabitEthernet0/1', 'GigabitEthernet 0/1', 'gigabitethernet0/1'],
  ['ip route 10.1.1.0/24', 'who routes 10.1.1.0/24?', '10.1.1.0/24'],
  ['permit 10.1.1.0/24', '10.1.1.0', '10.1.1.0'],
  ['%OSPF-5-ADJCHG: Process 10', 'what does %OSPF-5-ADJCHG mean', '%ospf-5-adjchg'],
  ['route-map RM-WAN-IN permit 10', 'where is the route-map RM-WAN-IN used', 'route-map'],
  ['route-map RM-WAN-IN permit 10', 'rm-wan-in?', 'rm-wan-in'],
  ['neighbor 192.0.2.1', 'which neighbors are there', 'neighbor'],
  ['router bgp 65010', 'AS 65010.', '65010'],
  ['Port-channel1', 'Po1', 'port-channel1'],
  ['ge-0/0/0 unit 0', 'is ge-0/0/0 up', 'ge-0/0/0'],
  ['area de convergência', 'ÁREA', 'area'],
  ['2001:db8::1/64', '2001:db8::1/64', '2001:db8::1/64'],
  ['vlan 100', 'vlan100', 'vlan100'],
];

describe('tokenize', () => {
  for (const [document, question, token] of sameToken) {
    it(`meets in ${token}: ${document} / ${question}`, () => {
      assert(tokenize(document).includes(token), `document: ${tokenize(document)}`);
      assert(tokenize(question).includes(token), `question: ${tokenize(question)}`);
    });
  }

  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['RM-WAN-IN', ['rm-wan-in', 'rm', 'wan', 'in']],
    ['10.1.1.0/24', ['10.1.1.0/24', '10.1.1.0']],
    ['10.1.1.1', ['10.1.1.1']],
    ['policies', ['policy']],
    ['access', ['access']],
    ['status', ['status']],
    ['switches', ['switch']],
    ['', []],
    ['--- !!! ???', []],
  ];
  for (const [text, tokens] of parts) {
    it(`cuts ${JSON.stringify(text)} into ${JSON.stringify(tokens)}`, () => {
      assert.deepEqual(tokenize(text), tokens);
    });
  }

  const meetings: readonly (readonly [string, string])[] = [
    ['mac address-table static 0050.5600.0a01 vlan 10', '00:50:56:00:0A:01'],
    ['ipv6 address 2001:DB8:0:0::1/64', '2001:db8::1'],
    ['neighbor 2001:db8::2 remote-as 1', '2001:0db8:0::2'],
    ['switchport trunk allowed vlan 10,20-25', 'vlan 23'],
    ['switchport trunk allowed vlan add 30-31', 'Vlan31'],
    ['neighbor 10.0.0.1 remote-as 1.10', 'AS 65546'],
    ['interface TwentyFiveGigE1/0/1', 'twe1/0/1'],
    ['interface HundredGigE 0/0/0/1', 'Hu0/0/0/1'],
  ];
  for (const [line, question] of meetings) {
    it(`finds ${JSON.stringify(line)} by ${JSON.stringify(question)}`, () => {
      const tokens = tokenize(line);
      const asked = tokenize(question).filter((token) => /\d/.test(token) && token.length > 2);
      assert(
        asked.some((token) => tokens.includes(token)),
        `${asked} in ${tokens}`,
      );
    });
  }

  it('does not list all VLANs of a trunk that carries nearly all', () => {
    assert(tokenize('switchport trunk allowed vlan 2-4094').length < 20);
  });

  it('gives tokens without spaces or capitals for any text, the same each time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const tokens = tokenize(text);
        assert(tokens.every((token) => token !== '' && !/[\s"]/.test(token)));
        assert.deepEqual(tokenize(text), tokens);
        assert.deepEqual(tokenize(foldText(text)), tokens);
      }),
    );
  });

  it('is quick on a line without end', function () {
    this.timeout(2_000);
    tokenize('a-'.repeat(200_000));
    tokenize('gigabitethernet '.repeat(20_000));
  });

  it('finds the parts of a name', () => {
    assert.deepEqual(nameParts('Leaf1_QFX5130-32cd'), ['leaf', '1', 'qfx', '5130', '32', 'cd']);
  });
});
