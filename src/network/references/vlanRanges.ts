import type { Definition, Reference } from './kinds.ts';

const RANGE = /^(\d{1,4})-(\d{1,4})$/;
const LAST_VLAN = 4095;
/** Uses that ranges may become in one configuration: `allowed vlan 1-4094` on every port. */
const MAX_USES = 20_000;

function rangeOf({ kind, name }: Reference): readonly [number, number] | undefined {
  const range = kind === 'vlan' ? RANGE.exec(name) : undefined;
  return range ? [Number(range[1]), Math.min(Number(range[2]), LAST_VLAN)] : undefined;
}

/** `vlan 10-12` defines three VLANs; a VLAN that is defined already is not defined again. */
export function definitionsOfRanges(definitions: readonly Definition[]): Definition[] {
  const seen = new Set<number>();
  return definitions.flatMap((definition) => {
    const range = rangeOf(definition);
    if (!range) return [definition];
    const [first, last] = range;
    const vlans: Definition[] = [];
    for (let vlan = first; vlan <= last && seen.size <= LAST_VLAN; vlan++) {
      if (seen.has(vlan)) continue;
      seen.add(vlan);
      vlans.push({ ...definition, name: String(vlan) });
    }
    return vlans;
  });
}

/**
 * A range uses those of its VLANs that the configuration defines: a trunk may allow many that
 * are not there. Ranges beyond a bound on the number of uses stay as written.
 */
export function usesOfRanges(
  uses: readonly Reference[],
  definitions: readonly Definition[],
): Reference[] {
  const defined = [
    ...new Set(definitions.filter(({ kind }) => kind === 'vlan').map(({ name }) => Number(name))),
  ].sort((left, right) => left - right);
  let left = MAX_USES;
  return uses.flatMap((use) => {
    const range = rangeOf(use);
    if (!range || left <= 0) return [use];
    const [first, last] = range;
    const vlans = defined.filter((vlan) => first <= vlan && vlan <= last);
    left -= vlans.length + 1;
    return vlans.map((vlan) => ({ ...use, name: String(vlan) }));
  });
}
