import assert from 'node:assert/strict';
import {
  configReferences,
  undefinedReferences,
  unusedDefinitions,
} from '../../../../src/network/references.ts';
import { CISCO, type Guess, JUNOS_BRACES, JUNOS_SET, listed, read } from './support.ts';

interface Case {
  readonly name: string;
  readonly guess: Guess;
  readonly text: string;
  readonly undefined?: readonly string[];
  readonly unused?: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'an interface is found by each spelling of its name',
    guess: CISCO,
    text: 'interface GigabitEthernet0/1\ninterface Vlan 20\nrouter ospf 1\n passive-interface Gi0/1\n no passive-interface gigabitethernet 0/1\n passive-interface Vlan20\n passive-interface Gi0/2\n passive-interface default',
    undefined: ['7 interface Gi0/2'],
  },
  {
    name: 'a channel-group needs its port-channel',
    guess: CISCO,
    text: 'interface Ethernet1/1\n channel-group 5 mode active\ninterface Ethernet1/2\n channel-group 6 mode active\ninterface port-channel6',
    undefined: ['2 interface Port-channel5'],
  },
  {
    name: 'what a device knows by itself is defined',
    guess: CISCO,
    text: 'policy-map PM\n class class-default\ninterface Loopback0\n vrf forwarding management\nip route 0.0.0.0 0.0.0.0 Null0\naaa authentication login default group tacacs+ local\nsystem qos\n service-policy type queuing input default-in-policy\ncontrol-plane\n service-policy input PM',
    undefined: [],
    unused: [],
  },
  {
    name: 'VLANs are missing only where VLANs are configured',
    guess: CISCO,
    text: 'interface Ethernet1\n switchport access vlan 30\n switchport trunk allowed vlan 5-9',
    undefined: [],
  },
  {
    name: 'VLAN ranges define their VLANs',
    guess: CISCO,
    text: 'vlan 10,20-29\ninterface Ethernet1\n switchport access vlan 25\ninterface Ethernet2\n switchport access vlan 30\n switchport trunk native vlan 1',
    undefined: ['5 vlan 30'],
  },
  {
    name: 'negated statements give and use nothing',
    guess: CISCO,
    text: 'no access-list 100\nno aaa group server tacacs+ X\ninterface Ethernet1\n no ip access-group A in\n default service-policy input P',
    undefined: [],
    unused: [],
  },
  {
    name: 'free text uses nothing',
    guess: CISCO,
    text: 'interface Ethernet1\n description route-map RM in, ip access-group A in\nip access-list extended B\n remark object-group X\nbanner motd ^C\n ip access-group C in\n^C\nline vty 0 4\n access-class B in',
    undefined: [],
    unused: [],
  },
  {
    name: 'neighbors need an AS in their own VRF',
    guess: CISCO,
    text: 'router bgp 1\n neighbor 1.1.1.1 remote-as 2\n neighbor 1.1.1.1 timers 1 3\n neighbor 2.2.2.2 timers 1 3\n neighbor 3.3.3.3 peer-group PG\n neighbor 3.3.3.3 timers 1 3\n neighbor PG peer-group\n neighbor PG timers 1 3\n neighbor LOST activate\n address-family ipv4 vrf RED\n  neighbor 1.1.1.1 activate\nvrf definition RED',
    undefined: ['4 bgp-neighbor 2.2.2.2', '9 peer-group LOST', '11 bgp-neighbor 1.1.1.1 vrf RED'],
  },
  {
    name: 'a peer-group that only configures itself is unused',
    guess: CISCO,
    text: 'router bgp 1\n neighbor PG peer-group\n neighbor PG remote-as 5\nroute-map RM permit 10',
    unused: ['2 peer-group PG', '4 route-policy RM'],
  },
  {
    name: 'a clause to continue with must be there',
    guess: CISCO,
    text: 'route-map RM permit 10\n continue 20\nroute-map RM permit 20\n continue 30\nip local policy route-map RM',
    undefined: ['4 route-map-clause RM 30'],
    unused: [],
  },
  {
    name: 'parameters of a route-policy are no names',
    guess: CISCO,
    text: 'route-policy P($list)\n  if destination in $list or destination in (10.0.0.0/8) then\n    apply Q(LIST)\n  endif\nend-policy\nrouter bgp 1\n neighbor 1.1.1.1\n  address-family ipv4 unicast\n   route-policy P(LIST) in',
    undefined: ['3 route-policy Q'],
    unused: [],
  },
  {
    name: 'applied groups give and use names, others do not',
    guess: JUNOS_BRACES,
    text: 'groups {\n    ON {\n        protocols {\n            bgp {\n                group <*> {\n                    import FROM-GROUP;\n                }\n            }\n        }\n        policy-options {\n            policy-statement SHARED {\n                then accept;\n            }\n        }\n    }\n    OFF {\n        protocols {\n            bgp {\n                export NOWHERE;\n            }\n        }\n    }\n}\napply-groups [ ON GONE ];\nprotocols {\n    bgp {\n        export SHARED;\n    }\n}',
    undefined: ['6 route-policy FROM-GROUP', '24 config-group GONE'],
    unused: ['16 config-group OFF'],
  },
  {
    name: 'a group that is applied below the top holds there only',
    guess: JUNOS_SET,
    text: 'set groups G protocols bgp group <*> import IN\nset groups G protocols ospf export OUT\nset protocols bgp group EBGP apply-groups G',
    undefined: ['1 route-policy IN'],
    unused: [],
  },
  {
    name: 'each cluster node applies its own group',
    guess: JUNOS_SET,
    text: `set groups node0 system host-name a\nset groups node1 system host-name b\nset apply-groups "$\{node}"`,
    undefined: [],
    unused: [],
  },
  {
    name: 'deactivated statements do not count',
    guess: JUNOS_SET,
    text: 'set policy-options policy-statement A term 1 from prefix-list P\nset protocols bgp group G import A\nset protocols bgp group G export B\ndeactivate policy-options policy-statement A term 1\ndeactivate protocols bgp group G export',
    undefined: [],
    unused: [],
  },
  {
    name: 'inactive sections do not count',
    guess: JUNOS_BRACES,
    text: 'protocols {\n    inactive: bgp {\n        import A;\n    }\n    ospf {\n        inactive: export B;\n        export C;\n    }\n}',
    undefined: ['7 route-policy C'],
  },
  {
    name: 'a port without unit is its unit 0',
    guess: JUNOS_SET,
    text: 'set interfaces ge-0/0/0 unit 0 family inet\nset interfaces ge-0/0/1 unit 5 family inet\nset interfaces interface-range R member ge-1/0/[0-3]\nset interfaces interface-range R unit 0 family inet\nset protocols ospf area 0 interface ge-0/0/0\nset protocols ospf area 0 interface ge-0/0/1\nset protocols ospf area 0 interface all\nset protocols lldp interface ge-5/0/0',
    undefined: ['6 interface ge-0/0/1.0'],
  },
  {
    name: 'a VLAN is used by its number too',
    guess: JUNOS_SET,
    text: 'set vlans RED vlan-id 10\nset vlans BLUE vlan-id 25\nset vlans GREY vlan-id 99\nset interfaces ge-0/0/0 unit 0 family ethernet-switching vlan members [ RED 20-30 GONE ]',
    undefined: ['4 vlan GONE'],
    unused: ['3 vlan GREY'],
  },
  {
    name: 'applications and zones of the system are defined',
    guess: JUNOS_SET,
    text: 'set security zones security-zone trust\nset security policies from-zone trust to-zone junos-host policy P match application junos-ssh\nset security policies from-zone trust to-zone junos-host policy P match source-address any\nset security policies from-zone trust to-zone dmz policy P match application MINE',
    undefined: ['4 zone dmz', '4 application MINE'],
  },
];

