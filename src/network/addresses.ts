import { MAX_LINE_CHARACTERS } from '../core/limits.ts';
import type { LineAddress } from './addressText.ts';
import { rangeAround } from './addressText.ts';
import { indentedAddresses } from './indentedAddresses.ts';
import { addressesInLine } from './ipAddress.ts';
import { junosAddresses } from './junosAddresses.ts';
import type { PlatformGuess } from './platform.ts';

/** An address or network of one statement: its line, its range, its role and its owner. */
export type AddressUse = LineAddress;

/** Addresses of one document that are kept; a full routing table has more. */
const MAX_ADDRESSES = 100_000;

/** Addresses of text that is no configuration: a device's output, a report. */
function textAddresses(lines: readonly string[]): AddressUse[] {
  const found: AddressUse[] = [];
  for (const [index, line] of lines.entries()) {
    if (found.length >= MAX_ADDRESSES) break;
    if (!/[.:]/.test(line)) continue;
    for (const { hex, prefixLength } of addressesInLine(line.slice(0, MAX_LINE_CHARACTERS))) {
      const range = rangeAround(hex, prefixLength ?? hex.length * 4);
      const role = prefixLength === undefined ? 'host' : 'network';
      found.push({ ...range, line: index + 1, role });
    }
  }
  return found;
}

/**
 * Every address and network that the lines speak of, in line order, IPv4 and IPv6, at most
 * 100,000. Total and linear; text of no known syntax gives plain hosts and networks.
 */
export function addressesIn(
  lines: readonly string[],
  guess: Pick<PlatformGuess, 'style'>,
): AddressUse[] {
  if (guess.style === 'none') return textAddresses(lines);
  const found =
    guess.style === 'indented' ? indentedAddresses(lines) : junosAddresses(lines, guess.style);
  return found.slice(0, MAX_ADDRESSES);
}
