const MAC =
  /^(?:[0-9a-f]{4}([.-])[0-9a-f]{4}\1[0-9a-f]{4}|[0-9a-f]{2}([:.-])(?:[0-9a-f]{2}\2){4}[0-9a-f]{2}|[0-9a-f]{6}([:-])[0-9a-f]{6}|[0-9a-f]{12})$/i;

/**
 * A MAC address in the spelling of Cisco devices (`aabb.ccdd.eeff`), from any vendor's: groups of
 * two, four or six digits with colons, hyphens or dots, or twelve digits. Twelve decimal digits
 * alone are a number.
 */
export function canonicalMac(text: string): string | undefined {
  if (text.length < 12 || text.length > 17 || !MAC.test(text)) return undefined;
  if (/^\d{12}$/.test(text)) return undefined;
  const digits = text.replace(/[.:-]/g, '').toLowerCase();
  return `${digits.slice(0, 4)}.${digits.slice(4, 8)}.${digits.slice(8)}`;
}