describe('undefined and unused names', () => {
  for (const { name, guess, text, undefined: missing, unused } of cases) {
    it(name, () => {
      const references = read(text, guess);
      if (missing) assert.deepEqual(listed(undefinedReferences(references)), missing);
      if (unused) assert.deepEqual(listed(unusedDefinitions(references)), unused);
    });
  }

  it('gives the VLANs of a range, of a trunk those that exist', () => {
    const { definitions, uses } = read(
      'vlan 10,20-22\ninterface Ethernet1\n switchport trunk allowed vlan 5,15-21',
      CISCO,
    );
    assert.deepEqual(listed(definitions), [
      '1 vlan 10',
      '1 vlan 20',
      '1 vlan 21',
      '1 vlan 22',
      '2 interface Ethernet1',
    ]);
    assert.deepEqual(listed(uses), ['3 vlan 5', '3 vlan 20', '3 vlan 21']);
  });

  it('says where a definition ends', () => {
    const cisco = read('route-map A permit 10\n match tag 5\n set metric 5\n!\nvlan 5', CISCO);
    assert.deepEqual(
      cisco.definitions.filter(({ kind }) => kind === 'route-policy'),
      [{ kind: 'route-policy', name: 'A', line: 1, endLine: 3 }],
    );
    const set = read(
      'set policy-options community C members 1:1\nset policy-options policy-statement P term 1 then accept\nset policy-options policy-statement P term 2 then reject\nset policy-options community C members 2:2',
      JUNOS_SET,
    );
    assert.deepEqual(
      set.definitions.map(({ name, line, endLine }) => `${name} ${line}-${endLine}`),
      ['C 1-1', 'P 2-3', 'C 4-4'],
    );
  });

  it('reads lines that keep their carriage returns', () => {
    const lines = ['set protocols bgp group G import A\r', 'set interfaces ge-0/0/0 unit 0\r'];
    assert.deepEqual(listed(configReferences(lines, JUNOS_SET).uses), ['1 route-policy A']);
  });
});
