import { addressHex, networkAround } from './ipAddress.ts';

/**
 * How a statement uses addresses: an interface has one; a host is spoken of (a neighbor, a server,
 * a next hop); a network is (a route, an entry of an ACL or prefix-list, a pool).
 */
export type AddressRole = 'interface' | 'host' | 'network';

/** An address, or a range of them, as hexadecimal text (see ipAddress.ts). */
export interface AddressRange {
  readonly first: string;
  readonly last: string;
  /** The address that is written, where the range is the network around it. */
  readonly address?: string;
  /** Absent for a range that is no network (`range 10.0.0.5 10.0.0.9`). */
  readonly prefixLength?: number;
}

/** An address or network of one line. */
export interface LineAddress extends AddressRange {
  /** 1-based. */
  readonly line: number;
  readonly role: AddressRole;
  /** The interface that has the address, as written; addresses that it shares count. */
  readonly owner?: string;
  /** The VRF or routing instance, where the text says one. */
  readonly vrf?: string;
}

/** The range of an address and a prefix length. */
export function rangeAround(hex: string, length: number): AddressRange {
  return { ...networkAround(hex, length), address: hex, prefixLength: length };
}

function lengthOf(text: string | undefined, most: number): number | undefined {
  if (text === undefined) return most;
  const length = /^\d{1,3}$/.test(text) ? Number(text) : most + 1;
  return length <= most ? length : undefined;
}

/**
 * Reads `10.1.1.1`, `10.1.1.0/24`, `2001:db8::1` or `2001:db8::/32`; undefined for other text.
 * Junos shortens prefixes: `10/8` is one, too, but only with `short`. A zone is left out; an
 * address with one (`fe80::1%Gi0/1`, RFC 4007) is a host, whatever slashes its interface has.
 */
export function parseAddress(text: string, short = false): AddressRange | undefined {
  if (text.length < 2 || text.length > 64 || !/^[\da-f:]/i.test(text)) return undefined;
  const zone = text.indexOf('%');
  const [written = '', lengthText] = zone < 0 ? text.split('/', 2) : [text.slice(0, zone)];
  const shortened = short && lengthText && /^\d{1,3}(?:\.\d{1,3}){0,2}$/.test(written);
  const full = shortened ? [...written.split('.'), '0', '0', '0'].slice(0, 4).join('.') : written;
  const hex = addressHex(full);
  const length = hex === undefined ? undefined : lengthOf(lengthText, hex.length * 4);
  return hex === undefined || length === undefined ? undefined : rangeAround(hex, length);
}
