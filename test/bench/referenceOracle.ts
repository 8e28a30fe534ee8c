import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ReferenceKind } from '../../src/network/references.ts';

/** One entry of an oracle file: a name that a file uses without a definition, or the reverse. */
export interface OracleEntry {
  readonly network: string;
  readonly file: string;
  readonly vendor: string;
  readonly structureType: string;
  readonly name: string;
  readonly context?: string;
  readonly lines: readonly number[];
  readonly tier?: string;
}

export interface Oracle {
  readonly undefined: readonly OracleEntry[];
  readonly unused: readonly OracleEntry[];
}

/** Structure types of the oracle by our kind; the first fit counts. */
const FAMILIES: readonly (readonly [RegExp, ReferenceKind])[] = [
  [/undeclared bgp peer|bgp neighbor$/, 'bgp-neighbor'],
  [/prefix-?list|prefix-set|prefix6|route-filter-list|client-list/, 'prefix-list'],
  [/as-path/, 'as-path-list'],
  [/community/, 'community-list'],
  [/rd-set/, 'rd-set'],
  [/route-map.(?:clause|entry)|continue/, 'route-map-clause'],
  [/route-map|route-policy|policy-statement/, 'route-policy'],
  [/access-list|(?:^|\W)acl(?:\W|$)/, 'access-list'],
  [/service-template/, 'service-template'],
  [/class-map/, 'class-map'],
  [/policy-map|service-policy/, 'policy-map'],
  [/peer-policy/, 'peer-policy'],
  [/peer-session/, 'peer-session'],
  [/session-group/, 'session-group'],
  [/af-group/, 'af-group'],
  [/peer-?group|neighbor-group|template peer/, 'peer-group'],
  [/group-policy/, 'group-policy'],
  [/object/, 'object'],
  [/firewall filter|^filter/, 'firewall-filter'],
  [/policer/, 'policer'],
  [/transform-set/, 'transform-set'],
  [/ipsec profile/, 'ipsec-profile'],
  [/crypto.*map/, 'crypto-map'],
  [/(?:isakmp|ike\w*) profile/, 'ike-profile'],
  [/ike gateway/, 'ike-gateway'],
  [/ike proposal/, 'ike-proposal'],
  [/(?:isakmp|ike\w*) policy/, 'ike-policy'],
  [/ipsec policy/, 'ipsec-policy'],
  [/ipsec proposal/, 'ipsec-proposal'],
  [/ipsec vpn|^vpn/, 'ipsec-vpn'],
  [/keyring/, 'keyring'],
  [/key-?chain/, 'key-chain'],
  [/nat pool|nat_pool|pool$/, 'nat-pool'],
  [/logical-system/, 'logical-system'],
  [/routing-instance/, 'routing-instance'],
  [/vrf/, 'vrf'],
  [/rib-group/, 'rib-group'],
  [/dhcp-relay server-group/, 'dhcp-server-group'],
  [/bfd.template/, 'bfd-template'],
  [/ip sla/, 'ip-sla'],
  [/track/, 'track'],
  [/address-book/, 'address-book'],
  [/application/, 'application'],
  [/zone/, 'zone'],
  [/condition/, 'policy-condition'],
  [/damping/, 'damping'],
  [/interface.set/, 'interface-set'],
  [/depi-class/, 'depi-class'],
  [/depi-tunnel/, 'depi-tunnel'],
  [/docsis-policy-rule/, 'docsis-rule'],
  [/docsis-policy/, 'docsis-policy'],
  [/service-class/, 'service-class'],
  [/l2tp-class/, 'l2tp-class'],
  [/flow monitor|monitor-map/, 'flow-monitor'],
  [/exporter/, 'flow-exporter'],
  [/sampler/, 'flow-sampler'],
  [/aaa|server group/, 'aaa-group'],
  [/interface/, 'interface'],
  [/vlan/, 'vlan'],
  [/time-?range/, 'time-range'],
];

export function familyOf(structureType: string): string {
  return FAMILIES.find(([pattern]) => pattern.test(structureType))?.[1] ?? structureType;
}

/** The oracle writes `10.0.0.1 (VRF default)` for what we call `10.0.0.1`. */
export function nameOf({ name }: OracleEntry): string {
  return name.replace(/ \(VRF default\)$/, '').replace(/ \(VRF (\S+)\)$/, ' vrf $1');
}

function isOracle(value: unknown): value is Oracle {
  return typeof value === 'object' && value !== null && 'undefined' in value;
}

export function readOracles(
  directory: string,
): { readonly name: string; readonly oracle: Oracle }[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => {
      const oracle: unknown = JSON.parse(readFileSync(path.join(directory, file), 'utf8'));
      return isOracle(oracle) ? [{ name: file.replace(/\.json$/, ''), oracle }] : [];
    });
}

/** Where a file of the oracle lies: beside it, or in the workspace that the entry names. */
export function locate(directory: string, name: string, { network, file }: OracleEntry): string {
  const places = [
    path.join(directory, name, file),
    path.join(directory, network, file),
    path.join(directory, '..', '..', 'ws', network, file),
  ];
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error(`No file ${file} of network ${network} in: ${places.join(', ')}`);
  return found;
}
