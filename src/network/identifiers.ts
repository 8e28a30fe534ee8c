/**
 * Identifiers of network text in one canonical spelling, so that what an engineer types and
 * what a device prints meet: `Gi0/1`, `gigabitethernet 0/1` and `GigabitEthernet0/1` are one.
 */

/** Long interface type names by every short form that Cisco, Arista and Juniper tools accept. */
const INTERFACE_TYPES: readonly (readonly [canonical: string, forms: RegExp])[] = [
  ['hundredgige', /^(?:hundredgige?|hundredgigabitethernet|hu)$/],
  ['fortygige', /^(?:fortygige?|fortygigabitethernet|fo)$/],
  ['twentyfivegige', /^(?:twentyfivegige?|twe)$/],
  ['tengigabitethernet', /^(?:tengigabitethernet|tengige|ten|te)$/],
  ['gigabitethernet', /^(?:gigabitethernet|gige|gig|gi|ge)$/],
  ['fastethernet', /^(?:fastethernet|fas|fa)$/],
  ['ethernet', /^(?:ethernet|eth|et)$/],
  ['port-channel', /^(?:port-channel|portchannel|po)$/],
  ['bundle-ether', /^(?:bundle-ether|be)$/],
  ['loopback', /^(?:loopback|loop|lo)$/],
  ['tunnel', /^(?:tunnel|tun|tu)$/],
  ['vlan', /^(?:vlan|vl)$/],
  ['serial', /^(?:serial|ser|se)$/],
  ['management', /^(?:management|mgmt|ma)$/],
  ['vxlan', /^(?:vxlan|vx)$/],
];

const INTERFACE = /^([a-z][a-z-]*?) ?(\d+(?:[/.:]\d+)*)$/;
/** Junos media names keep their hyphen: ge-0/0/1.0, xe-…, et-…, and irb.100, ae1, st0.3, lo0. */
const JUNOS_INTERFACE =
  /^(?:[a-z]{2}-\d+\/\d+\/\d+(?::\d+)?(?:\.\d+)?|(?:ae|irb|st|fxp|em|reth)\d*(?:\.\d+)?)$/;

/** The canonical spelling of an interface name, or undefined when the text is none. */
export function canonicalInterface(text: string): string | undefined {
  const lower = text.toLowerCase();
  if (JUNOS_INTERFACE.test(lower)) return lower;
  const parts = INTERFACE.exec(lower);
  const [, type, number] = parts ?? [];
  if (!type || !number) return undefined;
  const known = INTERFACE_TYPES.find(([, forms]) => forms.test(type));
  return known ? known[0] + number : undefined;
}

/** Dotted-quad text as an unsigned 32-bit number, or undefined when it is not an address. */
export function parseIpv4(text: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!parts) return undefined;
  let value = 0;
  for (const octet of parts.slice(1)) {
    const number = Number(octet);
    if (number > 255) return undefined;
    value = value * 256 + number;
  }
  return value;
}

/**
 * Prefix length of a contiguous mask (`255.255.255.0` → 24) or wildcard (`0.0.0.255` → 24). All
 * ones and all zeros count as masks.
 */
export function prefixLength(maskText: string): number | undefined {
  const mask = parseIpv4(maskText);
  if (mask === undefined) return undefined;
  const lengths = Array.from({ length: 33 }, (_, length) => length);
  const maskOf = (length: number): number => 2 ** 32 - 2 ** (32 - length);
  return (
    lengths.find((length) => mask === maskOf(length)) ??
    lengths.find((length) => mask === 2 ** 32 - 1 - maskOf(length))
  );
}

/** An IPv4 network: `first` and `last` are unsigned 32-bit addresses. */
export interface Ipv4Network {
  readonly first: number;
  readonly last: number;
  readonly length: number;
}

export function ipv4Network(address: number, length: number): Ipv4Network {
  const size = 2 ** (32 - length);
  const first = Math.floor(address / size) * size;
  return { first, last: first + size - 1, length };
}

const NETWORK_IN_TEXT =
  /\b(\d{1,3}(?:\.\d{1,3}){3})(?:\/(\d{1,2})\b|[ \t]+(?:mask[ \t]+)?(\d{1,3}(?:\.\d{1,3}){3}))/g;

/** Beside a host, all zeros is a wildcard: `network 10.1.1.1 0.0.0.0 area 0`. */
function lengthBeside(address: number | undefined, maskText: string): number | undefined {
  if (address !== 0 && maskText === '0.0.0.0') return 32;
  if (address === 0 && maskText === '255.255.255.255') return 0;
  return prefixLength(maskText);
}

/** Networks that a text speaks of: `10.1.1.0/24`, `10.1.1.1 255.255.255.0`, `10.1.1.0 0.0.0.255`. */
export function ipv4NetworksIn(text: string): Ipv4Network[] {
  const found: Ipv4Network[] = [];
  for (const [, addressText = '', lengthText, maskText] of text.matchAll(NETWORK_IN_TEXT)) {
    const address = parseIpv4(addressText);
    const length = lengthText ? Number(lengthText) : lengthBeside(address, maskText ?? '');
    if (address === undefined || length === undefined || length > 32) continue;
    found.push(ipv4Network(address, length));
  }
  return found;
}

const ADDRESS_IN_TEXT = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)/g;

/** IPv4 addresses that a text speaks of, as written, without repeats. */
export function ipv4AddressesIn(text: string): string[] {
  const found = text.match(ADDRESS_IN_TEXT) ?? [];
  return [...new Set(found.filter((address) => parseIpv4(address) !== undefined))];
}
