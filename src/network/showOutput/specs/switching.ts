import { blockSpec, rowSpec, type ShowSpec } from '../showSpec.ts';

const VLAN = /^show vlans?\b/;
const STP = /^show spanning-tree\b(?! (?:summary|root|blockedports|inconsistentports))/;
const CHANNEL =
  /^show (?:etherchannel|port-channel)(?: \S+)* (?:summary|dense|brief)\b|^show port-channel\b/;
const MAC =
  /^show (?:mac[ -]address-table|mac address-table|mac address table|ethernet-switching table)\b/;
const BUNDLE = /^show bundle\b/;
const STP_INSTANCE = /^\s*(VLAN\d+|MST\d+|MSTI? ?\d+|VL\d+|RSTP|RST0|Spanning tree instance)\s*$/;

export const SWITCHING_SPECS: readonly ShowSpec[] = [
  rowSpec({
    command: VLAN,
    name: 'show vlan',
    header: /^VLAN\s+Name\s+Status\s+Ports/,
    rows: ['VLAN:[\\d*]+ | Name:lazy | Status:vlanStatus | ?Ports:rest'],
    more: /^\s{20,}([A-Za-z]\S*\d.*)$/,
  }),
  rowSpec({
    command: VLAN,
    name: 'show vlans',
    header: /^(?:Routing instance\s+VLAN name|Name)\s+Tag\s+Interfaces/,
    rows: [
      'Routing instance:word | VLAN name:word | Tag:NA|num | ?Interfaces:rest',
      'VLAN name:word | Tag:NA|num | ?Interfaces:rest',
    ],
    more: /^\s{10,}(\S+)$/,
  }),
  rowSpec({
    command: STP,
    name: 'show spanning-tree',
    header: /^\s*Interface\s+Role\s+(?:Sts|State)\s+Cost/,
    contexts: [['Instance', STP_INSTANCE]],
    rows: [
      'Interface:if | Role:role | Sts:stpState | Cost:num | Prio.Nbr:\\d+\\.\\s*\\d+ | ?Type:rest',
      // A broken port's state is so long that the cost sticks to it: `BKN*2`.
      'Interface:if | Role:role | Sts:BKN\\*\\d+ | Prio.Nbr:\\d+\\.\\d+ | ?Type:rest',
    ],
  }),
  blockSpec({
    command: STP,
    name: 'show spanning-tree',
    part: 'bridges',
    start: STP_INSTANCE,
    key: ['Instance'],
    fields: [
      ['Protocol', /enabled protocol (\w+)/],
      ['Root priority', /^\s*Root ID\s+Priority\s+(\d+)/],
      ['Root address', /^\s*(?:Root ID)?\s*Address\s+(\S+)/],
      ['This bridge is the root', /(This bridge is the root)/],
      ['Root cost', /^\s*Cost\s+(\d+)/],
      ['Root port', /^\s*Port\s+(\d+ \([^)]+\))/],
      ['Bridge priority', /^\s*Bridge ID\s+Priority\s+(\d+)/],
    ],
  }),
  rowSpec({
    command: STP,
    name: 'show spanning-tree interface',
    header: /^Interface\s+Port ID\s+Designated/,
    contexts: [['Instance', /instance (\d+)/]],
    rows: [
      'Interface:if | Port ID:\\d+:\\d+ | Designated port ID:\\d+:\\d+ | Designated bridge ID:\\S+ | Cost:num | State:stpState | Role:role',
    ],
  }),
  rowSpec({
    command: /^show spanning-tree root\b/,
    name: 'show spanning-tree root',
    rows: [
      'Vlan:(?:VLAN|VL|MST)\\d+ | Root priority:num | Root address:mac | Cost:num | Hello:num | Max age:num | Fwd dly:num | ?Root port:rest',
    ],
  }),
  rowSpec({
    command: CHANNEL,
    name: 'show etherchannel summary',
    header: /^Group\s+Port-channel\s+Protocol\s+(?:Span-cluster\s+)?Ports/i,
    rows: [
      'Group:num | Port-channel:bundle | Protocol:protocol | Span-cluster:Yes|No | ?Ports:rest',
      'Group:num | Port-channel:bundle | Protocol:protocol | ?Ports:rest',
    ],
    more: /^\s{20,}([A-Za-z][\w/.-]*\(\w+\).*)$/,
  }),
  rowSpec({
    command: CHANNEL,
    name: 'show port-channel summary',
    header: /^Group\s+Port-\s+Type\s+Protocol\s+Member/,
    rows: ['Group:num | Port-Channel:bundle | Type:word | Protocol:protocol | ?Member Ports:rest'],
    more: /^\s{20,}([A-Za-z][\w/.-]*\(\w+\).*)$/,
  }),
  rowSpec({
    command: CHANNEL,
    name: 'show port-channel summary',
    header: /^\s*Port-Channel\s+Protocol\s+Ports/,
    rows: ['Port-Channel:bundle | Protocol:protocol | ?Ports:rest'],
    more: /^\s{20,}([A-Za-z][\w/.-]*\(\S+\).*)$/,
  }),
  blockSpec({
    command: CHANNEL,
    name: 'show port-channel',
    part: 'members',
    start: /^Port Channel (Port-Channel\d+)/,
    key: ['Port-Channel'],
    fields: [
      ['Active ports', /Active Ports: ?(.*)/],
      ['Inactive ports', /Inactive Ports: ?(.*)/],
    ],
  }),
  blockSpec({
    command: BUNDLE,
    name: 'show bundle',
    start: /^(Bundle-(?:Ether|POS)\d+)\s*$/,
    key: ['Bundle'],
    fields: [
      ['Status', /^\s*Status:\s+(\S+)/],
      ['Links active', /^\s*Local links <active\/standby\/configured>:\s+(.*)/],
      ['Bandwidth', /^\s*Local bandwidth <effective\/available>:\s+(.*)/],
      ['LACP', /^\s*LACP:\s+(.*)/],
    ],
  }),
  rowSpec({
    command: BUNDLE,
    name: 'show bundle',
    part: 'members',
    header: /^\s*Port\s+Device\s+State\s+Port ID/,
    contexts: [['Bundle', /^(Bundle-(?:Ether|POS)\d+)\s*$/]],
    rows: ['Port:if | Device:word | State:word | Port ID:0x\\w+, 0x\\w+ | B/W, kbps:num'],
  }),
  rowSpec({
    command: /^show lacp interfaces\b/,
    name: 'show lacp interfaces',
    header: /^\s*LACP protocol:\s+Receive State/,
    contexts: [['Aggregated interface', /^Aggregated interface: (\S+)/]],
    rows: [
      'Interface:if | Receive state:[A-Z]\\w+ | Transmit state:[A-Z]\\w+ periodic|No periodic | Mux state:[A-Z].*',
    ],
  }),
  rowSpec({
    command: MAC,
    name: 'show mac address-table',
    header: /^\s*VLAN\s+MAC Address\s+Type\s+age\s+Secure/i,
    rows: [
      '?Flag:flag | VLAN:word | MAC Address:mac | Type:word | age:word | Secure:word | NTFY:word | Ports:rest',
    ],
  }),
  rowSpec({
    command: MAC,
    name: 'show mac address-table',
    header: /^\s*Vlan\s+Mac Address\s+Type\s+(?:Learn\s+Age\s+)?Ports/i,
    rows: [
      '?Flag:flag | Vlan:All|num|N/A | Mac Address:mac | Type:[A-Z]+ | Ports:word | Moves:num | Last Move:.*ago',
      '?Flag:flag | Vlan:All|num|N/A | Mac Address:mac | Type:[A-Za-z]+ | Ports:rest',
    ],
  }),
  rowSpec({
    command: MAC,
    name: 'show ethernet-switching table',
    header: /^\s*Vlan\s+MAC\s+MAC\s+/i,
    contexts: [['Routing instance', /^Routing instance : (\S+)/]],
    rows: [
      'Vlan:word | MAC Address:mac | MAC flags:[A-Z,]+ | ?Age:-|num | Logical interface:if | ?Rest:rest',
    ],
  }),
  rowSpec({
    command: /^show vpc\b/,
    name: 'show vpc',
    part: 'vpcs',
    header: /^id\s+Port\s+Status\s+(?:Active vlans|Consistency)/i,
    rows: [
      'id:num | Port:Po\\d+ | Status:up\\*?|down\\*? | Consistency:[a-z]\\w+ | Reason:lazy | ?Active vlans:[\\d,-]+',
      'id:num | Port:Po\\d+ | Status:up\\*?|down\\*? | ?Active vlans:[\\d,-]+',
    ],
  }),
];
