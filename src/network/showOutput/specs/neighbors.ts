import { blockSpec, rowSpec, type ShowSpec } from '../showSpec.ts';

const CDP = /^show cdp neighbors\b(?!.* detail)/;
const CDP_DETAIL = /^show cdp (?:neighbors\b.* detail|entry\b)/;
const LLDP = /^show lldp neighbors\b(?!.* detail)/;
const LLDP_DETAIL = /^show lldp (?:neighbors\b.* detail|entry\b)/;
const ARP = /^show (?:ip )?arp\b/;
const HSRP = /^show (?:standby|hsrp)\b/;
const VRRP = /^show vrrp\b/;

const LLDP_FIELDS = [
  ['Local interface', /^\s*(?:Local (?:Intf|Interface|Port id))\s*: (\S+)/],
  ['Chassis id', /^\s*[-+ ]*Chassis (?:id|ID)\s*: ?"?([^"\s][^"]{0,120})/],
  ['Port id', /^\s*[-+ ]*(?:Peer |Remote )?Port (?:id|ID)\s*: ?"?([^"\s][^"]{0,120})/],
  ['Port description', /^\s*[-+ ]*Port [Dd]escription\s*: ?"?([^"]{1,120})/],
  ['System name', /^\s*[-+ ]*System [Nn]ame\s*: ?"?([^"\s]+)/],
  ['System description', /^\s*[-+ ]*System [Dd]escription\s*: ?"?([^"]{1,120})/],
  [
    'Management address',
    /^\s*[-+ ]*(?:Management [Aa]ddress(?:es)?|IP|IPv4 address|Address)\s*: ?([\d.]+|[0-9a-fA-F:]+:[0-9a-fA-F:]+)/,
  ],
] as const;

