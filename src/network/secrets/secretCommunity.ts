import type { SecretLine } from './secretLine.ts';
import { type Candidate, PLAIN, skipTypes } from './secretMatch.ts';
import { looksSecret } from './secretProse.ts';

/**
 * `community` is an SNMP password in some places and a BGP attribute in others. What says which:
 * the words beside it, the lines around it and the form of the value.
 */

/** Values and names that only BGP has behind `community`. */
const BGP_VALUE =
  /^[([]|^\d+(?::[\d*.+]+){0,3}[;\])]*$|^(?:additive|none|internet|no-export|no-advertise|no-peer|no-export-subconfed|local-as|local-as|gshut|graceful-shutdown|blackhole|accept-own|community-list|large-community|extcommunity|add|delete|set|in|is-empty|matches-any|matches-every|all|regexp|members|count|both|standard|extended|large|exact-match|exact|any|invert-match|list|attribute|string)$/i;
const SNMP_OPTION =
  /^(?:authorization|clients|client-list-name|view|hash2?|access-permissions|ro|rw|routing-instance|use-acl|use-ipv4acl)$/;

/** `65000:100`, `no-export`, `additive`: what no SNMP community is. */
export function isBgpCommunity(value: string): boolean {
  return BGP_VALUE.test(value);
}

/** Words before and behind that can say which community it is. */
const MAX_FAR_WORDS = 12;

function isInside(line: SecretLine, first: RegExp): boolean {
  return line.ancestors.some((ancestor) => first.test(ancestor));
}

/** The community of an SNMP command at a word `community`; undefined for BGP's. */
export function communityCandidates(line: SecretLine, index: number): Candidate[] | undefined {
  const { words, command } = line;
  const word = words[index];
  const types = skipTypes(words, index + 1);
  const value = words[types.at];
  if (!word || word.capitals || word.closed || !value) return undefined;
  const isNumber = /^\d{1,12}$/.test(value.text) && isInside(line, /^snmp\b/);
  if (BGP_VALUE.test(value.text) && !isNumber) return undefined;
  const found = [{ ...PLAIN, kind: 'snmp-community', word: types.at } as const];
  if (isInside(line, /^(?:route-map|route-policy|policy-options|set policy-options)\b/)) {
    return undefined;
  }
  if (words[index - 1]?.keyword === 'set') return isSetCommunity(line, index) ? found : undefined;
  const opens = words[types.at + 1]?.text.startsWith('{');
  if (index === command || opens) return isSnmpStatement(line, types.at) ? found : undefined;
  const saysSnmp = words
    .slice(Math.max(0, index - MAX_FAR_WORDS), index)
    .some(({ keyword }) => /^(?:r[ow]-)?snmp/.test(keyword));
  return saysSnmp && (looksSecret(value.text) || /^["']/.test(value.text)) ? found : undefined;
}

/** `set community` of a route-map or RPL is indented, and of BGP values; what is left is SNMP's. */
function isSetCommunity({ words, isIndented }: SecretLine, index: number): boolean {
  return (
    !isIndented &&
    !words.slice(index, index + MAX_FAR_WORDS).some(({ keyword }) => keyword === 'additive')
  );
}

function isSnmpStatement(line: SecretLine, valueIndex: number): boolean {
  const behind = line.words[valueIndex + 1];
  if (isInside(line, /^snmp\b/)) return true;
  if (behind?.text.startsWith('{')) {
    const inside = line.words[valueIndex + 2]?.keyword ?? line.next;
    return !/^(?:members|invert-match)\b/.test(inside);
  }
  return SNMP_OPTION.test(behind?.keyword ?? '');
}
