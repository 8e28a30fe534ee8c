/**
 * Names that one line of a configuration gives to something and that other lines use: the links
 * that an engineer follows from an interface to its ACL, or from a neighbor to its policy.
 */

/** Kinds of named objects. One name space each: an ACL and a route-map may share a name. */
export type ReferenceKind =
  | 'access-list'
  | 'prefix-list'
  | 'as-path-list'
  | 'community-list'
  | 'route-policy'
  | 'vrf'
  | 'interface'
  | 'class-map'
  | 'policy-map'
  | 'crypto'
  | 'key-chain'
  | 'aaa-group'
  | 'track'
  | 'object'
  | 'peer-group'
  | 'firewall-filter'
  | 'zone';

export interface Reference {
  readonly kind: ReferenceKind;
  readonly name: string;
  /** 1-based, relative to the text that was read. */
  readonly line: number;
}

type Pattern = readonly [ReferenceKind, RegExp];

/** Statements that define a name; the first group is the name. */
const DEFINITIONS: readonly Pattern[] = [
  ['access-list', /^\s*(?:ip|ipv4|ipv6|mac) access-list (?:standard |extended )?(\S+)/],
  ['access-list', /^access-list (\S+) /],
  ['prefix-list', /^\s*(?:ip|ipv6) prefix-list (\S+)/],
  ['prefix-list', /^prefix-set (\S+)/],
  ['as-path-list', /^ip as-path access-list (\S+)/],
  ['as-path-list', /^as-path-set (\S+)/],
  ['community-list', /^ip (?:ext|large-)?community-list (?:standard |expanded )?(\S+)/],
  ['community-list', /^(?:ext)?community-set (?:rt |soo )?(\S+)/],
  ['route-policy', /^route-map (\S+)/],
  ['route-policy', /^route-policy (\S+)/],
  ['vrf', /^(?:vrf (?:definition|context|instance)|ip vrf|vrf) (\S+)$/],
  ['interface', /^interface (\S+)/],
  ['class-map', /^class-map (?:type \S+ )?(?:match-\S+ )?(\S+)/],
  ['policy-map', /^policy-map (?:type \S+ )?(\S+)/],
  [
    'crypto',
    /^crypto (?:ipsec (?:ikev\d )?(?:transform-set|profile|ipsec-proposal)|ikev2 (?:profile|proposal|keyring|policy)|isakmp profile|keyring|map|dynamic-map) (\S+)/,
  ],
  ['key-chain', /^key[ -]chain (\S+)/],
  ['aaa-group', /^(?:aaa group server \S+|aaa-server) (\S+)/],
  ['track', /^track (\d+)/],
  ['track', /^ip sla (\d+)/],
  ['object', /^object(?:-group)? (?:network|service|protocol|icmp-type|ip address|ip port) (\S+)/],
  ['peer-group', /^\s+neighbor (\S+) peer[- ]group$/],
  ['peer-group', /^\s*(?:neighbor-group|template peer(?:-policy|-session)?|peer-group) (\S+)$/],
  ['route-policy', /^\s*(?:set policy-options )?policy-statement (\S+)/],
  ['prefix-list', /^\s*(?:set policy-options )?prefix-list ([^\s;]+)(?: \{| \S+$|$)/],
  ['prefix-list', /^\s*(?:set policy-options )?route-filter-list (\S+)/],
  ['community-list', /^\s*(?:set policy-options )?community (\S+) (?:members|\{)/],
  ['as-path-list', /^\s*(?:set policy-options )?as-path (\S+) "?[^;]/],
  ['firewall-filter', /^\s*(?:set firewall family \S+ )?filter (\S+) (?:\{|term)/],
  [
    'crypto',
    /^\s*(?:set security (?:ike|ipsec) )?(?:proposal|policy|gateway|vpn) ([^\s;]+)(?: |$)/,
  ],
  ['zone', /^\s*(?:set security zones )?security-zone (\S+)/],
  ['interface', /^set interfaces (\S+)/],
];

/** Statements that use a name; each named group gives one name of the kind beside it. */
const USES: readonly Pattern[] = [
  ['access-list', /\bip access-group (\S+)/g],
  ['access-list', /^access-group (\S+)/g],
  [
    'access-list',
    /\b(?:ipv4|ipv6|mac|ip) (?:access-group|traffic-filter|port access-group) (\S+)/g,
  ],
  ['access-list', /\baccess-class (?:ipv4 |ipv6 )?(\S+)/g],
  [
    'access-list',
    /\bmatch (?:ip )?(?:access-group (?:name )?|access-list |address )(?!prefix-list)(\S+)/g,
  ],
  ['access-list', /\bmatch address (\S+)/g],
  ['access-list', /\bip nat (?:inside|outside) source list (\S+)/g],
  ['access-list', /\bdistribute-list (?!prefix|route-map)(\S+)/g],
  ['prefix-list', /\bmatch ip(?:v6)? (?:address|next-hop) prefix-list (.+)$/g],
  ['prefix-list', /\b(?:neighbor \S+ |distribute-list )?prefix(?:-list)? (\S+) (?:in|out)\b/g],
  ['prefix-list', /\bdestination in (\S+?)(?:\s|$)/g],
  ['prefix-list', /\b(?:source-|destination-)?prefix-list(?:-filter)? (?!\{)(\S+)/g],
  ['as-path-list', /\bmatch as-path (\S+)/g],
  ['as-path-list', /\bfilter-list (\S+)/g],
  ['as-path-list', /\bas-path in (\S+)/g],
  ['as-path-list', /^\s*as-path (\S+);/g],
  ['community-list', /\bmatch (?:ext|large-)?community (\S+)/g],
  ['community-list', /\bcommunity (?:matches-any|matches-every|in) (\S+)/g],
  ['community-list', /\bcommunity (?:add |set |delete |= )?(?!members)([A-Za-z_]\S*)/g],
  ['route-policy', /\broute-map (\S+)/g],
  ['route-policy', /\broute-policy (\S+?)(?:\(.*\))? (?:in|out)\b/g],
  ['route-policy', /\bredistribute .*\broute-policy (\S+)/g],
  ['route-policy', /^\s*apply (\S+)/g],
  ['route-policy', /\bip policy route-map (\S+)/g],
  ['route-policy', /\b(?:import|export|vrf-import|vrf-export) (?!map)(.+)$/g],
  [
    'vrf',
    /\b(?:vrf forwarding|ip vrf forwarding|vrf member|vrf) (?!definition|context|instance|forwarding|member)(\S+)/g,
  ],
  ['vrf', /\brouting-instance (\S+)/g],
  [
    'interface',
    /\b(?:update-source|source-interface|local-interface|peer-link|ip unnumbered|bind-interface|external-interface|routing-interface|l3-interface|tunnel source) (\S+)/g,
  ],
  ['class-map', /^\s+class (?!class-default)(?:type \S+ )?(\S+)/g],
  ['policy-map', /\bservice-policy (?:type \S+ )?(?:input |output )?(\S+)/g],
  [
    'crypto',
    /\b(?:tunnel protection ipsec profile|set (?:ikev\d )?(?:transform-set|ipsec-proposal|ikev2-profile|isakmp-profile)|crypto map|keyring local|proposal|ike-policy|ipsec-policy|ike gateway|gateway|ipsec-vpn|vpn) (\S+)/g,
  ],
  ['key-chain', /\b(?:key-chain|keychain) (\S+)/g],
  ['aaa-group', /\bgroup (?!server|tacacs\+|radius|ldap)([A-Za-z]\S*)/g],
  ['track', /\btrack (\d+)/g],
  ['object', /\bobject(?:-group)? (?!network|service|protocol)(\S+)/g],
  ['object', /\bnat \([^)]*\).*? (?:static|dynamic) (\S+)/g],
  ['peer-group', /\bneighbor \S+ peer[- ]group (\S+)/g],
  ['peer-group', /\buse neighbor-group (\S+)|\binherit peer(?:-policy|-session)? (\S+)/g],
  ['firewall-filter', /\b(?:input|output|filter) (?:list )?(\S+);?$/g],
  ['zone', /\b(?:from-zone|to-zone) (\S+)/g],
];

function cleanName(text: string): string {
  return text.replace(/[;,{}()[\]"]+/g, '');
}

/** Names in a list: `export ( A && B );`, `prefix-list A B`. */
function namesIn(text: string): string[] {
  return text
    .split(/[\s&|()[\]]+/)
    .map(cleanName)
    .filter(
      (name) => /^[\w.:/+-]+$/.test(name) && !/^(?:in|out|permit|deny|orlonger|exact)$/.test(name),
    );
}

/** The definitions in a text, in line order. Total: unknown lines define nothing. */
export function definitionsIn(text: string): Reference[] {
  const found: Reference[] = [];
  text.split('\n').forEach((line, index) => {
    for (const [kind, pattern] of DEFINITIONS) {
      const name = pattern.exec(line)?.[1];
      if (name) found.push({ kind, name: cleanName(name), line: index + 1 });
    }
  });
  return found;
}

/** The names that a text uses, in line order. A line that defines a name does not use it. */
export function usesIn(text: string): Reference[] {
  const found: Reference[] = [];
  text.split('\n').forEach((line, index) => {
    const defined = new Set(definitionsIn(line).map(({ kind, name }) => `${kind} ${name}`));
    for (const [kind, pattern] of USES) {
      for (const match of line.matchAll(pattern)) {
        for (const name of match.slice(1).flatMap((group) => namesIn(group ?? ''))) {
          if (!defined.has(`${kind} ${name}`)) found.push({ kind, name, line: index + 1 });
        }
      }
    }
  });
  return found;
}
