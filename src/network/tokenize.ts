import { canonicalIpv6 } from './address/ipv6.ts';
import { canonicalInterface } from './identifiers.ts';
import { canonicalMac } from './macAddress.ts';
import { canonicalAs } from './routeIdentifiers.ts';
import { parseVlanList, vlansOf } from './vlanRange.ts';

/** Characters that hold an identifier together: GigabitEthernet0/0/1, 10.1.1.0/24, %OSPF-5-ADJCHG. */
const WORD = /[%\p{L}\p{N}_][\p{L}\p{N}_./:%@+-]*/gu;
const TRAILING_PUNCTUATION = /[.:/+-]+$/;
const PART = /[\p{L}]+|\p{N}+/gu;
const INTERFACE_WITH_SPACE =
  /\b(gigabitethernet|tengigabitethernet|fastethernet|ethernet|port-channel|loopback|tunnel|vlan|interface vlan|serial|bundle-ether|hundredgige|fortygige|twentyfivegige|tengige|management|nve|bvi|bdi) (\d+(?:[/.:]\d+)*)/gi;

const ACCENTS = /\p{Diacritic}/gu;

/** Lower case without diacritics, so that `Área` and `area` are one word. */
export function foldText(text: string): string {
  return text.normalize('NFD').replace(ACCENTS, '').toLowerCase();
}

/**
 * A light English stem: plural and verb endings of long plain words only, so that identifiers
 * stay whole. Enough for `neighbors`/`neighbor`, `redistributes`/`redistribute`.
 */
function stem(word: string): string {
  if (word.length < 5 || !/^[a-z]+$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ss|us|is)$/.test(word)) return word;
  if (/(?:ches|shes|sses|xes)$/.test(word)) return word.slice(0, -2);
  if (word.endsWith('s')) return word.slice(0, -1);
  return word;
}

function addToken(tokens: string[], word: string): void {
  tokens.push(stem(word));
  const canonical = canonicalInterface(word);
  if (canonical && canonical !== word) tokens.push(canonical);
}

const ADDRESS_IN_WORD = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)/g;

/** IPv4 addresses without their length, port or zone: `10.1.1.0/24`, `outside:10.1.1.9/443`. */
export function addressesInWord(word: string): readonly string[] {
  return word.includes('.') ? (word.match(ADDRESS_IN_WORD) ?? []) : [];
}

/** Parts of a compound identifier that people also ask for: `rm-wan-in` → `wan`, 10.1.1.0/24 → 10.1.1.0. */
function addParts(tokens: string[], word: string): void {
  for (const address of addressesInWord(word)) if (address !== word) tokens.push(address);
  if (!/[-_.:/@%]/.test(word) || /^[\d.:/]+$/.test(word)) return;
  for (const part of word.split(/[-_.:/@%]+/)) {
    if (part.length > 1 && part !== word) addToken(tokens, part);
  }
}

const MAC_LIKE = /^[\da-f]{2,6}[.:-][\da-f.:-]+$/;
const IPV6_LIKE = /^[\da-f]{1,4}:[\da-f:.]*:[\da-f:.]*(?:\/\d+)?$/;

/** The other spelling of a MAC or IPv6 address, and the address of a prefix. */
function addAddress(tokens: string[], word: string): boolean {
  if (word.length < 3 || word.length > 50) return false;
  const mac = MAC_LIKE.test(word) ? canonicalMac(word) : undefined;
  if (mac) {
    if (mac !== word) tokens.push(mac);
    return true;
  }
  const ipv6 = IPV6_LIKE.test(word) ? canonicalIpv6(word) : undefined;
  if (!ipv6) return false;
  if (!tokens.includes(ipv6)) tokens.push(ipv6);
  const slash = ipv6.indexOf('/');
  if (slash > 0) tokens.push(ipv6.slice(0, slash));
  return true;
}

const VLAN_LIST =
  /\bvlans?(?: (?:add|remove|except|members|list|id))? (\d{1,4}(?: ?[,-] ?\d{1,4})+)/g;
/** VLANs of one list that are found one by one; `1-4094` is no answer to "which port has 23". */
const MAX_LISTED_VLANS = 128;
const ASDOT = /\b(?:bgp|as|asn|remote-as|peer-as|local-as|autonomous-system) (\d{1,5}\.\d{1,5})\b/g;

/** Marks words that a line means and does not write: they have no parts. */
const ADDED = '%+';

/** Lists of VLANs one by one (`vlan 10,20-25` holds VLAN 23), and AS numbers as asplain. */
function addedWords(text: string): string {
  let added = '';
  if (text.includes('vlan')) {
    for (const [, list = ''] of text.matchAll(VLAN_LIST)) {
      const vlans = vlansOf(parseVlanList(list) ?? [], MAX_LISTED_VLANS + 1);
      if (vlans.length <= MAX_LISTED_VLANS)
        added += vlans.map((vlan) => ` ${ADDED}vlan${vlan}`).join('');
    }
  }
  for (const [, as = ''] of text.matchAll(ASDOT)) added += ` ${ADDED}${canonicalAs(as) ?? ''}`;
  return added;
}

/** Words of network text in lower case, identifiers whole. `tokenize` is their `wordTokens`. */
export function wordsOf(text: string): string[] {
  const folded = foldText(text);
  const joined = folded.replace(INTERFACE_WITH_SPACE, '$1$2 $1 $2');
  return (joined + addedWords(folded)).match(WORD) ?? [];
}

/** What one word of `wordsOf` is found by: itself in canonical spelling, then its parts. */
export function wordTokens(match: string): string[] {
  if (match.startsWith(ADDED) && match.length > ADDED.length) return [match.slice(ADDED.length)];
  const tokens: string[] = [];
  const word = match.replace(TRAILING_PUNCTUATION, '');
  if (!word) return tokens;
  addToken(tokens, word);
  if (addAddress(tokens, match.endsWith('::') ? match : word)) return tokens;
  addParts(tokens, word);
  const letters = /^([a-z-]{2,})(\d+)$/.exec(word);
  if (letters?.[1] && letters[2]) tokens.push(letters[1].replace(/-$/, ''));
  return tokens;
}

/**
 * Lexical tokens of network text: identifiers whole, in canonical spelling, followed by their
 * parts. The same function reads documents and questions, so both sides agree.
 */
export function tokenize(text: string): string[] {
  return wordsOf(text).flatMap(wordTokens);
}

/** Alphabetic and numeric runs of a name, for loose matching (`leaf1` in `leaf1_qfx5130-32cd`). */
export function nameParts(name: string): string[] {
  return foldText(name).match(PART) ?? [];
}
