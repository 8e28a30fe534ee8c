import { blockSpec, rowSpec, type ShowSpec } from '../showSpec.ts';

const OSPF = /^show (?:(?:ip|ipv6) )?(?:ospf|ospfv3)(?: \S+)* neighbor\b/;
const BGP =
  /^show (?:(?:ip|ipv6) )?bgp(?: \S+)* summary\b|^show (?:ip|ipv6) bgp(?: \S+)* (?:vrf \S+ )?summary\b/;
const ISIS = /^show (?:isis|clns|ip isis)(?: \S+)* (?:neighbors|adjacency)\b/;
const EIGRP = /^show (?:ip|ipv6 |eigrp)?.*eigrp.* neighbors\b|^show eigrp (?:\S+ )*neighbors\b/;
const CONTEXT_VRF = [
  [
    'VRF',
    /(?:BGP summary information for VRF|Neighbor Status.*VRF|VRF:?) "?([\w.:-]+)"?(?:,| for|$|, Router)/,
  ],
] as const;
const OSPF_VRF = [
  ['Process', /^\s*(?:OSPF Process ID |Neighbors for OSPF )(\S+)/],
  ['VRF', /VRF "?([\w.-]+)"?\s*$/],
] as const;

export const ROUTING_SPECS: readonly ShowSpec[] = [
  rowSpec({
    command: OSPF,
    name: 'show ip ospf neighbor',
    header: /^\s*Neighbor ID\s+Pri\s+State/,
    contexts: OSPF_VRF,
    rows: [
      'Neighbor ID:ip | Pri:num | State:adjacency | Dead Time:age|- | Address:ip | Interface:word',
      'Neighbor ID:ip | Pri:num | State:adjacency | Dead Time:age|- | Interface ID:num | Interface:word',
    ],
  }),
  rowSpec({
    command: OSPF,
    name: 'show ip ospf neighbor',
    header: /^\s*Neighbor ID\s+(?:Instance\s+)?VRF\s+Pri/,
    rows: [
      'Neighbor ID:ip | Instance:num | VRF:word | Pri:num | State:adjacency | Dead Time:age | Address:ip | Interface:word',
      'Neighbor ID:ip | VRF:word | Pri:num | State:adjacency | Dead Time:age | Address:ip | Interface:word',
    ],
  }),
  rowSpec({
    command: OSPF,
    name: 'show ospf neighbor',
    header: /^\s*Address\s+Interface\s+State\s+ID\s+Pri\s+Dead/,
    rows: ['Address:ip | Interface:word | State:[A-Z]\\w+ | ID:ip | Pri:num | Dead:num'],
  }),
  blockSpec({
    command: /^show (?:ip )?ospf(?: \S+)* neighbor detail\b/,
    name: 'show ip ospf neighbor detail',
    part: 'detail',
    start: /^\s*Neighbor ([\d.]+), interface address ([\d.]+)/,
    key: ['Neighbor ID', 'Address'],
    fields: [
      ['Interface', /via interface (\S+)/],
      ['Area', /[Ii]n the area (\S+)/],
      ['State', /State is (\S+?),/],
      ['Priority', /priority is (\d+)/],
      ['Uptime', /Neighbor is up for (\S+)/],
    ],
  }),
  rowSpec({
    command: BGP,
    name: 'show ip bgp summary',
    header: /^\s*Neighbor\s+(?:V|Spk)\s+AS\s+MsgRcvd\s+MsgSent\s+TblVer/,
    contexts: CONTEXT_VRF,
    rows: [
      'Neighbor:ip | V:num | AS:asn | MsgRcvd:num | MsgSent:num | TblVer:num | InQ:num | OutQ:num | Up/Down:age | State/PfxRcd:rest',
    ],
  }),
  rowSpec({
    command: BGP,
    name: 'show ip bgp summary',
    header: /^\s*(?:Description\s+)?Neighbor\s+V\s+AS\s+MsgRcvd\s+MsgSent\s+InQ/,
    contexts: CONTEXT_VRF,
    rows: [
      'Neighbor:ip | V:4|6 | AS:asn | MsgRcvd:num | MsgSent:num | InQ:num | OutQ:num | Up/Down:age | State:stateWord | ?PfxRcd:num | ?PfxAcc:num | ?PfxAdv:num',
      'Description:word | Neighbor:ip | V:4|6 | AS:asn | MsgRcvd:num | MsgSent:num | InQ:num | OutQ:num | Up/Down:age | State:stateWord | ?PfxRcd:num | ?PfxAcc:num | ?PfxAdv:num',
    ],
  }),
  rowSpec({
    command: BGP,
    name: 'show bgp summary',
    header: /^\s*Neighbor\s+AS\s+Session State\s+AFI\/SAFI/,
    contexts: CONTEXT_VRF,
    rows: [
      'Neighbor:ip | AS:asn | Session State:stateWord | AFI/SAFI:afi | AFI/SAFI State:stateWord | NLRI Rcd:num | NLRI Acc:num | ?NLRI Adv:num',
    ],
  }),
  rowSpec({
    command: BGP,
    name: 'show bgp summary',
    header: /^Peer\s+AS\s+InPkt\s+OutPkt/,
    rows: [
      'Peer:ip | AS:asn | InPkt:num | OutPkt:num | OutQ:num | Flaps:num | Last Up/Dwn:age | State|#Active/Received/Accepted/Damped:rest',
    ],
    more: /^\s{2,}([\w.-]+: \d+\/\d+\/\d+\/\d+.*)$/,
  }),
  rowSpec({
    command: EIGRP,
    name: 'show ip eigrp neighbors',
    header: /^H\s+Address\s+Interface\s+Hold/,
    contexts: [
      [
        'AS',
        /^(?:EIGRP-IPv[46] (?:VR\(\S+\) Address-Family )?Neighbors for AS\(|IP-EIGRP neighbors for process )(\d+)/,
      ],
      ['VRF', /VRF[ (]"?([\w.-]+)"?\)?\s*$/],
    ],
    rows: [
      'H:num | Address:ip | Interface:word | Hold:num | Uptime:age | SRTT:num | RTO:num | Q:num | Seq:num',
    ],
  }),
  rowSpec({
    command: ISIS,
    name: 'show isis neighbors',
    header: /^\s*System Id\s+Type\s+Interface/i,
    rows: [
      'System Id:word | Type:level | Interface:word | IP Address:ip | State:stateWord | Holdtime:num | Circuit Id:rest',
    ],
  }),
  rowSpec({
    command: ISIS,
    name: 'show isis neighbors',
    header: /^\s*System I[Dd]\s+Interface\s+SNPA/i,
    rows: [
      'System Id:word | Interface:if | SNPA:word | State:stateWord | Holdtime:num | Type:level | ?IETF-NSF:rest',
    ],
  }),
  rowSpec({
    command: ISIS,
    name: 'show isis adjacency',
    header: /^\s*System I[Dd]\s+SNPA\s+Level/i,
    contexts: [['Process', /^IS-IS process:? (\S+)/]],
    rows: [
      'System ID:word | SNPA:word | Level:level | State:stateWord | Hold Time:word | Interface:word',
    ],
  }),
  rowSpec({
    command: ISIS,
    name: 'show isis neighbors',
    header: /^\s*Instance\s+VRF\s+System Id/i,
    rows: [
      'Instance:word | VRF:word | System Id:word | Type:level | Interface:word | SNPA:word | State:stateWord | Hold time:num | ?Circuit Id:rest',
    ],
  }),
  rowSpec({
    command: ISIS,
    name: 'show isis adjacency',
    header: /^Interface\s+System\s+L\s+State/,
    rows: ['Interface:if | System:word | L:level | State:stateWord | Hold:num | ?SNPA:word'],
  }),
  rowSpec({
    command: /^show bfd (?:neighbors|peers|session)\b/,
    name: 'show bfd neighbors',
    header: /^(?:NeighAddr|OurAddr|Address|DstAddr)\s+/,
    rows: [
      'NeighAddr:ip | LD/RD:\\d+/\\d+ | RH/RS:word | State:word | Int:word',
      'OurAddr:ip | NeighAddr:ip | LD/RD:\\d+/\\d+ | RH/RS:word | Holdown(mult):word | State:word | Int:word | ?Vrf:word',
      'Address:ip | State:word | Interface:if | Detect time:int | Transmit interval:int | Multiplier:num',
    ],
  }),
];
