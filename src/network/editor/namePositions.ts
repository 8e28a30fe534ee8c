import { canonicalInterface } from '../identifiers.ts';
import type { Reference } from '../references.ts';

/** A place in a line: 0-based UTF-16 columns, the end exclusive. */
export interface ColumnRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Words in front of a name that tell which of two equal words it is: in
 * `standby 10 track 10 decrement 20` the track is the second 10.
 */
const KEYWORDS: Readonly<Record<string, RegExp>> = {
  'access-list':
    /(?:access-list|access-group|access-class|traffic-filter|list|standard|extended|address|name)\s+$/i,
  'prefix-list': /(?:prefix-list|prefix-set|prefix|in)\s+$/i,
  'as-path-list': /(?:access-list|as-path|as-path-set|filter-list|in)\s+$/i,
  'community-list': /(?:community|community-list|community-set|standard|expanded|add|set)\s+$/i,
  'route-policy': /(?:route-map|route-policy|policy-statement|import|export|apply)\s+$/i,
  'key-chain': /(?:key-chain|keychain|chain)\s+$/i,
  track: /(?:track|sla)\s+$/i,
  'ip-sla': /sla(?:\s+(?:schedule|monitor))?\s+$/i,
  'fhrp-group': /(?:standby|vrrp|hsrp|glbp|group)\s+$/i,
  vlan: /vlan\s+$/i,
  vrf: /(?:vrf|forwarding|member|definition|context|instance)\s+$/i,
  interface: /interface\s+$/i,
};

const BOUNDARY = /[\s"'{}()[\];,=&|!<>]/;
/** `GigabitEthernet 0/1` is one name; so is `ge-0/0/0.0`. */
const INTERFACE_WORDS = /[A-Za-z][A-Za-z-]*(?:[ ]?\d[\d/.:]*)|[a-z]{2}-\d[\d/.:]*/g;

const NUMBERS = /(?<![\d.:])(\d{1,9})(?:-(\d{1,9}))?(?![\d.:])/g;

function isBoundary(text: string, index: number): boolean {
  const character = text[index];
  return character === undefined || BOUNDARY.test(character);
}

function occurrencesOf(name: string, text: string): ColumnRange[] {
  const found: ColumnRange[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    const end = at + name.length;
    if (isBoundary(text, at - 1) && isBoundary(text, end)) found.push({ start: at, end });
  }
  return found;
}

function interfacesLike(name: string, text: string): ColumnRange[] {
  const wanted = canonicalInterface(name);
  if (!wanted) return [];
  return [...text.matchAll(INTERFACE_WORDS)]
    .filter(([word]) => canonicalInterface(word) === wanted)
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** Numbers in a line that are `wanted` or a range that holds it: `vlan 10-20`, `Vlan10`. */
function numbersLike(wanted: number, text: string): ColumnRange[] {
  return [...text.matchAll(NUMBERS)]
    .filter(([, first, last]) => {
      const from = Number(first);
      return wanted === from || (last !== undefined && from < wanted && wanted <= Number(last));
    })
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** Names that the device makes of what is written: `Port-channel20` of `channel-group 20`. */
function derivedLike(name: string, text: string): ColumnRange[] {
  const [first = ''] = name.split(' ', 1);
  if (first !== name) return occurrencesOf(first, text);
  const unit = /^[a-z]+.*\.(\d+)$/.exec(name)?.[1];
  if (unit !== undefined) return occurrencesOf(`unit ${unit}`, text);
  const number = /^\D*(\d{1,9})$/.exec(name)?.[1];
  return number === undefined ? [] : numbersLike(Number(number), text);
}

/**
 * Where a line names what a reference says, or undefined when it does not (the text has changed
 * since). Of several equal words the one after the kind's keyword counts, else the last.
 */
export function nameRange(
  text: string,
  { kind, name }: Pick<Reference, 'kind' | 'name'>,
): ColumnRange | undefined {
  if (name === '') return undefined;
  let found = occurrencesOf(name, text);
  if (found.length === 0) found = occurrencesOf(name.toLowerCase(), text.toLowerCase());
  if (found.length === 0 && kind === 'interface') found = interfacesLike(name, text);
  if (found.length === 0) found = derivedLike(name, text);
  const keyword = KEYWORDS[kind];
  const named = keyword && found.find(({ start }) => keyword.test(text.slice(0, start)));
  return named ?? found[found.length - 1];
}
