import type { Platform } from '../core/types.ts';

/** What a configuration's text looks like, with the platform that its syntax points to. */
export interface PlatformGuess {
  readonly platform: Platform;
  /** How the text is structured: indentation (Cisco-like), braces, or Junos `set` lines. */
  readonly style: 'indented' | 'braces' | 'set' | 'none';
  /** 0 to 1: the winning platform's share of all the evidence found. */
  readonly confidence: number;
}

type Named = Exclude<Platform, 'unknown' | 'cisco-like'>;

/**
 * Lines that only, or nearly only, occur on one platform. Weights are relative: a line that
 * exists nowhere else counts 5, a habit of the platform counts 1.
 */
const EVIDENCE: readonly (readonly [Named, number, RegExp])[] = [
  ['ios-xr', 5, /^!! IOS XR Configuration/m],
  ['ios-xr', 5, /^(?:end-policy|end-set)\s*$/m],
  ['ios-xr', 4, /^interface (?:Bundle-Ether|MgmtEth0\/)/m],
  ['ios-xr', 3, /^(?:route-policy|prefix-set|community-set|rd-set|as-path-set) \S+/m],
  ['ios-xr', 3, /^ ipv4 address \d/m],
  ['ios-xr', 2, /^interface \S+\d\/\d+\/\d+\/\d+/m],
  ['ios-xr', 2, /^router static\s*$/m],
  ['nx-os', 5, /^vpc domain \d+/m],
  ['nx-os', 4, /^feature \S+/m],
  ['nx-os', 4, /^vdc \S+ id \d+/m],
  ['nx-os', 4, /^vrf context \S+/m],
  ['nx-os', 3, /^(?:boot|system) nxos /m],
  ['nx-os', 3, /^[ \t]+ip router (?:ospf|eigrp|isis) \S+/m],
  ['nx-os', 2, /^role network-admin/m],
  ['asa', 5, /^ASA Version /m],
  ['asa', 4, /^ nameif \S+/m],
  ['asa', 4, /^ security-level \d+/m],
  ['asa', 4, /^access-list \S+ extended (?:permit|deny)/m],
  ['asa', 3, /^nat \(\S+,\S+\)/m],
  ['asa', 3, /^(?:same-security-traffic|threat-detection) /m],
  ['asa', 2, /^tunnel-group \S+/m],
  ['eos', 5, /^! device: .*\(.*EOS-/m],
  ['eos', 5, /^! Command: show running-config[\s\S]{0,200}EOS/m],
  ['eos', 4, /^service routing protocols model /m],
  ['eos', 4, /^transceiver qsfp default-mode/m],
  ['eos', 4, /^daemon TerminAttr/m],
  ['eos', 4, /^(?:mlag configuration|mlag)\s*$/m],
  ['eos', 3, /^interface Vxlan1\s*$/m],
  ['eos', 3, /^management api http-commands/m],
  ['eos', 3, /^vrf instance \S+/m],
  ['eos', 2, /^interface Ethernet\d+(?:\/\d+)?\s*$/m],
  ['eos', 2, /^spanning-tree mode mstp/m],
  ['ios-xe', 4, /^version 1[6-9]\.\d/m],
  ['ios-xe', 3, /^platform (?:punt-keepalive|console|qfp) /m],
  ['ios-xe', 3, /^license udi pid (?:C9|ISR4|ASR1|C8|CSR)/m],
  ['ios-xe', 2, /^vrf definition \S+/m],
  ['ios-xe', 2, /^interface GigabitEthernet\d+\/\d+\/\d+/m],
  ['ios', 4, /^version 1[0-5]\.\d/m],
  ['ios', 2, /^(?:boot-start-marker|memory-size iomem)/m],
  ['ios', 1, /^interface (?:FastEthernet|GigabitEthernet)\d+\/\d+\s*$/m],
  ['ios', 1, /^no ip http server/m],
  ['junos', 5, /^set (?:version|system|interfaces|protocols|routing-options|policy-options) /m],
  ['junos', 5, /^(?:system|interfaces|protocols|policy-options|routing-options|firewall) \{/m],
  ['junos', 3, /^[ \t]+host-name \S+;/m],
  ['junos', 2, /^[ \t]+family inet\d? \{/m],
];

/** Sections that every Cisco-like configuration has in some number. */
const CISCO_LIKE =
  /^(?:hostname|interface|router|ip route|line vty|username|snmp-server|vlan) ?\S*/gm;
const JUNOS_BRACES = /^[ \t]*[\w-]+(?: [^;{}#\n]+)? \{[ \t]*(?:#.*)?$/gm;
const JUNOS_SET = /^(?:set|deactivate|delete|activate) [a-z-]+ /gm;

/** Enough of a file to recognise it; configs name their platform early or often. */
const SAMPLE_CHARACTERS = 200_000;

function countMatches(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Recognises a configuration's platform from its text alone. Total: any text has an answer. */
export function guessPlatform(fullText: string): PlatformGuess {
  const text = fullText.slice(0, SAMPLE_CHARACTERS);
  const scores = new Map<Named, number>();
  let total = 0;
  for (const [platform, weight, pattern] of EVIDENCE) {
    if (!pattern.test(text)) continue;
    scores.set(platform, (scores.get(platform) ?? 0) + weight);
    total += weight;
  }
  const best = [...scores].sort((a, b) => b[1] - a[1])[0];
  const ciscoLines = countMatches(text, CISCO_LIKE);
  const setLines = countMatches(text, JUNOS_SET);
  const braceLines = countMatches(text, JUNOS_BRACES);
  if (best?.[0] === 'junos') {
    const style = setLines > braceLines ? 'set' : 'braces';
    return { platform: 'junos', style, confidence: best[1] / total };
  }
  if (best && (best[1] >= 2 || ciscoLines >= 2)) {
    return {
      platform: best[0],
      style: 'indented',
      confidence: best[1] / total,
    };
  }
  if (ciscoLines >= 2) return { platform: 'cisco-like', style: 'indented', confidence: 0.5 };
  return { platform: 'unknown', style: 'none', confidence: 0 };
}
