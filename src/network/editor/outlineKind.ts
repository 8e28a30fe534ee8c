/** What a section of a configuration is, as far as a list of sections tells it by a picture. */
export type OutlineKind =
  | 'device'
  | 'interface'
  | 'list'
  | 'policy'
  | 'vrf'
  | 'routing'
  | 'neighbor'
  | 'class'
  | 'policy-map'
  | 'crypto'
  | 'vlan'
  | 'object'
  | 'access'
  | 'text'
  | 'section';

/** By the statement itself; the first that fits counts. */
const BY_HEADER: readonly (readonly [OutlineKind, RegExp])[] = [
  ['device', /^(?:hostname|switchname|host-name) /],
  ['text', /^(?:banner|certificate) /],
  ['interface', /^interface(?:-range)? /],
  ['interface', /^(?:l2)?interface group /],
  ['list', /^(?:ip|ipv4|ipv6|mac|arp) (?:access-list|prefix-list|as-path|(?:\w+-)?community-list)/],
  ['list', /^(?:access-list|prefix-list|route-filter-list|as-path|as-path-group) /],
  ['list', /^(?:prefix|community|extcommunity|as-path|rd|large-community)-set /],
  ['policy', /^(?:route-map|route-policy|policy-statement|term|sequence) /],
  ['vrf', /^(?:vrf|ip vrf|routing-instances?|vrf-target|logical-systems?)(?: |$)/],
  ['vlan', /^(?:vlan|vlans|vn-segment|bridge-domains?|l2vpn|evpn|vlan-configuration)(?: |$)/],
  ['routing', /^(?:router|protocols|routing-options|segment-routing|mpls|ip route|ipv6 route)\b/],
  ['routing', /^(?:address-family|area|af-interface|(?:bgp|ospf3?|isis|ldp|rsvp|pim|bfd)$)/],
  ['neighbor', /^(?:neighbor|neighbor-group|session-group|peer-group|template peer|group) /],
  ['class', /^(?:class-map|class|traffic-class|object-group-search) /],
  ['policy-map', /^(?:policy-map|class-of-service|service-policy|queue)/],
  [
    'crypto',
    /^(?:crypto|key|key-chain|keychain|ike|ipsec|tunnel-group|trustpoint|authentication-key-chains)(?: |$)/,
  ],
  ['object', /^(?:object|object-group|address-book|applications?|track|ip sla|filter|firewall)\b/],
  ['access', /^(?:line|aaa|username|user|tacacs|radius|role|login|snmp|snmp-server|ntp)\b/],
];

/** Junos sections whose parts are named by their place only: `interfaces { ge-0/0/0 { … } }`. */
const BY_PARENT: ReadonlyMap<string, OutlineKind> = new Map([
  ['interfaces', 'interface'],
  ['vlans', 'vlan'],
  ['bridge-domains', 'vlan'],
  ['routing-instances', 'vrf'],
  ['applications', 'object'],
]);

/** The kind of a section from its statement and the one above it. Total: `section` else. */
export function outlineKind(header: string, parentHeader: string | undefined): OutlineKind {
  const byParent = BY_PARENT.get(parentHeader ?? '');
  if (byParent) return byParent;
  if (/^(?:interfaces (?!$)|unit \d)/.test(header)) return 'interface';
  return BY_HEADER.find(([, pattern]) => pattern.test(header))?.[0] ?? 'section';
}