export const NEIGHBOR_SPECS: readonly ShowSpec[] = [
  rowSpec({
    command: CDP,
    name: 'show cdp neighbors',
    header: /^Device[- ]ID\s+Local Intrfce\s+H\w+\s+Capability/,
    rows: [
      'Device ID:word | Local Intrfce:if | Holdtme:num | ?Capability:capability | Platform:lazy | Port ID:if|\\d[\\w/.:]*',
      'Device ID:word | Local Intrfce:if | Holdtme:num | Capability:capability | Port ID:if',
      'Device ID:word | Local Intrfce:if | Holdtme:num | ?Capability:capability | Platform:word | Port ID:rest',
    ],
  }),
  blockSpec({
    command: CDP_DETAIL,
    name: 'show cdp neighbors detail',
    start: /^Device ID: ?(\S[^\n]*?)\s*$/,
    key: ['Device ID'],
    fields: [
      ['Address', /^\s*(?:IP(?:v4)? [Aa]ddress|IPv4 Address): ?(\S+)/],
      ['Platform', /^Platform: ?([^,]+)/],
      ['Capabilities', /Capabilities: ?(.+)/],
      ['Interface', /^Interface: ?([^,\s]+)/],
      ['Port ID', /Port ID \(outgoing port\): ?(\S+)/],
      ['Holdtime', /^Hold-?time ?: ?(\d+)/],
      ['Native VLAN', /^Native VLAN: ?(\d+)/],
      ['Duplex', /^Duplex: ?(\w+)/],
      ['Version', /^(Cisco (?:IOS|Nexus|Internetwork).*|Arista.*)/],
    ],
  }),
  rowSpec({
    command: LLDP,
    name: 'show lldp neighbors',
    header: /^Device ID\s+Local Intf\s+Hold-?time\s+Capability\s+Port ID/,
    rows: [
      'Device ID:lazy | Local Intf:if | Hold-time:num | ?Capability:capabilities | Port ID:rest',
    ],
  }),
  rowSpec({
    command: LLDP,
    name: 'show lldp neighbors',
    header: /^Port\s+Neighbor Device ID\s+Neighbor Port ID\s+TTL/,
    rows: ['Port:if | Neighbor Device ID:word | Neighbor Port ID:lazy | TTL:num'],
  }),
  rowSpec({
    command: LLDP,
    name: 'show lldp neighbors',
    header: /^Local Interface\s+Parent Interface\s+Chassis Id/,
    rows: [
      'Local Interface:if | Parent Interface:word | Chassis Id:mac|word | Port info:lazy | System Name:word',
    ],
  }),
  blockSpec({
    command: LLDP_DETAIL,
    name: 'show lldp neighbors detail',
    header: /^Interface \S+ detected \d+ LLDP neighbors/,
    contexts: [['Local interface', /^Interface (\S+) detected \d+ LLDP neighbors/]],
    start: /^\s*Neighbor (\S+), age/,
    key: ['Neighbor'],
    fields: LLDP_FIELDS,
  }),
  blockSpec({
    command: LLDP_DETAIL,
    name: 'show lldp neighbors detail',
    start: /^(?:-{20,}|LLDP Neighbor Information:?)\s*$/,
    header: /^Local Intf: \S+/,
    fields: LLDP_FIELDS,
  }),
  blockSpec({
    command: LLDP_DETAIL,
    name: 'show lldp neighbors detail',
    start: /^(?=Chassis id: )/,
    fields: LLDP_FIELDS,
  }),
  rowSpec({
    command: ARP,
    name: 'show ip arp',
    header: /^Protocol\s+Address\s+Age \(min\)\s+Hardware Addr/,
    rows: [
      'Protocol:Internet | Address:ip | Age (min):word | Hardware Addr:mac | Type:word | ?Interface:rest',
    ],
  }),
  rowSpec({
    command: ARP,
    name: 'show ip arp',
    header: /^Address\s+Age\s+(?:\(sec\)\s+)?(?:MAC Address|Hardware Addr)\s+Interface/,
    contexts: [['VRF', /^IP ARP Table for (?:all contexts|context (\S+))/]],
    rows: [
      'Address:ip | Age:word | MAC Address:mac | Interface:[^\\s,]+(?:, [^\\s,]+)* | ?Flags:rest',
    ],
  }),
  rowSpec({
    command: ARP,
    name: 'show arp',
    header: /^Address\s+Age\s+Hardware Addr\s+State\s+Type/,
    rows: ['Address:ip | Age:word | Hardware Addr:mac | State:word | Type:ARPA | Interface:word'],
  }),
  rowSpec({
    command: ARP,
    name: 'show arp',
    header: /^MAC Address\s+Address\s+(?:Name\s+)?Interface/,
    rows: [
      'MAC Address:mac | Address:ip | Name:word | Interface:if | Flags:rest',
      'MAC Address:mac | Address:ip | Interface:if | ?Flags:rest',
    ],
  }),
  rowSpec({
    command: ARP,
    name: 'show arp',
    rows: ['Interface:[A-Za-z][\\w-]* | Address:ip | MAC Address:mac | ?Age:word'],
  }),
  rowSpec({
    command: HSRP,
    name: 'show standby brief',
    header: /^\s*Interface\s+Grp\s+(?:Pri|Prio)\s+P\s+State/,
    rows: [
      'Interface:if | Grp:num | Pri:num | ?P:P | State:[A-Z][a-z]+ | Active:word | Standby:word | Virtual IP:ip | ?-:\\(.*\\)',
    ],
    more: /^\s{10,}(\S+)$/,
  }),
  blockSpec({
    command: /^show (?:standby|hsrp)(?! brief)/,
    name: 'show standby',
    part: 'groups',
    start: /^(\S+) - Group (\d+)/,
    key: ['Interface', 'Grp'],
    fields: [
      ['State', /^\s*(?:Local )?[Ss]tate is (\w+)/],
      ['Virtual IP', /[Vv]irtual IP address is (\S+)/],
      ['Active', /Active router is (\S+)/],
      ['Standby', /Standby router is (\S+)/],
      ['Priority', /[Pp]riority (\d+)/],
    ],
  }),
  rowSpec({
    command: VRRP,
    name: 'show vrrp brief',
    header: /^Interface\s+Grp\s+(?:A-F\s+)?Pri\s+Time\s+Own/,
    rows: [
      'Interface:if | Grp:num | ?A-F:IPv[46] | Pri:num | Time:num | ?Own:Y|N | ?Pre:Y|N | State:[A-Z][A-Za-z]+ | Master addr:[^\\s/]\\S*?(?:\\(local\\))? | Group addr:ip',
    ],
  }),
  rowSpec({
    command: VRRP,
    name: 'show vrrp',
    header: /^\s*Interface\s+VR\s+(?:IpVersion\s+)?Pri/,
    rows: [
      'Interface:if | VR:num | IpVersion:IPV[46] | Pri:num | Time:\\d+ ?s|\\d+ ms | Pre:Y|N | State:word | VR IP addr:ip',
    ],
  }),
  rowSpec({
    command: VRRP,
    name: 'show vrrp',
    header: /^Interface\s+State\s+Group\s+VR state/,
    rows: [
      'Interface:if | State:updown | Group:num | VR state:word | VR Mode:word | ?Timer:\\w\\s+[\\d.]+ | ?Type:lcl|vip | Address:ip',
    ],
    carried: { row: 'Type:vip|mas|lcl | Address:ip', keep: 5 },
  }),
];
