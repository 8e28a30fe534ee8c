import { parseIpv4, prefixLength } from '../identifiers.ts';

/**
 * Addresses as fixed-width lower-case hexadecimal, 8 digits for IPv4 and 32 for IPv6, so that text
 * order is address order and an index over text can hold both families.
 */

const GROUP = /^[0-9a-f]{1,4}$/;

function hexGroups(text: string): string[] | undefined {
  if (text === '') return [];
  const groups = text.split(':');
  const last = groups.at(-1) ?? '';
  // RFC 4291 section 2.2: the last 32 bits may be written as an IPv4 address.
  const tail = last.includes('.') ? parseIpv4(last) : undefined;
  if (tail !== undefined) {
    const digits = tail.toString(16).padStart(8, '0');
    groups.splice(-1, 1, digits.slice(0, 4), digits.slice(4));
  }
  return groups.every((group) => GROUP.test(group)) ? groups : undefined;
}

/** An IPv6 address (RFC 4291 section 2.2, no zone) as 32 digits, or undefined. */
function ipv6Hex(text: string): string | undefined {
  const halves = text.toLowerCase().split('::');
  if (halves.length > 2) return undefined;
  const head = hexGroups(halves[0] ?? '');
  const tail = halves.length === 2 ? hexGroups(halves[1] ?? '') : [];
  if (!head || !tail) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  return groups.map((group) => group.padStart(4, '0')).join('');
}

/** An IPv4 or IPv6 address without mask or zone as hexadecimal; undefined for other text. */
export function addressHex(text: string): string | undefined {
  if (text.length > 45) return undefined;
  const ipv4 = parseIpv4(text);
  if (ipv4 !== undefined) return ipv4.toString(16).padStart(8, '0');
  return text.includes(':') ? ipv6Hex(text) : undefined;
}

/** First and last address of the network around an address. */
export function networkAround(
  hex: string,
  length: number,
): { readonly first: string; readonly last: string } {
  const hostBits = BigInt(hex.length * 4 - length);
  const first = (BigInt(`0x${hex}`) >> hostBits) << hostBits;
  const last = first + (1n << hostBits) - 1n;
  const text = (value: bigint): string => value.toString(16).padStart(hex.length, '0');
  return { first: text(first), last: text(last) };
}

/** An address in a line of text, with what was written behind it. */
export interface WrittenAddress {
  readonly hex: string;
  /** From `/24`, a mask or a wildcard; absent for an address alone. */
  readonly prefixLength?: number;
}

const WRITTEN =
  /(?<![\w.:-])(?:(\d{1,3}(?:\.\d{1,3}){3})|([0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,8}(?:(?:\.\d{1,3}){3})?))(?:\/(\d{1,3})|[ \t]+(?:mask[ \t]+|netmask[ \t]+)?(\d{1,3}(?:\.\d{1,3}){3}))?(?!\w|\.\d)/gi;

/**
 * The prefix length that a mask or wildcard gives an address; undefined for other text. All zeros
 * beside a host (`network 10.1.1.1 0.0.0.0 area 0`) and all ones beside 0.0.0.0 are wildcards.
 */
export function maskLength(hex: string, mask: string): number | undefined {
  if (hex !== '00000000' && mask === '0.0.0.0') return 32;
  if (hex === '00000000' && mask === '255.255.255.255') return 0;
  return prefixLength(mask);
}

/** The colon behind an address (`2001:db8::1: down`) is none of its own. */
function withoutColon(text: string): string {
  return text.replace(/(?<=[^:]):$/, '');
}

function written(hex: string, length: number | undefined): WrittenAddress {
  const fits = length !== undefined && length <= hex.length * 4;
  return fits ? { hex, prefixLength: length } : { hex };
}

/** The addresses of a line in order. A second address that is no mask is an address of its own. */
export function addressesInLine(line: string): WrittenAddress[] {
  const found: WrittenAddress[] = [];
  WRITTEN.lastIndex = 0;
  for (let match = WRITTEN.exec(line); match; match = WRITTEN.exec(line)) {
    const [whole, ipv4, ipv6, length, mask] = match;
    const hex = addressHex(ipv4 ?? withoutColon(ipv6 ?? ''));
    if (hex === undefined) continue;
    const masked = mask === undefined || ipv6 ? undefined : maskLength(hex, mask);
    if (mask !== undefined && masked === undefined) {
      // Not a mask: read it again as an address.
      WRITTEN.lastIndex = match.index + whole.length - mask.length;
    }
    found.push(written(hex, length === undefined ? masked : Number(length)));
  }
  return found;
}
