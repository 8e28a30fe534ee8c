import type { ConfigNode } from '../config/configTree.ts';
import type { PlatformGuess } from '../platform.ts';

/**
 * How far a text is the configuration of a network device: `certain` enough to speak up in a
 * file that another tool claims (`.conf`, `.cfg`, `.ini`), `likely` enough in plain text.
 */
export type ConfigCertainty = 'certain' | 'likely' | 'none';

/** First words of left-edge statements of IOS, IOS-XE, IOS-XR, NX-OS, ASA, EOS and their kin. */
const CISCO_STATEMENT =
  /^(?:no |default )?(?:aaa|aaa-server|access-group|access-list|alias|arp|as-path-set|banner|bfd|boot|boot-end-marker|boot-start-marker|bridge-domain|call-home|cdp|class-map|clock|community-set|control-plane|copp|crypto|daemon|dhcpd|diagnostic|dns|domain|domain-name|dot1x|dynamic-access-policy-record|enable|end|end-policy|end-set|errdisable|event|evpn|extcommunity-set|fabric|failover|feature|feature-set|flow|ftp|group-policy|hardware|hash|hostname|http|icmp|icmpv6|interface|ip|ipv4|ipv6|key|l2vpn|lacp|ldap|license|line|lldp|logging|mac|management|memory|mlag|monitor|mpls|mtu|multicast-routing|name|nameif|nat|netconf|netconf-yang|ntp|nv|object|object-group|pager|passwd|password|performance-mgmt|platform|policy-map|prefix-list|prefix-set|privilege|process|queue-monitor|radius|radius-server|rd-set|redundancy|restconf|rmon|role|route|route-map|route-policy|router|same-security-traffic|sdm|security|segment-routing|service|service-policy|sflow|snmp|snmp-server|spanning-tree|ssh|ssl|standby|switch|switchname|switchport|sysopt|system|tacacs|tacacs-server|taskgroup|tcp|telemetry|telnet|template|terminal|tftp|threat-detection|timeout|track|transceiver|transport|tunnel-group|udld|udp|usergroup|username|vdc|version|virtual-service|vlan|vpc|vpdn|vrf|vrrp|vtp|vty-pool|vxlan|webvpn|wireless|wlan|xml|zone|zone-pair)(?:$|\s)(?!\s*[=:])/;
const JUNOS_SECTIONS =
  'access|access-profile|accounting-options|applications|apply-groups|apply-macro|bridge-domains|chassis|class-of-service|dynamic-profiles|ethernet-switching-options|event-options|firewall|forwarding-options|fabric|groups|interfaces|jsrc|logical-systems|multi-chassis|multicast-snooping-options|poe|policy-options|protocols|routing-instances|routing-options|security|services|smtp|snmp|switch-options|system|tenants|unified-edge|version|virtual-chassis|vlans|wlan';
const JUNOS_SECTION = new RegExp(`^(?:(?:inactive|protect|replace): )*(?:${JUNOS_SECTIONS})\\b`);
const JUNOS_SET = new RegExp(
  `^(?:set|delete|activate|deactivate|protect|unprotect|annotate) (?:${JUNOS_SECTIONS})\\b`,
);

const CERTAIN = { confidence: 0.5, share: 0.75, statements: 3 };
const LIKELY = { confidence: 0.5, share: 0.4, statements: 2 };

/** Lines that an editor may read while it waits, to see whether a closer look is worth it. */
export const SAMPLE_LINES = 2_000;

/** Whether any line begins as a configuration's do. Cheap, and wrong only on the yes side. */
export function mayBeConfig(sample: readonly string[]): boolean {
  return sample
    .slice(0, SAMPLE_LINES)
    .some((line) => CISCO_STATEMENT.test(line) || JUNOS_SET.test(line) || JUNOS_SECTION.test(line));
}

function statementPattern(style: PlatformGuess['style']): RegExp {
  return style === 'indented' ? CISCO_STATEMENT : style === 'set' ? JUNOS_SET : JUNOS_SECTION;
}

/** Statements of the left edge: of sections where the tree has them, else of lines. */
function statementsOf(
  lines: readonly string[],
  tree: readonly ConfigNode[],
  style: PlatformGuess['style'],
): readonly string[] {
  if (style === 'set') return lines.filter((line) => /^[^\s#/]/.test(line));
  return tree.map(({ header }) => header);
}

/** Judges by the platform guess and by how much of the left edge is in a vendor's vocabulary. */
export function configCertainty(
  lines: readonly string[],
  tree: readonly ConfigNode[],
  { platform, style, confidence }: PlatformGuess,
): ConfigCertainty {
  if (platform === 'unknown' || style === 'none') return 'none';
  const statements = statementsOf(lines, tree, style);
  const pattern = statementPattern(style);
  const known = statements.filter((statement) => pattern.test(statement)).length;
  const share = known / Math.max(1, statements.length);
  const reaches = (level: typeof CERTAIN): boolean =>
    confidence >= level.confidence &&
    share >= level.share &&
    // Sections in braces hold much each: one `interfaces { … }` is a configuration.
    (known >= level.statements || (style === 'braces' && known > 0));
  if (reaches(CERTAIN)) return 'certain';
  return reaches(LIKELY) ? 'likely' : 'none';
}
