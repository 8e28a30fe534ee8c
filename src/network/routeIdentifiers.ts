/** AS numbers and communities in one spelling. */

const MAX_16 = 65_535;
const MAX_32 = 4_294_967_295;

/**
 * An AS number as asplain text, from asplain, asdot or asdot+ (RFC 5396): `1.10` → `65546`.
 * Undefined for other text and for numbers that are none.
 */
export function canonicalAs(text: string): string | undefined {
  const parts = /^(?:AS)?(\d{1,10})(?:\.(\d{1,5}))?$/i.exec(text);
  if (!parts?.[1]) return undefined;
  const high = Number(parts[1]);
  if (parts[2] === undefined) return high >= 1 && high <= MAX_32 ? String(high) : undefined;
  const low = Number(parts[2]);
  if (high > MAX_16 || low > MAX_16 || high + low === 0) return undefined;
  return String(high * 65_536 + low);
}

/** Well-known communities (RFC 1997, 3765, 7611, 7999, 8326 and IANA's registry). */
const WELL_KNOWN: ReadonlyMap<string, string> = new Map([
  ['internet', '0:0'],
  ['gshut', '65535:0'],
  ['graceful-shutdown', '65535:0'],
  ['accept-own', '65535:1'],
  ['llgr-stale', '65535:6'],
  ['no-llgr', '65535:7'],
  ['accept-own-nexthop', '65535:8'],
  ['blackhole', '65535:666'],
  ['no-export', '65535:65281'],
  ['no-advertise', '65535:65282'],
  ['local-as', '65535:65283'],
  ['no-export-subconfed', '65535:65283'],
  ['no-peer', '65535:65284'],
]);

/** Kinds of extended communities by the words that platforms write before them. */
const EXTENDED: ReadonlyMap<string, string> = new Map([
  ['rt', 'rt'],
  ['target', 'rt'],
  ['route-target', 'rt'],
  ['soo', 'soo'],
  ['origin', 'soo'],
  ['site-of-origin', 'soo'],
]);

function numberAt(text: string | undefined, most: number): number | undefined {
  const value = text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
  return value !== undefined && value <= most ? value : undefined;
}

/** `100:20` for a route target or a site of origin; the first half may be an address or asdot. */
function canonicalPair(first: string, second: string): string | undefined {
  const value = numberAt(second, MAX_32);
  const isAddress = /^\d{1,3}(?:\.\d{1,3}){3}$/.test(first);
  const high = isAddress ? first : canonicalAs(first);
  return high === undefined || value === undefined ? undefined : `${high}:${value}`;
}

/**
 * A community in one spelling: standard `65001:100` (also from its 32-bit number or its name),
 * large `65001:1:2` (RFC 8092), extended `rt:65001:100` or `soo:…`, whatever the platform calls
 * it (`target:`, `origin:`). Undefined for other text.
 */
export function canonicalCommunity(text: string): string | undefined {
  const lower = text.toLowerCase();
  const known = WELL_KNOWN.get(lower);
  if (known) return known;
  const parts = lower.replace(/^large:/, '').split(':');
  const kind = EXTENDED.get(parts[0] ?? '');
  if (kind !== undefined && parts.length === 3) {
    const pair = canonicalPair(parts[1] ?? '', (parts[2] ?? '').replace(/l$/, ''));
    return pair && `${kind}:${pair}`;
  }
  const numbers = parts.map((part) => numberAt(part, parts.length === 2 ? MAX_16 : MAX_32));
  if (numbers.some((value) => value === undefined)) return undefined;
  if (numbers.length === 1) {
    const value = numbers[0] ?? 0;
    return `${Math.floor(value / 65_536)}:${value % 65_536}`;
  }
  return numbers.length <= 3 ? numbers.join(':') : undefined;
}
