import assert from 'node:assert/strict';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeShow, readShow } from './readShow.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures/show-output');

describe('show tables of whole captures', () => {
  for (const path of globSync('**/*.txt', { cwd: FIXTURES }).sort()) {
    it(path, () => {
      const text = readFileSync(join(FIXTURES, path), 'utf8').replace(/\n$/, '');
      const found = describeShow(text, path);
      const golden = join(FIXTURES, path.replace(/\.txt$/, '.tables'));
      if (process.env.UPDATE_GOLDEN) writeFileSync(golden, found);
      assert.equal(found, readFileSync(golden, 'utf8'));
    });
  }
});

/** Outputs as further devices print them: command, text, and rows as `line: cells`. */
const OUTPUTS: readonly (readonly [
  title: string,
  command: string,
  text: string,
  rows: readonly string[],
])[] = [
  [
    'CDP with squeezed blanks, a wrapped name and a port that is only a number',
    'show cdp neighbors',
    `Device ID Local Intrfce Holdtme Capability Platform Port ID
SEP01 Gig 1/0/16 155 H P IP Phone port 1
router.domain.local
Gig 1/0/1 134 R B S CISCO2911 Gig 0/0
acc-sw101
                 Ten 3/7           175               R    AS5610-52 0/47`,
    [
      '2: SEP01 | Gig 1/0/16 | 155 | H P | IP Phone | port 1',
      '3: router.domain.local | Gig 1/0/1 | 134 | R B S | CISCO2911 | Gig 0/0',
      '5: acc-sw101 | Ten 3/7 | 175 | R | AS5610-52 | 0/47',
    ],
  ],
  [
    'LLDP details of EOS, several neighbors on one port',
    'show lldp neighbors detail',
    `Interface Ethernet8 detected 2 LLDP neighbors:

  Neighbor 0050.56eb.3ef3/Management1, age 4 seconds
    - System Name: "cvx"
  Neighbor 0050.568b.67c8/Ethernet1, age 29 seconds
      Chassis ID     : 0050.568b.67c8
    - System Name: "cvx-client-1"`,
    [
      '3: 0050.56eb.3ef3/Management1 | Ethernet8 |  | cvx',
      '5: 0050.568b.67c8/Ethernet1 | Ethernet8 | 0050.568b.67c8 | cvx-client-1',
    ],
  ],
  [
    'LLDP details of IOS-XR',
    'show lldp neighbors detail',
    `------------------------------------------------
Local Interface: HundredGigE0/0/0/30
Chassis id: 247e.32bb.0000
Port id: Eth1/4
System Name: core1

System Description:
Cisco NX-OS(tm) n7700
Management Addresses:
  IPv4 address: 172.1.1.158`,
    ['1: HundredGigE0/0/0/30 | 247e.32bb.0000 | Eth1/4 | core1 | 172.1.1.158'],
  ],
  [
    'CDP details',
    'show cdp neighbors detail',
    `-------------------------
Device ID: sw1.example.net
Entry address(es):
  IP address: 10.0.0.9
Platform: cisco WS-C3850-48P,  Capabilities: Switch IGMP
Interface: GigabitEthernet0/0/1,  Port ID (outgoing port): GigabitEthernet1/0/1`,
    [
      '2: sw1.example.net | 10.0.0.9 | cisco WS-C3850-48P | Switch IGMP | GigabitEthernet0/0/1 | GigabitEthernet1/0/1',
    ],
  ],
  [
    'port status of EOS with a bundle member and a name with blanks',
    'show interfaces status',
    `Port       Name           Status       Vlan     Duplex Speed  Type         Flags
Et1                       notconnect   10       auto   auto   10GBASE-T
Et49 Core: dr01.yul01 connected in Po49 full 10G Not Present`,
    [
      '2: Et1 |  | notconnect | 10 | auto | auto | 10GBASE-T',
      '3: Et49 | Core: dr01.yul01 | connected | in Po49 | full | 10G | Not Present',
    ],
  ],
  [
    'a port-channel table of ASA',
    'show port-channel summary',
    `Group  Port-channel  Protocol  Span-cluster  Ports
------+-------------+---------+------------+------------------------------------
1      Po1(U)            LACP          No     Gi0/0(P)   Gi0/1(P)`,
    ['3: 1 | Po1(U) | LACP | No | Gi0/0(P)   Gi0/1(P)'],
  ],
  [
    'interfaces of NX-OS in brief',
    'show interface brief',
    `Ethernet      VLAN   Type Mode   Status  Reason                   Speed     Port
Interface                                                                   Ch #
Eth1/1        401     eth  access down    Link not connected         auto(D) --
Eth1/52.111   111     eth  routed up      none                        10G(D) 7`,
    [
      '3: Eth1/1 | 401 | eth | access | down | Link not connected | auto(D) | --',
      '4: Eth1/52.111 | 111 | eth | routed | up | none | 10G(D) | 7',
    ],
  ],
  [
    'interfaces of IOS-XR in brief',
    'show interfaces brief',
    `               Intf       Intf        LineP              Encap  MTU        BW
               Name       State       State               Type (byte)    (Kbps)
--------------------------------------------------------------------------------
    Mg0/RSP0/CPU0/1  admin-down  admin-down               ARPA  1514          0
          Te0/3/0/0          up          up               ARPA  9216   10000000`,
    [
      '4: Mg0/RSP0/CPU0/1 | admin-down | admin-down | ARPA | 1514 | 0',
      '5: Te0/3/0/0 | up | up | ARPA | 9216 | 10000000',
    ],
  ],
  [
    'routes of ASA whose next hops stand below',
    'show route',
    `O E1     172.23.42.0 255.255.254.0
           [110/11] via 172.17.13.52, 2w2d, routing
           [110/11] via 172.17.13.51, 7w0d, routing`,
    [
      '1: O E1 | 172.23.42.0 255.255.254.0 | 110/11 | 172.17.13.52 | 2w2d | routing',
      '3: O E1 | 172.23.42.0 255.255.254.0 | 110/11 | 172.17.13.51 | 7w0d | routing',
    ],
  ],
  [
    'routes of IOS below the length that they share',
    'show ip route',
    `      192.168.123.0/32 is subnetted, 2 subnets
C        192.168.123.1 is directly connected, Loopback123
B        192.168.123.4 [20/0] via 10.14.31.2, 13:41:26
      10.0.0.0/8 is variably subnetted, 1 subnets, 2 masks
C        10.12.11.0/24 is directly connected, GigabitEthernet1`,
    [
      '2: C | 192.168.123.1/32 |  | directly connected |  | Loopback123',
      '3: B | 192.168.123.4/32 | 20/0 | 10.14.31.2 | 13:41:26 | ',
      '5: C | 10.12.11.0/24 |  | directly connected |  | GigabitEthernet1',
    ],
  ],
  [
    'IPv6 routes of IOS',
    'show ipv6 route',
    `C   2001:DB8:1::/64 [0/0]
     via GigabitEthernet0/0, directly connected
O   2001:DB8:2::/64 [110/2]
     via FE80::1, GigabitEthernet0/1`,
    [
      '1: C | 2001:DB8:1::/64 | 0/0 | GigabitEthernet0/0 | ',
      '3: O | 2001:DB8:2::/64 | 110/2 | FE80::1 | GigabitEthernet0/1',
    ],
  ],
  [
    'routes of FRR',
    'show ip route',
    `O>* 10.1.0.0/24 [110/20] via 10.0.0.2, eth0, weight 1, 00:11:22
C>* 10.0.0.0/24 is directly connected, eth0, 01:02:03`,
    [
      '1: O>* | 10.1.0.0/24 | 110/20 | 10.0.0.2 | 00:11:22 | eth0',
      '2: C>* | 10.0.0.0/24 |  | directly connected | 01:02:03 | eth0',
    ],
  ],
  [
    'OSPFv3 neighbors',
    'show ipv6 ospf neighbor',
    `Neighbor ID     Pri   State           Dead Time   Interface ID    Interface
10.255.0.2        1   FULL/DR         00:00:37    5               GigabitEthernet0/1`,
    ['2: 10.255.0.2 | 1 | FULL/DR | 00:00:37 | GigabitEthernet0/1 | 5'],
  ],
  [
    'BGP of EOS with a description in some lines only',
    'show ip bgp summary',
    `  Description              Neighbor    V AS           MsgRcvd   MsgSent  InQ OutQ  Up/Down State   PfxRcd PfxAcc PfxAdv
  spine-1                  10.0.0.24   4 65001             11        14    0    0 00:00:49 Estab   15     15     7
                           10.255.2.11 4 65114             10        12    0    0 00:00:48 Estab   19     19     17`,
    [
      '2: 10.0.0.24 | 4 | 65001 | 11 | 14 | 0 | 0 | 00:00:49 | Estab | 15 | 15 | 7 | spine-1',
      '3: 10.255.2.11 | 4 | 65114 | 10 | 12 | 0 | 0 | 00:00:48 | Estab | 19 | 19 | 17 | ',
    ],
  ],
  [
    'BGP of IOS-XR per VRF',
    'show bgp vrf all ipv4 unicast summary',
    `VRF: PROD
---------
BGP VRF PROD, state: Active
Neighbor        Spk    AS MsgRcvd MsgSent   TblVer  InQ OutQ  Up/Down  St/PfxRcd
10.10.10.10       0 65370   83403   96226 31259922    0    0     6w2d      34543`,
    ['5: PROD | 10.10.10.10 | 0 | 65370 | 83403 | 96226 | 31259922 | 0 | 0 | 6w2d | 34543'],
  ],
  [
    'HSRP of IOS-XR',
    'show hsrp',
    `Interface     Grp Pri P State   Active addr     Standby addr   Group addr
Gi0/0/0/1         1 110 P Active local           10.1.1.3       10.1.1.1`,
    ['2: Gi0/0/0/1 | 1 | 110 | P | Active | local | 10.1.1.3 | 10.1.1.1'],
  ],
  [
    'an inventory of Junos with empty cells',
    'show chassis hardware',
    `Item             Version  Part number  Serial number     Description
Chassis                                A1111             MX10-T
      Xcvr 0     REV 01   740-011571   USASR24490        XFP-10G-SR
Fan Tray                                                 Fan Tray`,
    [
      '2: Chassis |  |  | A1111 | MX10-T',
      '3: Xcvr 0 | REV 01 | 740-011571 | USASR24490 | XFP-10G-SR',
      '4: Fan Tray |  |  |  | Fan Tray',
    ],
  ],
  [
    'a command that nobody described: its ruled table',
    'show widgets',
    `Widget      State   Owner
----------- ------- ----------
left one    good    alice
right one           bob`,
    ['3: left one | good | alice', '4: right one |  | bob'],
  ],
  ['a command without any table', 'show clock', '10:00:00.123 UTC Wed Mar 3 2027', []],
];

describe('readShowTables', () => {
  for (const [title, command, text, expected] of OUTPUTS) {
    it(title, () => {
      const [, ...sections] = readShow(`\nr1#${command}\n${text}`);
      assert.equal(sections.length, 1);
      const rows = (sections[0]?.tables ?? []).flatMap((table) => {
        assert.equal(table.device, 'r1');
        return table.rows.map(({ cells, startLine }) => `${startLine - 2}: ${cells.join(' | ')}`);
      });
      assert.deepEqual(rows, expected);
    });

    it(`${title} (known by itself)`, () => {
      const tables = readShow(text).flatMap((each) => each.tables);
      const known = tables.flatMap(({ rows }) => rows.map(({ cells }) => cells.join(' | ')));
      const hasHeader = !/widgets|clock|route/.test(command);
      const wanted = expected.map((row) => row.replace(/^\d+: /, ''));
      if (hasHeader && expected.length > 0) assert.deepEqual(known, wanted);
      else for (const row of known) assert(wanted.includes(row));
    });
  }
});
