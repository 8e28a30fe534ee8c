import { canonicalInterface } from '../identifiers.ts';
import { isBuiltinName } from './builtinNames.ts';
import type { ConfigReferences, Definition, Reference, ReferenceKind } from './kinds.ts';

/**
 * Kinds whose definition is no finding when nothing names it: an interface, a neighbor, a zone
 * and a Junos routing-instance work by themselves; ISAKMP policies, profiles and ASA tunnel groups
 * are chosen by negotiation.
 */
const WORKS_ALONE: ReadonlySet<ReferenceKind> = new Set([
  'interface',
  'nameif',
  'bgp-neighbor',
  'route-map-clause',
  'logical-system',
  'zone',
  'ike-policy',
  'ike-profile',
  'ipsec-vpn',
  'routing-instance',
  'tunnel-group',
  'trustpoint',
  'fhrp-group',
  'snmp-view',
  'address-pool',
]);
/** Kinds that only count as missing in a file that holds some of them. */
const NEEDS_COMPANY: ReadonlySet<ReferenceKind> = new Set(['vlan', 'nameif']);

const RANGE = /^(\d+)-(\d+)$/;
const GLOB_SYNTAX = /[*[\]]/;
/** More wildcards than this are not compared one by one: the name counts as defined. */
const MAX_GLOBS = 200;

/** Two spellings of one name are one key. */
function keyOf(kind: ReferenceKind, name: string): string {
  if (kind !== 'interface') return `${kind} ${name}`;
  return `${kind} ${canonicalInterface(name) ?? name.toLowerCase().replace(/\s+/g, '')}`;
}

/** `ge-0/0/*`, `ge-0/0/[0-7]`: a definition for every interface that fits. */
function globPatterns(definitions: readonly Definition[]): RegExp[] {
  return definitions
    .filter(({ kind, name }) => kind === 'interface' && GLOB_SYNTAX.test(name))
    .slice(0, MAX_GLOBS + 1)
    .map(({ name }) => {
      const source = name
        .replace(/\*+/g, '*')
        .split(/(\*|\[[\d,-]+\])/)
        .map((part) => {
          if (part === '*') return '[^.]*';
          const numbers = /^\[(\d+)-(\d+)\]$/.exec(part);
          if (numbers) return '\\d+';
          return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
        })
        .join('');
      return new RegExp(`^${source}$`);
    });
}

/**
 * The uses whose name nothing in the configuration defines and the device does not know by
 * itself, in line order. Kinds that a configuration may leave to another place (VLANs kept in a
 * VLAN database) count only when it holds some of that kind.
 */
export function undefinedReferences({ definitions, uses }: ConfigReferences): Reference[] {
  const defined = new Set(definitions.map(({ kind, name }) => keyOf(kind, name)));
  const kinds = new Set(definitions.map(({ kind }) => kind));
  const globs = globPatterns(definitions);
  return uses.filter(({ kind, name }) => {
    if (defined.has(keyOf(kind, name)) || isBuiltinName(kind, name)) return false;
    if (NEEDS_COMPANY.has(kind) && !kinds.has(kind)) return false;
    if (kind === 'vlan' && RANGE.test(name)) return false;
    if (kind !== 'interface' || globs.length === 0) return true;
    return globs.length <= MAX_GLOBS && !globs.some((glob) => glob.test(name));
  });
}

/**
 * The definitions that nothing in the configuration uses, in line order; kinds that work without
 * being named are left out.
 */
export function unusedDefinitions({ definitions, uses }: ConfigReferences): Definition[] {
  const used = new Set(uses.map(({ kind, name }) => keyOf(kind, name)));
  return definitions.filter(
    ({ kind, name }) =>
      !WORKS_ALONE.has(kind) &&
      !(kind === 'vlan' && /^\d/.test(name)) &&
      !used.has(keyOf(kind, name)) &&
      !isBuiltinName(kind, name),
  );
}
