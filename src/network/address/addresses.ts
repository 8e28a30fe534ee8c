import { MAX_LINE_CHARACTERS } from '../../core/limits.ts';
import { type ConfigNode, parseConfigTree } from '../config/configTree.ts';
import type { PlatformGuess } from '../platform.ts';
import { type LineAddress, rangeAround } from './addressText.ts';
import { indentedAddresses } from './indentedAddresses.ts';
import { addressesInLine } from './ipAddress.ts';
import { junosAddresses } from './junosAddresses.ts';

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
 * 100,000. Total and linear; text of no known syntax gives plain hosts and networks. `tree` is the
 * text's section tree where the caller has it already.
 */
export function addressesIn(
  lines: readonly string[],
  { style }: Pick<PlatformGuess, 'style'>,
  tree?: readonly ConfigNode[],
): AddressUse[] {
  if (style === 'none') return textAddresses(lines);
  const found =
    style === 'indented'
      ? indentedAddresses(tree ?? parseConfigTree(lines, 'indented'))
      : junosAddresses(lines, style);
  return found.slice(0, MAX_ADDRESSES);
}
