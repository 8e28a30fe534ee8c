import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { factPlaces } from '../../../../src/core/facts.ts';
import { SAMPLE } from '../support.ts';
import { linesOf, useNetwork } from './factsOf.ts';

/** A question, the kind of facts it gets, and what they hold and do not hold. */
const questions: readonly {
  readonly ask: string;
  readonly kind: string | undefined;
  readonly holds?: readonly RegExp[];
  readonly lacks?: readonly RegExp[];
}[] = [
  {
    ask: 'who has 192.0.2.2?',
    kind: 'address',
    holds: [/^br1-rtr01 \| GigabitEthernet0\/0\/0 \| 192\.0\.2\.2\/30/, /neighbor 192\.0\.2\.2/],
  },
  {
    ask: 'quem tem o endereço 192.0.2.2?',
    kind: 'address',
    holds: [/^br1-rtr01 \| GigabitEthernet0\/0\/0 \| 192\.0\.2\.2\/30/],
  },
  {
    ask: 'where is 10.10.10.77?',
    kind: 'address',
    holds: [/^factAddressNowhere/, /^factAddressWithin/, /^br1-rtr01 \| .*10\.10\.10\.2\/24/],
  },
  { ask: 'Where is subnet 10.10.10.0/24 used?', kind: 'address', holds: [/^br1-sw01 \| Vlan10/] },
  { ask: 'why is 10.10.10.5 unreachable since the upgrade?', kind: undefined },
  {
    ask: 'Which devices redistribute OSPF into BGP?',
    kind: 'devices',
    holds: [/^br1-rtr01 \| redistribute ospf .* \| router bgp 65010/, /^br1-rtr02/],
    lacks: [/^br1-sw01/, /router ospf/],
  },
  {
    ask: 'Quais roteadores redistribuem OSPF no BGP?',
    kind: 'devices',
    holds: [/^br1-rtr01 \| redistribute ospf .* \| router bgp 65010/, /^br1-rtr02/],
    lacks: [/^br1-sw01/],
  },
  {
    ask: 'Which devices use 10.20.0.123 as NTP server?',
    kind: 'devices',
    holds: [/^br1-rtr01 \| ntp server 10\.20\.0\.123/, /^edge-mx01 .*system › ntp/],
  },
  {
    ask: 'Quais equipamentos não têm servidor NTP?',
    kind: 'devices',
    holds: [/^factMatchingNot: .*br1-sw01/],
    lacks: [/br1-rtr01/, /edge-mx01/],
  },
  { ask: 'Which switches have VLAN 30?', kind: 'devices', holds: [/^br1-sw01 \| vlan 30/] },
  {
    ask: 'Which Nexus switches have vPC?',
    kind: 'devices',
    holds: [/^factMatching: 2 \/ 2/, /^dc1-nxs01/, /^dc1-nxs02/],
  },
  { ask: 'Which devices run EIGRP?', kind: 'devices', holds: [/^factMatchingNone: \d+ \/ eigrp/] },
  { ask: 'Which router is the slowest?', kind: undefined },
  { ask: 'Which devices are in the basement of the datacenter?', kind: undefined },
  {
    ask: 'what does route-map RM-WAN-IN match?',
    kind: 'definition',
    holds: [/match ip address prefix-list PL-DEFAULT/, /PL-DC seq 5/, /^br1-rtr01 \| neighbor /],
  },
  {
    ask: 'o que faz a prefix-list PL-DC do br1-rtr01?',
    kind: 'definition',
    holds: [/PL-DC seq 5/, /^br1-rtr01 \| match ip address prefix-list PL-DC/],
    lacks: [/br1-rtr02/],
  },
  {
    ask: 'what is ACL-WAN-IN?',
    kind: 'definition',
    holds: [/permit ospf any any/, /ip access-group ACL-WAN-IN in/],
  },
  {
    ask: 'what does route-map RM-NOPE on br1-rtr01 do?',
    kind: 'definition',
    holds: [/^factNotOn: route-map \/ RM-NOPE \/ br1-rtr01/],
  },
  { ask: 'what is the purpose of BGP?', kind: undefined },
  {
    ask: 'tell me about br1-rtr01',
    kind: 'device',
    holds: [/^factDevice: br1-rtr01 \/ ios-xe/, /^Loopback0 \| ip address 10\.255\.1\.1/],
  },
  { ask: 'o que é o edge-mx01?', kind: 'device', holds: [/^factRouting: .*bgp/] },
  {
    ask: 'does br1-sw01 run MPLS?',
    kind: 'missing',
    holds: [/^factNoMentionOn: br1-sw01 \/ MPLS/],
  },
  {
    ask: 'When did HSRP fail over on dc1-nxs01 on March 9th?',
    kind: 'missing',
    holds: [/^factNoMention: 03-09/],
  },
  { ask: 'When did HSRP fail over on dc1-nxs01 on March 3rd?', kind: undefined },
  {
    ask: 'Where was %VPC-2-PEER_KEEP_ALIVE_RECV_FAIL logged?',
    kind: 'mnemonic',
    holds: [/^factSeverity: .* \/ 2$/, /^dc1-nxs01 \| 1 \| 2025 Mar +3/, /^dc1-nxs02 \| /],
  },
];

describe('facts composed of the sample network', function () {
  this.timeout(60_000);
  const network = useNetwork(SAMPLE);

  for (const { ask, kind, holds = [], lacks = [] } of questions) {
    it(`answers "${ask}" ${kind ? `by ${kind}` : 'not by itself'}`, async () => {
      const facts = await network.facts(ask);
      assert.equal(facts?.kind, kind, JSON.stringify(facts));
      const lines = linesOf(facts);
      const rows = lines.filter((line) => !line.startsWith('factMatching:'));
      for (const part of holds)
        assert(
          lines.some((line) => part.test(line)),
          `${part}\n${lines.join('\n')}`,
        );
      for (const part of lacks)
        assert(!rows.some((line) => part.test(line)), `${part}\n${lines.join('\n')}`);
    });
  }

  it('quotes the lines of the files, word for word', async () => {
    for (const { ask } of questions) {
      for (const item of (await network.facts(ask))?.items ?? []) {
        if (item.type !== 'quote') continue;
        const lines = readFileSync(join(SAMPLE, item.place.path), 'utf8').split('\n');
        const { startLine, endLine } = item.place;
        assert.equal(item.text, lines.slice(startLine - 1, endLine).join('\n'));
      }
    }
  });

  it('has the lines of every row in the evidence, numbered in order', async () => {
    for (const { ask } of questions) {
      const { facts, evidence } = await network.retrieve(ask);
      assert.deepEqual(
        evidence.map(({ n }) => n),
        evidence.map((_, index) => index + 1),
      );
      for (const place of facts ? factPlaces(facts) : []) {
        const holding = evidence.filter(
          ({ path, startLine, endLine }) =>
            path === place.path && startLine <= place.startLine && place.startLine <= endLine,
        );
        assert(holding.length > 0, `${ask}: ${place.path}:${place.startLine}`);
      }
      for (const { path, startLine, endLine, text, derived, origin } of evidence) {
        if (derived || origin === 'corpus') continue;
        const lines = readFileSync(join(SAMPLE, path), 'utf8').split('\n');
        assert.equal(text, lines.slice(startLine - 1, endLine).join('\n'), `${path}:${startLine}`);
      }
    }
  });
});
