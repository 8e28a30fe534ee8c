import { parseIpv4 } from './identifiers.ts';
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

function isIpv6(text: string): boolean {
  const groups = text.split(':');
  const isShort = text.includes('::');
  if (text.indexOf('::') !== text.lastIndexOf('::') || text.includes(':::')) return false;
  if (groups.some((group) => group.length > 4)) return false;
  return isShort ? groups.length <= 9 && text.length > 2 : groups.length === 8;
}

/** The IPv4 or IPv6 address at a column, without a prefix length. */
export function addressAt(line: string, column: number): TokenAt | undefined {
  const ipv4 = matchAt(line, column, IPV4);
  if (ipv4) return parseIpv4(ipv4.text) === undefined ? undefined : ipv4;
  const ipv6 = matchAt(line, column, IPV6);
  return ipv6 && isIpv6(ipv6.text) ? ipv6 : undefined;
}

/** Cisco, NX-OS, XR, ASA and EOS codes, and Junos tags (`RPD_BGP_NEIGHBOR_STATE_CHANGED:`). */
const MNEMONIC =
  /%[A-Z][A-Z0-9_]{0,40}(?:-[A-Z0-9_]{1,40}){0,6}-[0-7]-[A-Z0-9_]{1,60}|(?<![\w%-])[A-Z][A-Z0-9]{1,20}(?:_[A-Z0-9]{1,40}){1,8}(?=:)/g;

/** The code of a log message at a column, as written (`%LINK-3-UPDOWN`). */
export function mnemonicAt(line: string, column: number): TokenAt | undefined {
  return matchAt(line, column, MNEMONIC);
}
