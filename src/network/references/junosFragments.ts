import type { Reference, ReferenceKind } from './kinds.ts';

/** Kind and pattern; the first group is the name or a list of names. */
type Pattern = readonly [ReferenceKind, RegExp];

/**
 * Lines of a passage whose place in the hierarchy is unknown: what they most likely define.
 * Complete configurations are read with the tables in junosTables.ts instead.
 */
const DEFINITIONS: readonly Pattern[] = [
  ['route-policy', /^\s*(?:set policy-options )?policy-statement (\S+)/],
  ['prefix-list', /^\s*(?:set policy-options )?prefix-list ([^\s;]+)(?: \{| \S+$|$)/],
  ['prefix-list', /^\s*(?:set policy-options )?route-filter-list (\S+)/],
  ['community-list', /^\s*(?:set policy-options )?community (\S+) (?:members|\{)/],
  ['as-path-list', /^\s*(?:set policy-options )?as-path (\S+) "?[^;]/],
  ['firewall-filter', /^\s*(?:set firewall family \S+ )?filter (\S+) (?:\{|term)/],
  ['policer', /^\s*(?:set firewall )?policer (\S+) (?:\{|if-exceeding|then)/],
  ['ike-proposal', /^\s*set security ike proposal (\S+)/],
  ['ike-policy', /^\s*set security ike policy (\S+)/],
  ['ike-gateway', /^\s*(?:set security ike )?gateway ([^\s;]+) (?:\{|[a-z])/],
  ['ipsec-proposal', /^\s*set security ipsec proposal (\S+)/],
  ['ipsec-policy', /^\s*set security ipsec policy (\S+)/],
  ['ipsec-vpn', /^\s*(?:set security ipsec )?vpn ([^\s;]+) (?:\{|[a-z])/],
  ['application', /^\s*(?:set applications )?application(?:-set)? ([^\s;]+) (?:\{|[a-z])/],
  ['zone', /^\s*(?:set security zones )?security-zone (\S+)/],
  ['config-group', /^set groups (\S+)/],
  ['routing-instance', /^set routing-instances (\S+)/],
  ['interface', /^set interfaces (\S+)/],
  ['interface', /^\s*((?:[a-z]{2}-\d+\/\d+\/\d+|ae\d+|irb|lo0|st0|reth\d+)) \{/],
];

const USES: readonly Pattern[] = [
  ['prefix-list', /\b(?:source-|destination-)?prefix-list(?:-filter)? (?!\{)([^;]+)/],
  ['as-path-list', /\bas-path(?:-group)? ([^\s;"]+);?$/],
  ['community-list', /\bcommunity (?:add |set |delete |= )?(?!members)([A-Za-z_][^\s;]*);?$/],
  ['route-policy', /\b(?:import|export|vrf-import|vrf-export|policy) (?!map)([^;{]+);?$/],
  ['routing-instance', /\brouting-instance ([^\s;]+)/],
  [
    'interface',
    /\b(?:local-interface|bind-interface|external-interface|routing-interface|l3-interface|vtep-source-interface) ([^\s;]+)/,
  ],
  ['firewall-filter', /\b(?:input|output|filter) (?:list )?([^\s;{]+);?$/],
  ['policer', /\bthen policer ([^\s;]+)|^\s*policer ([^\s;{]+);$/],
  ['ike-proposal', /^set security ike policy \S+ proposals (\S+)/],
  ['ike-policy', /\bike-policy ([^\s;]+)/],
  ['ike-gateway', /^\s*gateway ([^\s;{]+);|\bike gateway (\S+)$/],
  ['ipsec-policy', /\bipsec-policy ([^\s;]+)/],
  ['ipsec-vpn', /\bipsec-vpn ([^\s;]+)/],
  ['application', /\bmatch application (\S+)|^\s*application ([^\s;{]+);$/],
  ['zone', /\bfrom-zone (\S+)/],
  ['zone', /\bto-zone (\S+)/],
  ['config-group', /\bapply-groups ([^;]+)/],
];

/** Longer lines are no statement that a person wrote. */
const MAX_LINE = 4_000;
const NOT_NAMES = /^(?:permit|deny|orlonger|exact|longer|except|any|input|output|list|term|then)$/;

function namesIn(text: string): string[] {
  return text
    .split(/[\s&|()[\];"]+/)
    .filter((name) => /^[\w.:/+$-]+$/.test(name) && !NOT_NAMES.test(name));
}

function find(patterns: readonly Pattern[], lines: readonly string[]): Reference[] {
  return lines.flatMap((text, index) => {
    if (text.length > MAX_LINE) return [];
    return patterns.flatMap(([kind, pattern]) => {
      const match = pattern.exec(text);
      const names = (match?.slice(1) ?? []).flatMap((group) => namesIn(group ?? ''));
      return names.map((name) => ({ kind, name, line: index + 1 }));
    });
  });
}

export function junosFragmentDefinitions(lines: readonly string[]): Reference[] {
  return find(DEFINITIONS, lines).filter(
    ({ line, name }) => !lines[line - 1]?.includes(`${name};`),
  );
}

/** The names that the lines use; a line that defines a name does not use it. */
export function junosFragmentUses(lines: readonly string[]): Reference[] {
  const defined = new Set(
    junosFragmentDefinitions(lines).map(({ kind, name, line }) => `${line} ${kind} ${name}`),
  );
  return find(USES, lines).filter(
    ({ kind, name, line }) => !defined.has(`${line} ${kind} ${name}`),
  );
}
