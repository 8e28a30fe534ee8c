import { parseIpv4 } from '../identifiers.ts';
import { communityCandidates } from './secretCommunity.ts';
import { isSecretName } from './secretFieldNames.ts';
import type { SecretLine } from './secretLine.ts';
import { type Candidate, PLAIN, skipAlgorithms, skipTypes } from './secretMatch.ts';
import type { SecretKind } from './secretNames.ts';
import { PASSWORD_OPTIONS } from './secretPhrases.ts';
import type { Word } from './secretWords.ts';

const KEY_OPTIONS = new Set(
  `chain generate zeroize import export pubkey-chain config-key move decrypt encrypt lock unlock
  storage rsa dsa ec ecdsa string key-string secret id size type exchange usage length server
  selector hash-algorithm cryptographic-algorithm algorithm start-time options lifetime text in of`.split(
    /\s+/,
  ),
);
const SECRET_SUFFIX =
  /^(?!no|un)[a-z\d]{2,20}(?:password|passwd|passphrase|secret)$|[-_](?:password|passwd|passphrase|pwd|pw|secret|psk|password-value|password-hash)$/;
const KEY_SUFFIX =
  /^(?:.{1,40}[-_])?(?:privacy|private|encryption|auth|md5|api|access|master|wep|wpa)[-_]key$/;
const MAX_SNMP_WORDS = 24;
/** Words between `ntp` and its `key 1`. */
const MAX_NTP_WORDS = 8;

/** The secrets of commands whose grammar is no list of words; undefined where there is none. */
export function specialCandidates(line: SecretLine, index: number): Candidate[] | undefined {
  const word = line.words[index];
  if (!word) return undefined;
  const { keyword } = word;
  const following = line.words[index + 1];
  const second = following?.closed ? undefined : following?.keyword;
  if (keyword === 'snmp-server' && second === 'host') return snmpHost(line, index + 2);
  if (keyword === 'host' && /^(?:trap|inform)s?$/.test(line.words[index + 2]?.keyword ?? '')) {
    return line.keywords.has('version') ? snmpHost(line, index + 1) : undefined;
  }
  if (/^snmp(?:-server)?$/.test(keyword) && second === 'user') return snmpUser(line, index + 3);
  if (keyword === 'ipsec' && second === 'spi') return ipsecSpi(line, index + 3);
  if (keyword === 'key') return bareKey(line, index);
  if (keyword === 'community') return communityCandidates(line, index);
  if (keyword === 'authentication' && index === line.command) return hsrpText(line, index);
  if (keyword === 'name' && line.ancestors.includes('config system snmp community')) {
    return [{ ...PLAIN, word: index + 1, kind: 'snmp-community' }];
  }
  if (keyword === 'environment' && isSecretName(line.words[index + 1]?.text ?? '')) {
    return [{ ...PLAIN, word: index + 2, blanks: true, kind: 'password' }];
  }
  if (word.capitals) return undefined;
  if (SECRET_SUFFIX.test(keyword)) return suffixed(line, index, 'password');
  if (KEY_SUFFIX.test(keyword)) return suffixed(line, index, 'key');
  return undefined;
}

function isAddress(word: Word | undefined): boolean {
  if (word === undefined) return false;
  return parseIpv4(word.text) !== undefined || /^[\da-f]{0,4}:[\da-f:.]{1,40}$/i.test(word.text);
}

/** `snmp-server host [interface] A [traps] [vrf V] [version 3 priv] [udp-port N] community`. */
function snmpHost({ words }: SecretLine, from: number): Candidate[] {
  let at = isAddress(words[from + 1]) ? from + 2 : from + 1;
  const rest = words.slice(at, at + MAX_SNMP_WORDS);
  const named = rest.findIndex(({ keyword }) => keyword === 'community');
  if (named >= 0) at += named + 1;
  for (let word = words[at]; word; word = words[at]) {
    if (/^(?:trap|inform)s?$|^(?:poll|auth|noauth|priv)$/.test(word.keyword)) at++;
    else if (/^(?:version|vrf|use-vrf|filter-vrf|udp-port|source-interface)$/.test(word.keyword)) {
      at += 2;
    } else {
      return [{ ...PLAIN, kind: 'snmp-community', word: skipTypes(words, at).at }];
    }
  }
  return [];
}

