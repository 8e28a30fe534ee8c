import assert from 'node:assert/strict';
import { isLogLine, logTemplate, severityOf } from '../../../src/network/logTemplate.ts';

/** Lines of one group are one kind of message; lines of different groups are not. */
const kinds: readonly (readonly string[])[] = [
  [
    '001792: Mar  3 02:14:07.812 UTC: %LINK-3-UPDOWN: Interface GigabitEthernet0/0/0, changed state to down',
    '001999: Mar 13 22:14:07.001 UTC: %LINK-3-UPDOWN: Interface GigabitEthernet0/0/0, changed state to down',
    '*Mar  3 02:14:07.812: %LINK-3-UPDOWN: Interface GigabitEthernet0/0/0, changed state to down',
  ],
  [
    'Mar 03 2025 00:07:28 br1-asa01 : %ASA-6-302013: Built inbound TCP connection 438848 for outside:203.0.113.135/3893 (203.0.113.135/3893) to dmz:10.10.50.11/443 (198.51.100.11/443)',
    'Mar 04 2025 10:07:28 br1-asa01 : %ASA-6-302013: Built inbound TCP connection 7 for outside:203.0.113.1/1 (203.0.113.1/1) to dmz:10.10.50.12/80 (198.51.100.12/80)',
  ],
  [
    '2025 Mar  3 05:30:03 dc1-nxs01 %VPC-2-PEER_KEEP_ALIVE_RECV_FAIL: In domain 10, VPC peer keep-alive receive has failed',
    '2025 Mar 30 15:30:03 dc1-nxs01 %VPC-2-PEER_KEEP_ALIVE_RECV_FAIL: In domain 11, VPC peer keep-alive receive has failed',
  ],
  [
    'Mar  3 00:03:14 edge-mx01 sshd[22687]: Accepted publickey for netops from 10.20.0.21 port 36399 ssh2',
    'Mar  3 01:19:43 edge-mx01 sshd[7899]: Accepted publickey for netops from 10.20.0.22 port 1 ssh2',
  ],
  [
    'RP/0/RP0/CPU0:Mar  3 02:14:07.901 UTC: ifmgr[403]: %PKT_INFRA-LINK-3-UPDOWN : Interface GigabitEthernet0/0/0/0, changed state to Down',
    'RP/0/RP0/CPU0:Mar 13 12:14:07.9 UTC: ifmgr[403]: %PKT_INFRA-LINK-3-UPDOWN : Interface GigabitEthernet0/0/0/0, changed state to Down',
  ],
  [
    '<189>2025-03-03T02:14:07.123Z r1: %SYS-5-CONFIG_I: Configured from console by vty0 (10.0.0.1)',
    '<189>2025-04-13T12:14:07.123Z r1: %SYS-5-CONFIG_I: Configured from console by vty0 (10.0.0.2)',
  ],
  [
    '001793: Mar  3 02:14:07.815 UTC: %SW_MATM-4-MACFLAP_NOTIF: Host 0011.2233.4455 in vlan 10 is flapping',
    '001794: Mar  3 02:14:07.815 UTC: %SW_MATM-4-MACFLAP_NOTIF: Host aabb.ccdd.eeff in vlan 20 is flapping',
  ],
  [
    'Mar  3 02:14:07: %LINK-3-UPDOWN: Interface TenGigabitEthernet1/1/1, changed state to up',
    '<189>7: r9: 1w2d: %LINK-3-UPDOWN: Interface Vlan10, changed state to up',
  ],
  [
    '*Mar  3 02:14:07.815: %BGP-5-ADJCHANGE: neighbor 2001:db8::1 Up',
    '2025-03-03T02:14:07.123+02:00 10.0.0.1 77: Mar  3 02:14:07.8: %BGP-5-ADJCHANGE: neighbor 10.0.0.9 Up',
  ],
  [
    'Mar  3 02:14:07: %SYS-5-CONFIG_I: Configured from console by netops on vty0 (10.0.0.1)',
    'Mar  3 02:14:07: %SYS-5-CONFIG_I: Configured from console by joe.x on vty12 (10.0.0.2)',
  ],
  [
    "Mar  3 10:41:33 mx1 mgd[20114]: UI_COMMIT: User 'netops' requested 'commit' operation",
    "Mar  3 10:41:34 mx2 mgd[7]: UI_COMMIT: User 'joe' requested 'commit' operation",
  ],
];

const severities: readonly (readonly [string, number | undefined])[] = [
  ['%LINK-3-UPDOWN: Interface', 3],
  ['%ASA-6-302013: Built', 6],
  ['%OSPF-5-ADJCHG: Process 10', 5],
  ['%PKT_INFRA-LINK-3-UPDOWN : Interface', 3],
  ['%SECURITY-SSHD-6-INFO_SUCCESS : ok', 6],
  ['%VPC-2-PEER_KEEP_ALIVE_RECV_FAIL: x', 2],
  ['%SYS-0-PANIC: x', 0],
  ['Accepted publickey for netops', undefined],
  ['100%-5-x', undefined],
  ['<28>Jul  8 23:04:13  vmx01 craftd[4817]: Major alarm set', 4],
];

describe('log templates', () => {
  it('are equal for one kind of message and differ between kinds', () => {
    const templates = kinds.map((lines) => new Set(lines.map(logTemplate)));
    for (const template of templates) assert.equal(template.size, 1, [...template].join('\n'));
    assert.equal(new Set(templates.flatMap((template) => [...template])).size, kinds.length);
  });

  for (const line of kinds.flat()) {
    it(`knows ${line.slice(0, 40)}… as a log line`, () => assert(isLogLine(line)));
  }

  for (const line of ['interface Gi0/1', ' ip address 10.0.0.1 255.0.0.0', '', 'March was fine']) {
    it(`knows ${JSON.stringify(line)} as no log line`, () => assert(!isLogLine(line)));
  }

  for (const [line, severity] of severities) {
    it(`reads severity ${severity} from ${line}`, () => assert.equal(severityOf(line), severity));
  }
});
