import { blockSpec, rowSpec, type ShowSpec } from '../showSpec.ts';

const BRIEF = /^show (?:(?:ip|ipv4|ipv6) interface brief|interfaces ip brief|ip interface)\b/;
const STATUS = /^show interfaces(?: \S+)* status\b/;
const INTERFACES =
  /^show (?:interfaces?)(?! (?:brief|status|description|terse|trunk|ip brief|counters|summary|switchport|transceiver)\b)/;
const DESCRIPTION = /^show interfaces(?: \S+)* descriptions?\b/;

const BLOCK_FIELDS = [
  ['Description', /^\s*Description: ?(.*)/],
  [
    'Address',
    /(?:Internet [Aa]ddress (?:is|will be negotiated using) |^\s*IP address |Local: )([^\s,]+(?:, subnet mask [\d.]+)?)/,
  ],
  [
    'MAC',
    /(?:address is|address:|Current address:|MAC address) ([0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}|[0-9a-f]{2}(?::[0-9a-f]{2}){5})/i,
  ],
  ['MTU', /\bMTU:? (\d+|Unlimited)|, MTU: (\d+)/],
  ['Bandwidth', /\bBW (\d+ \w+)|Speed: ([^\s,]+)/],
  ['Duplex', /\b((?:full|half|auto)[- ]?duplex(?:, [\w/ .-]{1,24})?)/i],
  ['Last change', /(?:Last (?:flapped ?: |link flapped )|^\s*(?:Up|Down) )(.{1,80})/],
  ['Input rate', /(?:input rate ([\d.]+ \S+(?:,? \(?[\d.]+%?[^,]*)?)|Input rate\s*: (.{1,40}))/],
  ['Output rate', /(?:output rate ([\d.]+ \S+(?:,? \(?[\d.]+%?[^,]*)?)|Output rate\s*: (.{1,40}))/],
  ['Input errors', /(\d+) input errors?|Input errors: (\d+)/],
  ['CRC', /(\d+) CRC|(\d+) CRC\/FCS/],
  ['Output errors', /(\d+) output errors?|Output errors: (\d+)/],
  ['Output drops', /Total output drops: (\d+)|(\d+) output (?:drops|discards)/],
  ['Resets', /(\d+) interface resets/],
] as const;

export const INTERFACE_SPECS: readonly ShowSpec[] = [
  rowSpec({
    command: BRIEF,
    name: 'show ip interface brief',
    header: /^Interface\s+IP-Address\s+OK\?/,
    rows: [
      'Interface:if | IP-Address:address | OK?:yesno | Method:word | Status:status | Protocol:word',
    ],
  }),
  rowSpec({
    command: BRIEF,
    name: 'show ip interface brief',
    header: /^\s*Interface\s+IP-Address\s+Status\s+Protocol\b/,
    rows: ['Interface:if | IP-Address:address | Status:status | Protocol:updown | ?Vrf-Name:word'],
  }),
  rowSpec({
    command: BRIEF,
    name: 'show ip interface brief',
    header: /^Interface\s+IP Address\s+Status\s+Protocol\s+MTU/,
    rows: [
      'Interface:if | IP Address:address | Status:status | Protocol:word | MTU:num | ?Owner:rest',
    ],
  }),
  rowSpec({
    command: BRIEF,
    name: 'show ip interface brief',
    header: /^Interface\s+IP Address\s+Interface Status|^IP Interface Status for VRF/,
    contexts: [['VRF', /^IP Interface Status for VRF "([^"]+)"/]],
    rows: ['Interface:if | IP Address:address | Interface Status:protocol-\\S+'],
  }),
  rowSpec({
    command: /^show interfaces(?: \S+)* terse\b/,
    name: 'show interfaces terse',
    header: /^Interface\s+Admin\s+Link\s+Proto\s+Local/,
    rows: [
      'Interface:[a-z][\\w/.:-]* | Admin:updown | Link:updown | ?Proto:[a-z][\\w-]* | ?Local:word | ?-:--> | ?Remote:word',
    ],
    carried: { row: '?Proto:[a-z][\\w-]* | Local:prefix | ?-:--> | ?Remote:word', keep: 3 },
  }),
  rowSpec({
    command: /^show interfaces brief\b/,
    name: 'show interfaces brief',
    header: /^(?:Ethernet|Port)\s+VLAN\s+(?:Type\s+Mode|VRF)|^Interface\s+.*Reason/,
    rows: [
      'Interface:Eth[\\d/.]+|Po\\d+ | VLAN:word | Type:eth|-- | Mode:word | Status:updown | Reason:lazy | Speed:\\S+\\([DSIa-z]+\\)|auto\\S* | Port Ch:word',
    ],
  }),
  rowSpec({
    command: /^show interfaces brief\b/,
    name: 'show interfaces brief',
    part: 'others',
    rows: [
      'Interface:mgmt\\d | VRF:word | Status:updown | IP Address:address | Speed:word | MTU:num',
      'Interface:Vlan\\d+ | Secondary VLAN:word | Status:updown | Reason:rest',
      'Interface:[A-Z][a-z]+\\d\\S* | Status:updown | IP Address:address | Encap type:word | MTU:num',
    ],
  }),
  rowSpec({
    command: /^show interfaces brief\b/,
    name: 'show interfaces brief',
    header: /^\s+Intf\s+Intf\s+LineP\s+Encap/,
    rows: [
      'Interface:[A-Z]?[a-z]+\\d\\S* | State:updown | Line protocol:updown | Encap:word | MTU:num | BW (Kbps):num',
    ],
  }),
  rowSpec({
    command: STATUS,
    name: 'show interfaces status',
    header: /^\s*Port\s+Name\s+Status\s+Vlan/,
    rows: [
      'Port:if | ?Name:lazy | Status:portStatus | Vlan:in Po\\d+|\\S+ | Duplex:word | Speed:word | ?Type:rest',
    ],
  }),
  rowSpec({
    command: DESCRIPTION,
    name: 'show interfaces description',
    header: /^\s*(?:Interface|Port)\s+(?:Status|Type)\s+(?:Protocol|Speed)\s+Description/,
    rows: [
      'Interface:if | Status:status|admin-down | Protocol:updown|[a-z]+ | ?Description:rest',
      'Interface:if | Type:eth|-- | Speed:word | Description:rest',
    ],
  }),
  rowSpec({
    command: DESCRIPTION,
    name: 'show interfaces descriptions',
    header: /^Interface\s+Admin\s+Link\s+Description/,
    rows: ['Interface:if | Admin:updown | Link:updown | Description:rest'],
  }),
  rowSpec({
    command: /^show interfaces(?: \S+)* trunk\b/,
    name: 'show interfaces trunk',
    header: /^Port\s+Mode\s+Encapsulation\s+Status/,
    rows: ['Port:if | Mode:word | Encapsulation:word | Status:word | Native vlan:num'],
  }),
  rowSpec({
    command: /^show interfaces(?: \S+)* trunk\b/,
    name: 'show interfaces trunk',
    part: 'vlans',
    contexts: [['List', /^Port\s+(Vlans .{1,60})$/]],
    rows: ['Port:if | Vlans:none|\\d[\\d,-]*'],
  }),
  blockSpec({
    command: INTERFACES,
    name: 'show interfaces',
    start:
      /^(?:Interface )?([A-Za-z][\w/.:-]*)(?: "[^"]*",)? is (.{1,50}?)(?:, +line protocol is (\S.{0,60}))?$/,
    header: /^(?:Interface )?[A-Za-z][\w/.:-]*(?: "[^"]*",)? is .{1,40}, +line protocol is /,
    key: ['Interface', 'State', 'Line protocol'],
    fields: BLOCK_FIELDS,
  }),
  blockSpec({
    command: INTERFACES,
    name: 'show interfaces',
    start:
      /^\s*(?:Physical|Logical) interface:? ([\w/.:-]+)(?:, ([\w -]+), Physical link is (\w+))?/,
    key: ['Interface', 'State', 'Line protocol'],
    fields: BLOCK_FIELDS,
  }),
];
