import { addressHex } from './ipAddress.ts';

/** Where the longest run of at least two zero groups begins and ends; undefined without one. */
function longestZeros(groups: readonly string[]): readonly [number, number] | undefined {
  let best: readonly [number, number] | undefined;
  for (let start = 0; start < groups.length; start++) {
    let end = start;
    while (groups[end] === '0') end++;
    if (end - start >= 2 && end - start > (best ? best[1] - best[0] : 0)) best = [start, end];
    start = Math.max(start, end - 1);
  }
  return best;
}

/** The canonical text of 32 hexadecimal digits (RFC 5952, 4). */
function formatIpv6(hex: string): string {
  const groups = (hex.match(/.{4}/g) ?? []).map((group) => group.replace(/^0{1,3}/, ''));
  const zeros = longestZeros(groups);
  if (!zeros) return groups.join(':');
  return `${groups.slice(0, zeros[0]).join(':')}::${groups.slice(zeros[1]).join(':')}`;
}

/** The text of an address in hexadecimal digits, 8 of IPv4 or 32 of IPv6. */
export function formatAddress(hex: string): string {
  if (hex.length > 8) return formatIpv6(hex);
  return (hex.match(/../g) ?? []).map((octet) => Number.parseInt(octet, 16)).join('.');
}

/**
 * The canonical spelling (RFC 5952) of an IPv6 address or prefix in any RFC 4291 form; undefined
 * when the text is none. A zone and a prefix length stay.
 */
export function canonicalIpv6(text: string): string | undefined {
  const parts = /^([\da-f:.]+)(%[\w.-]+)?(\/\d{1,3})?$/i.exec(text);
  const hex = parts?.[1]?.includes(':') ? addressHex(parts[1]) : undefined;
  return hex === undefined ? undefined : `${formatIpv6(hex)}${parts?.[2] ?? ''}${parts?.[3] ?? ''}`;
}