/** `… auth sha-2 256 KEY priv aes 128 KEY`, with or without algorithm, type and engine. */
function snmpUser({ words }: SecretLine, from: number): Candidate[] {
  const found: Candidate[] = [];
  for (let at = from; at < words.length && at < from + MAX_SNMP_WORDS; at++) {
    if (!/^(?:auth|priv)$/.test(words[at]?.keyword ?? '')) continue;
    const types = skipTypes(words, skipAlgorithms(words, at + 1));
    found.push({ ...PLAIN, kind: 'snmp-key', word: types.at });
    at = types.at;
  }
  return found;
}

/** `ipsec spi N esp aes-cbc 128 7 KEY sha1 7 KEY`, of OSPFv3. */
function ipsecSpi({ words }: SecretLine, from: number): Candidate[] {
  const found: Candidate[] = [];
  for (let at = from; at < words.length && found.length < 2; at++) {
    at = skipTypes(words, skipAlgorithms(words, at)).at;
    if (words[at]) found.push({ ...PLAIN, kind: 'routing-key', word: at });
  }
  return found;
}

function suffixed({ words }: SecretLine, index: number, kind: SecretKind): Candidate[] | undefined {
  // cable shared-secondary-secret index 1 7 SECRET
  const first = words[index + 1]?.keyword === 'index' ? index + 3 : index + 1;
  const types = skipTypes(words, skipAlgorithms(words, first));
  const value = words[types.at];
  if (!value || PASSWORD_OPTIONS.has(value.keyword) || /^key-?chain$/.test(value.keyword)) {
    return undefined;
  }
  return [{ ...PLAIN, kind, word: types.at, typed: types.typed }];
}

/** `authentication SECRET` below `hsrp 10`; the same words elsewhere name a method. */
function hsrpText({ words, ancestors }: SecretLine, index: number): Candidate[] | undefined {
  if (!/^(?:hsrp|vrrp)\b/.test(ancestors.at(-1) ?? '')) return undefined;
  const { at } = skipTypes(words, index + 1);
  const method = words[index + 1]?.keyword ?? '';
  if (/^(?:md5|key-chain)$/.test(method)) return undefined;
  return [{ ...PLAIN, kind: 'routing-key', word: at }];
}

const KEY_BLOCKS =
  /^(?:tacacs|radius|tacacs-server|radius-server|aaa-server|aaa group server|crypto isakmp client configuration group|cluster group|server-private|client|ldap server)\b/;

/** `key [type] SECRET`, where `key 1` is the number of a key and `key chain` something else. */
function bareKey(line: SecretLine, index: number): Candidate[] | undefined {
  const { words, ancestors, command } = line;
  const next = words[index + 1];
  if (!next || words[index]?.capitals || KEY_OPTIONS.has(next.keyword)) return undefined;
  const before = words.slice(Math.max(0, index - MAX_NTP_WORDS), index);
  if (before.some(({ keyword }) => keyword === 'ntp')) return [];
  const named = namedKey(line, index);
  if (named) return named;
  const types = skipTypes(words, index + 1);
  const value = words[types.at];
  if (!value || KEY_OPTIONS.has(value.keyword)) return undefined;
  const leads = index === command;
  const inServer = ancestors.some((line) => KEY_BLOCKS.test(line));
  if (/^\d{1,10}$/.test(value.text) && types.typed === 'no' && !(inServer && leads)) {
    return undefined;
  }
  if (leads && /^key chain\b/.test(ancestors.at(-1) ?? '')) return undefined;
  const kind = inServer ? 'aaa-key' : 'key';
  // "Key concepts" heads a text; commands are written small.
  const isTitle = words[index]?.text === 'Key' && types.typed === 'no';
  const isClear = leads || types.typed !== 'no';
  const certainty = isTitle ? 'vague' : isClear ? 'bare' : 'weak';
  return [{ word: types.at, kind, typed: types.typed, blanks: leads, certainty }];
}

/** `key CKN 7 CAK` of MACsec: the name of the key, then the key. */
function namedKey({ words, command }: SecretLine, index: number): Candidate[] | undefined {
  const name = words[index + 1]?.text ?? '';
  const type = words[index + 2]?.text ?? '';
  const isNamed = /^(?:0|7|8a)$/.test(type) && words[index + 3] !== undefined;
  if (!isNamed || !(index === command || /^[\da-f]{4,64}$/i.test(name))) return undefined;
  return [{ ...PLAIN, kind: 'key', word: index + 3, typed: 'hashed' }];
}
