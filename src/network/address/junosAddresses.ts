import { braceStatements } from '../config/braceStatements.ts';
import { isNoiseLine } from '../config/configNoise.ts';
import { quotedWords, setStatement } from '../config/setStatements.ts';
import type { PlatformGuess } from '../platform.ts';
import {
  type AddressRange,
  type AddressRole,
  type LineAddress,
  parseAddress,
} from './addressText.ts';

const MAX_DEPTH = 64;
const MAX_WORDS = 64;
/** OSPF areas and object identifiers are written like addresses and are none. */
const AREA = /^(?:area|transit-area|oid)$/;

/** A statement's own words, and those of the sections that it stands in. */
interface Statement {
  readonly parents: readonly string[];
  readonly own: readonly string[];
  readonly line: number;
}

/** What an address or an interface's name has; other statements are not looked at. */
const SPEAKS = /\d/;

function cleanWords(text: string): string[] {
  const list = quotedWords(text.slice(0, 2_000)).slice(0, MAX_WORDS);
  return list.map((word) => word.replace(/^[["]+|[\]";]+$/g, '')).filter((word) => word !== '');
}

function braces(lines: readonly string[]): Statement[] {
  const out: Statement[] = [];
  const stack: (readonly string[])[] = [[]];
  let tooDeep = 0;
  for (const { kind, text, startLine } of braceStatements(lines)) {
    if (kind === 'comment') continue;
    if (kind === 'close') {
      if (tooDeep > 0) tooDeep--;
      else if (stack.length > 1) stack.pop();
      continue;
    }
    const parents = stack[stack.length - 1] ?? [];
    const own = cleanWords(text);
    if (SPEAKS.test(text) && !isNoiseLine(text)) out.push({ parents, own, line: startLine });
    if (kind !== 'open') continue;
    const full = parents.length >= MAX_WORDS;
    if (stack.length < MAX_DEPTH) stack.push(full ? parents : [...parents, ...own]);
    else tooDeep++;
  }
  return out;
}

function setLines(lines: readonly string[]): Statement[] {
  return lines.flatMap((line, index): Statement[] => {
    const statement = setStatement(line.slice(0, 2_000));
    if (!statement || statement.verb === 'annotate') return [];
    if (!SPEAKS.test(line)) return [];
    return [{ parents: [], own: cleanWords(statement.words.join(' ')), line: index + 1 }];
  });
}

/** The path below `groups`, `logical-systems` and `routing-instances`, with the instance's name. */
function withoutContainers(path: readonly string[]): { words: readonly string[]; vrf?: string } {
  let words = path.filter((word) => !/^(?:inactive|protect|replace):$/.test(word));
  let vrf: string | undefined;
  while (/^(?:groups|logical-systems|tenants|routing-instances)$/.test(words[0] ?? '')) {
    if (words[0] === 'routing-instances') vrf = words[1];
    words = words.slice(2);
  }
  return { words, ...(vrf ? { vrf } : {}) };
}

/** The logical interface of an `interfaces` path: `ge-0/0/0.10`, or `irb.10`. */
function ownerOf(words: readonly string[]): string | undefined {
  const name = words[1];
  if (words[0] !== 'interfaces' || name === undefined) return undefined;
  const unit = words.indexOf('unit');
  const number = unit < 0 ? undefined : words[unit + 1];
  return number === undefined ? name : `${name}.${number}`;
}

const VIRTUAL =
  /^(?:virtual-address|virtual-inet6-address|virtual-gateway-address|virtual-link-local-address)$/;

function roleAt(words: readonly string[], at: number, word: string): AddressRole {
  const before = words[at - 1] ?? '';
  if (words[0] === 'interfaces' && (before === 'address' || VIRTUAL.test(before))) {
    return 'interface';
  }
  return word.includes('/') ? 'network' : 'host';
}

/** `address 10.0.0.1 to 10.0.0.9` of a NAT pool. */
function rangeAt(words: readonly string[], at: number): AddressRange | undefined {
  const first = parseAddress(words[at] ?? '', true);
  const last = words[at + 1] === 'to' ? parseAddress(words[at + 2] ?? '') : undefined;
  if (!first || !last || last.first.length !== first.first.length) return first;
  return { first: first.first, last: last.last };
}

/** Interfaces by the routing instance that holds them. */
function instancesOf(statements: readonly Statement[]): Map<string, string> {
  const instances = new Map<string, string>();
  for (const { parents, own } of statements) {
    if (!parents.includes('routing-instances') && !own.includes('routing-instances')) continue;
    const { words, vrf } = withoutContainers([...parents, ...own]);
    if (vrf && words[0] === 'interface' && words[1]) instances.set(words[1], vrf);
  }
  return instances;
}

/**
 * The addresses of a Junos configuration. An address that many `set` lines repeat in their path
 * is given once, at the first of them.
 */
export function junosAddresses(
  lines: readonly string[],
  style: PlatformGuess['style'],
): LineAddress[] {
  const statements = style === 'set' ? setLines(lines) : braces(lines);
  const instances = instancesOf(statements);
  const seen = new Set<string>();
  const out: LineAddress[] = [];
  for (const { parents, own, line } of statements) {
    if (!own.some((word) => parseAddress(word, true))) continue;
    const { words, vrf: container } = withoutContainers([...parents, ...own]);
    for (let at = Math.max(0, words.length - own.length); at < words.length; at++) {
      const word = words[at] ?? '';
      const range = AREA.test(words[at - 1] ?? '') ? undefined : rangeAt(words, at);
      if (!range) continue;
      const key = words.slice(0, at + 1).join(' ');
      if (style === 'set' && seen.has(key)) continue;
      seen.add(key);
      const role = range.prefixLength === undefined ? 'network' : roleAt(words, at, word);
      const owner = role === 'interface' ? ownerOf(words) : undefined;
      const vrf = container ?? (owner ? instances.get(owner) : undefined);
      out.push({
        ...range,
        line,
        role,
        ...(owner ? { owner } : {}),
        ...(vrf ? { vrf } : {}),
      });
      if (range.prefixLength === undefined) at += 2;
    }
  }
  return out;
}
