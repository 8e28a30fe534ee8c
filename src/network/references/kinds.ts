/**
 * Kinds of named objects in a configuration. One name space each: an ACL and a route-map may
 * share a name, the IPv4 and the IPv6 list of one name count as one object.
 */
export const REFERENCE_KINDS = [
  'access-list',
  'access-map',
  'prefix-list',
  'as-path-list',
  'community-list',
  'rd-set',
  'route-policy',
  'route-map-clause',
  'policy-condition',
  'damping',
  'vrf',
  'routing-instance',
  'interface',
  'nameif',
  'vlan',
  'class-map',
  'policy-map',
  'table-map',
  'service-template',
  'nat-pool',
  'address-pool',
  'crypto-map',
  'ipsec-profile',
  'transform-set',
  'ike-profile',
  'ike-policy',
  'ike-proposal',
  'ike-gateway',
  'ipsec-policy',
  'ipsec-proposal',
  'ipsec-vpn',
  'gdoi-group',
  'keyring',
  'trustpoint',
  'tunnel-group',
  'group-policy',
  'key-chain',
  'aaa-group',
  'aaa-list',
  'track',
  'ip-sla',
  'fhrp-group',
  'object',
  'time-range',
  'peer-group',
  'peer-policy',
  'peer-session',
  'session-group',
  'af-group',
  'peer-filter',
  'bgp-neighbor',
  'zone',
  'firewall-filter',
  'policer',
  'interface-set',
  'application',
  'address-book',
  'config-group',
  'logical-system',
  'rib-group',
  'dhcp-server-group',
  'flow-exporter',
  'flow-monitor',
  'flow-record',
  'flow-sampler',
  'snmp-view',
  'bfd-template',
  'l2tp-class',
  'pseudowire-class',
  'depi-class',
  'depi-tunnel',
  'docsis-policy',
  'docsis-rule',
  'service-class',
] as const;

export type ReferenceKind = (typeof REFERENCE_KINDS)[number];

export interface Reference {
  readonly kind: ReferenceKind;
  readonly name: string;
  /** 1-based, relative to the text that was read. */
  readonly line: number;
}

export interface Definition extends Reference {
  /** Last line of the definition: of its section, or of the adjacent lines that make it up. */
  readonly endLine: number;
}

export interface ConfigReferences {
  /** In line order. An object that is made of separate parts has one definition for each. */
  readonly definitions: readonly Definition[];
  /** In line order. A line that defines a name does not use it. */
  readonly uses: readonly Reference[];
}

const KINDS: ReadonlySet<string> = new Set(REFERENCE_KINDS);

export function isReferenceKind(text: string): text is ReferenceKind {
  return KINDS.has(text);
}
