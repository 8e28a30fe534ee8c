import { addressHex } from '../address/ipAddress.ts';
import type { ColumnRange } from './namePositions.ts';

/** A word of a line that was asked about. */
export interface TokenAt extends ColumnRange {
  readonly text: string;
}

/** Only this much of a line around the column is looked at; nothing that we look for is longer. */
const REACH = 120;

/** The first match of `pattern` (global) that holds `column`. */
function matchAt(line: string, column: number, pattern: RegExp): TokenAt | undefined {
  const from = Math.max(0, column - REACH);
  for (const match of line.slice(from, column + REACH).matchAll(pattern)) {
    const start = from + match.index;
    const end = start + match[0].length;
    if (start <= column && column <= end) return { text: match[0], start, end };
  }
  return undefined;
}

const IPV4 = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)/g;
const IPV6 = /(?<![\w:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,8}(?![\w:])/gi;

/** The IPv4 or IPv6 address at a column, without a prefix length. */
export function addressAt(line: string, column: number): TokenAt | undefined {
  const ipv4 = matchAt(line, column, IPV4);
  const found = ipv4 ?? matchAt(line, column, IPV6);
  return found && addressHex(found.text) !== undefined ? found : undefined;
}

/** Cisco, NX-OS, XR, ASA and EOS codes, and Junos tags (`RPD_BGP_NEIGHBOR_STATE_CHANGED:`). */
const MNEMONIC =
  /%[A-Z][A-Za-z0-9_]{0,40}(?:-[A-Za-z0-9_]{1,40}){0,6}-[0-7]-[A-Z0-9_]{1,60}|(?<![\w%-])[A-Z][A-Z0-9]{1,20}(?:_[A-Z0-9]{1,40}){1,8}(?=:)/g;

/** The code of a log message at a column, as written (`%LINK-3-UPDOWN`). */
export function mnemonicAt(line: string, column: number): TokenAt | undefined {
  return matchAt(line, column, MNEMONIC);
}
