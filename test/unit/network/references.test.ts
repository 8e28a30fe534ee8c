import assert from 'node:assert/strict';
import { configReferences, type Reference } from '../../../src/network/references.ts';

function named(references: readonly Reference[]): string[] {
  return references.map(({ kind, name, line }) => `${line} ${kind} ${name}`);
}

function styleOf(platform: string): 'indented' | 'braces' | 'set' {
  if (!platform.startsWith('junos')) return 'indented';
  return platform === 'junos set' ? 'set' : 'braces';
}

interface Case {
  readonly platform: string;
  readonly text: string;
  readonly defines?: readonly string[];
  readonly uses?: readonly string[];
}

/** Each snippet gives at least these; nothing may be both defined and used on one line. */
const cases: readonly Case[] = [
  {
    platform: 'ios-xe interface',
    text: 'interface GigabitEthernet0/0/0\n vrf forwarding MGMT\n ip access-group ACL-WAN-IN in\n ip ospf authentication key-chain KC-OSPF\n service-policy output PM-WAN-OUT',
    defines: ['1 interface GigabitEthernet0/0/0'],
    uses: [
      '2 vrf MGMT',
      '3 access-list ACL-WAN-IN',
      '4 key-chain KC-OSPF',
      '5 policy-map PM-WAN-OUT',
    ],
  },
  {
    platform: 'ios-xe bgp',
    text: 'router bgp 65010\n neighbor 192.0.2.1 update-source Loopback0\n address-family ipv4\n  redistribute ospf 10 match internal route-map RM-OSPF-TO-BGP\n  neighbor 192.0.2.1 route-map RM-WAN-IN in\n  neighbor 192.0.2.1 prefix-list PL-IN in\n  neighbor 192.0.2.1 filter-list 5 out',
    uses: [
      '2 interface Loopback0',
      '4 route-policy RM-OSPF-TO-BGP',
      '5 route-policy RM-WAN-IN',
      '6 prefix-list PL-IN',
      '7 as-path-list 5',
    ],
  },
  {
    platform: 'ios-xe route-map',
    text: 'route-map RM-WAN-IN permit 10\n match ip address prefix-list PL-DEFAULT PL-DC\n match community CL-1\n match as-path 7\nip prefix-list PL-DC seq 5 permit 10.20.0.0/16\nip community-list standard CL-1 permit 65000:1\nip as-path access-list 7 permit ^$',
    defines: [
      '1 route-policy RM-WAN-IN',
      '5 prefix-list PL-DC',
      '6 community-list CL-1',
      '7 as-path-list 7',
    ],
    uses: [
      '2 prefix-list PL-DEFAULT',
      '2 prefix-list PL-DC',
      '3 community-list CL-1',
      '4 as-path-list 7',
    ],
  },
  {
    platform: 'ios-xe lists and maps',
    text: 'ip access-list extended ACL-WAN-IN\nclass-map match-any CM-VOICE\n match access-group name ACL-V\npolicy-map PM-WAN-OUT\n class CM-VOICE\nkey chain KC-OSPF\nvrf definition MGMT\ntrack 10 ip sla 10 reachability\nline vty 0 4\n access-class ACL-VTY in\nip nat inside source list ACL-NAT interface Gi0/0 overload',
    defines: [
      '1 access-list ACL-WAN-IN',
      '2 class-map CM-VOICE',
      '4 policy-map PM-WAN-OUT',
      '6 key-chain KC-OSPF',
      '7 vrf MGMT',
      '8 track 10',
    ],
    uses: [
      '3 access-list ACL-V',
      '5 class-map CM-VOICE',
      '10 access-list ACL-VTY',
      '11 access-list ACL-NAT',
    ],
  },
  {
    platform: 'nx-os',
    text: 'vrf context management\nroute-map RM-CONN permit 10\n  match ip address prefix-list PL-DC\ninterface Vlan110\n  vrf member TENANT\n  ip access-group ACL-DB-IN in\nrouter bgp 65000\n  template peer TP-LEAF\n  neighbor 10.0.0.1\n    inherit peer TP-LEAF',
    defines: [
      '1 vrf management',
      '2 route-policy RM-CONN',
      '4 interface Vlan110',
      '8 peer-group TP-LEAF',
    ],
    uses: [
      '3 prefix-list PL-DC',
      '5 vrf TENANT',
      '6 access-list ACL-DB-IN',
      '10 peer-group TP-LEAF',
    ],
  },
  {
    platform: 'ios-xr',
    text: 'prefix-set PS-BRANCH\nend-set\ncommunity-set CS-BH\nend-set\nroute-policy RP-IN\n  if destination in PS-BRANCH then\n  elseif community matches-any CS-BH then\n  apply RP-COMMON\nend-policy\nrouter bgp 65000\n neighbor-group NG-BRANCH\n   route-policy RP-IN in\n neighbor 192.0.2.2\n  use neighbor-group NG-BRANCH',
    defines: [
      '1 prefix-list PS-BRANCH',
      '3 community-list CS-BH',
      '5 route-policy RP-IN',
      '11 peer-group NG-BRANCH',
    ],
    uses: [
      '6 prefix-list PS-BRANCH',
      '7 community-list CS-BH',
      '8 route-policy RP-COMMON',
      '12 route-policy RP-IN',
      '14 peer-group NG-BRANCH',
    ],
  },
  {
    platform: 'asa',
    text: 'object network OBJ-WEB01\n nat (dmz,outside) static OBJ-PUB\nobject-group network OG-ADMINS\naccess-list OUTSIDE_IN extended permit tcp any object OBJ-WEB01 object-group SVC-WEB\naccess-group OUTSIDE_IN in interface outside\ncrypto map OUTSIDE_MAP 10 match address VPN_DC\naaa-server TACSRV protocol tacacs+\npolicy-map global_policy\nservice-policy global_policy global',
    defines: [
      '1 object OBJ-WEB01',
      '3 object OG-ADMINS',
      '4 access-list OUTSIDE_IN',
      '6 crypto-map OUTSIDE_MAP',
      '7 aaa-group TACSRV',
      '8 policy-map global_policy',
    ],
    uses: [
      '2 object OBJ-PUB',
      '4 object OBJ-WEB01',
      '4 object SVC-WEB',
      '5 access-list OUTSIDE_IN',
      '6 access-list VPN_DC',
      '9 policy-map global_policy',
    ],
  },
  {
    platform: 'eos',
    text: 'vrf instance PROD\nip prefix-list PL-LOOPBACKS\n   seq 10 permit 10.255.0.0/27 eq 32\nroute-map RM-CONN permit 10\n   match ip address prefix-list PL-LOOPBACKS\nrouter bgp 65101\n   neighbor EVPN peer group\n   neighbor 10.255.0.1 peer group EVPN\n   neighbor EVPN update-source Loopback0\n   redistribute connected route-map RM-CONN',
    defines: [
      '1 vrf PROD',
      '2 prefix-list PL-LOOPBACKS',
      '4 route-policy RM-CONN',
      '7 peer-group EVPN',
    ],
    uses: [
      '5 prefix-list PL-LOOPBACKS',
      '8 peer-group EVPN',
      '9 interface Loopback0',
      '10 route-policy RM-CONN',
    ],
  },
  {
    platform: 'junos braces',
    text: 'policy-options {\n    prefix-list PL-ACME {\n    }\n    policy-statement PS-IN {\n        from {\n            prefix-list PL-ACME;\n            prefix-list-filter PL-BOGONS orlonger;\n            community CM-1;\n        }\n    }\n    community CM-1 members 65020:1;\n}\nbgp {\n    import PS-IN;\n    export [ PS-A PS-B ];\n}\ninterfaces { xe-0/0/1 { unit 0 { family inet {\n    filter { input FF-IN; }\n} } } }\nfirewall {\n    filter FF-IN {\n    }\n}',
    defines: [
      '2 prefix-list PL-ACME',
      '4 route-policy PS-IN',
      '11 community-list CM-1',
      '21 firewall-filter FF-IN',
    ],
    uses: [
      '6 prefix-list PL-ACME',
      '7 prefix-list PL-BOGONS',
      '8 community-list CM-1',
      '14 route-policy PS-IN',
      '15 route-policy PS-A',
      '15 route-policy PS-B',
      '18 firewall-filter FF-IN',
    ],
  },
  {
    platform: 'junos set',
    text: 'set policy-options prefix-list PL-ACME 10.10.0.0/16\nset policy-options policy-statement PS-IN term 1 from prefix-list PL-ACME\nset protocols bgp group G import PS-IN\nset security zones security-zone trust interfaces ge-0/0/1\nset security policies from-zone trust to-zone untrust policy ALLOW match source-address any\nset firewall family inet filter FF-IN term 1 then accept\nset interfaces ge-0/0/1 unit 0 family inet filter input FF-IN',
    defines: [
      '1 prefix-list PL-ACME',
      '2 route-policy PS-IN',
      '4 zone trust',
      '6 firewall-filter FF-IN',
      '7 interface ge-0/0/1',
    ],
    uses: [
      '2 prefix-list PL-ACME',
      '3 route-policy PS-IN',
      '5 zone trust',
      '5 zone untrust',
      '7 firewall-filter FF-IN',
    ],
  },
  {
    platform: 'junos ipsec',
    text: 'security {\n    ike {\n        gateway GW-DC {\n            ike-policy IKE-POL;\n        }\n    }\n    ipsec {\n        vpn VPN-DC {\n            ike {\n                gateway GW-DC;\n                ipsec-policy IPSEC-POL;',
    defines: ['3 ike-gateway GW-DC', '8 ipsec-vpn VPN-DC'],
    uses: ['4 ike-policy IKE-POL', '10 ike-gateway GW-DC', '11 ipsec-policy IPSEC-POL'],
  },
];

describe('references', () => {
  for (const { platform, text, defines = [], uses = [] } of cases) {
    it(`reads definitions and uses of ${platform}`, () => {
      const references = configReferences(text.split('\n'), { style: styleOf(platform) });
      const defined = named(references.definitions);
      const used = named(references.uses);
      for (const expected of defines) {
        assert(defined.includes(expected), `${expected} is not among: ${defined.join(' | ')}`);
        assert(!used.includes(expected), `${expected} is also a use`);
      }
      for (const expected of uses) {
        assert(used.includes(expected), `${expected} is not among: ${used.join(' | ')}`);
        assert(!defined.includes(expected), `${expected} is also a definition`);
      }
    });
  }

  it('finds nothing in prose', () => {
    const text = 'The maintenance is on Friday.\nPlease stay calm.';
    const { definitions, uses } = configReferences(text.split('\n'), { style: 'indented' });
    assert.deepEqual([...definitions, ...uses], []);
  });
});
