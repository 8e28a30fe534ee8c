/** From and to, both included. */
export type VlanRange = readonly [first: number, last: number];

const MAX_VLAN = 4_095;
const ITEM = /^(\d{1,4})(?:-(\d{1,4}))?$/;

/**
 * The ranges of a VLAN list as devices write it: `10,20-25`, `10, 20 - 25`. Undefined when any
 * item is no VLAN or range.
 */
export function parseVlanList(text: string): readonly VlanRange[] | undefined {
  const ranges: VlanRange[] = [];
  const items = text.replace(/\s*-\s*/g, '-').split(/[\s,]+/);
  for (const item of items.filter((each) => each !== '')) {
    const [, firstText, lastText] = ITEM.exec(item) ?? [];
    const first = firstText === undefined ? Number.NaN : Number(firstText);
    const last = lastText === undefined ? first : Number(lastText);
    if (!(first <= last) || last > MAX_VLAN) return undefined;
    ranges.push([first, last]);
  }
  return ranges.length > 0 ? ranges : undefined;
}

/** Whether a list holds a VLAN. */
export function holdsVlan(ranges: readonly VlanRange[], vlan: number): boolean {
  return ranges.some(([first, last]) => first <= vlan && vlan <= last);
}

/** The VLANs of a list one by one, at most `limit` of them. */
export function vlansOf(ranges: readonly VlanRange[], limit: number): number[] {
  const vlans: number[] = [];
  for (const [first, last] of ranges) {
    for (let vlan = first; vlan <= last && vlans.length < limit; vlan++) vlans.push(vlan);
  }
  return vlans;
}
