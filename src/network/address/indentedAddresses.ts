import type { ConfigNode } from '../config/configTree.ts';
import { parseIpv4 } from '../identifiers.ts';
import {
  type AddressRange,
  type AddressRole,
  type LineAddress,
  parseAddress,
  rangeAround,
} from './addressText.ts';
import { maskLength } from './ipAddress.ts';

/** What stands around a statement. */
interface Context {
  readonly owner?: string;
  readonly vrf?: string;
}

const MAX_WORDS = 64;
/** OSPF areas and object identifiers are written like addresses and are none. */
const AREA = /^(?:area|oid)$/;
/** 255.0.0.0: a mask that stands alone is no address. */
const LOWEST_MASK = 0xff000000;
const VRF_OF_INTERFACE =
  /^(?:ip vrf forwarding|vrf forwarding|vrf member|vrf) (?!forwarding|member)(\S+)/;
const VRF_SECTION =
  /^(?:vrf (?:definition|context|instance)|ip vrf|vrf|address-family \S+(?: \S+)* vrf) (\S+)/;
const VRF_IN_LINE = /(?:^| )(?:use-)?vrf (\S+)/;
const INTERFACE = /^interface (?:range |preconfigure )?(.+)$/;
/** Statements of an interface that give it an address. */
const OWN_ADDRESS = /^(?:ip|ipv4|ipv6) address /;
/** An address that an interface answers for together with others. */
const SHARED_ADDRESS =
  /^(?:(?:standby|vrrp|glbp)(?: \d+)? (?:ip|ipv4|ipv6)|(?:ip|ipv6) virtual-router address|address|ip address virtual) (?!ipv[46] )|^(?:ip|ipv6) (?:secondary )?(?=[\da-f]*[.:])/i;
/** Two addresses beside each other are the ends of a range. */
const RANGE =
  /^(?:ip nat pool|ip dhcp excluded-address|range|ip local pool|address|ipv6 local pool)/;
/** A lone address in these is a network, with its class or as a host entry. */
const NETWORK_STATEMENT =
  /^(?:no )?(?:\d+ |seq \d+ )?(?:permit|deny|ip prefix-list|ipv6 prefix-list|access-list|network|aggregate-address|summary-address|network-object|subnet|object-group)/;

function words(text: string): string[] {
  return text
    .slice(0, 2_000)
    .split(/[\s,()]+/, MAX_WORDS)
    .map((word) => word.replace(/[;"']+/g, ''));
}

interface Read {
  readonly range: AddressRange;
  /** Written as a network: with a length, a mask or a wildcard. */
  readonly sized: boolean;
  /** Words that were read. */
  readonly used: number;
}

/** `10.0.0.5-10.0.0.9`, as the ASA writes pools. */
function hyphenRange(word: string): AddressRange | undefined {
  const hyphen = word.indexOf('-');
  const first = hyphen > 0 ? parseAddress(word.slice(0, hyphen)) : undefined;
  const last = first && parseAddress(word.slice(hyphen + 1));
  if (!last || last.first.length !== first.first.length || last.first < first.first)
    return undefined;
  return { first: first.first, last: last.last };
}

function readAt(list: readonly string[], at: number, text: string): Read | undefined {
  const word = list[at] ?? '';
  const pool = hyphenRange(word);
  if (pool) return { range: pool, sized: true, used: list[at + 1] === 'mask' ? 3 : 1 };
  const range = parseAddress(word);
  if (!range) return undefined;
  if (word.includes('/') && !word.includes('%')) return { range, sized: true, used: 1 };
  const address = parseIpv4(word);
  if (address === undefined) return { range, sized: false, used: 1 };
  const next = list[at + 1] === 'mask' || list[at + 1] === 'netmask' ? 2 : 1;
  const length = maskLength(range.first, list[at + next] ?? '');
  if (length !== undefined && list[at - 1] !== 'host') {
    return { range: rangeAround(range.first, length), sized: true, used: next + 1 };
  }
  const end = parseAddress(list[at + 1] ?? '');
  if (address >= LOWEST_MASK) return undefined;
  if (end && end.first >= range.first && RANGE.test(text)) {
    const both = { first: range.first, last: end.first };
    return { range: both, sized: true, used: list[at + 2] === 'netmask' ? 4 : 2 };
  }
  return { range, sized: false, used: 1 };
}

/** `0.0.0.0` and `255.255.255.255` alone are no hosts. */
function isUnspecified({ range, sized }: Read): boolean {
  return !sized && /^(?:0+|f+)$/.test(range.first);
}

function roleOf(text: string, read: Read, context: Context, first: boolean): AddressRole {
  if (context.owner !== undefined && first) {
    if (OWN_ADDRESS.test(text) || SHARED_ADDRESS.test(text)) return 'interface';
  }
  return read.sized || NETWORK_STATEMENT.test(text) ? 'network' : 'host';
}

function addStatement(text: string, line: number, context: Context, out: LineAddress[]): void {
  const list = words(text);
  const vrf = VRF_IN_LINE.exec(text)?.[1] ?? context.vrf;
  let first = true;
  for (let at = 0; at < list.length; at++) {
    const read = AREA.test(list[at - 1] ?? '') ? undefined : readAt(list, at, text);
    if (!read || isUnspecified(read)) continue;
    const role = roleOf(text, read, context, first);
    const owner = role === 'interface' || !first ? context.owner : undefined;
    out.push({
      ...read.range,
      line,
      role,
      ...(owner ? { owner } : {}),
      ...(vrf ? { vrf } : {}),
    });
    first = false;
    at += read.used - 1;
  }
}

/** What the lines below a statement stand in. */
function inside(node: ConfigNode, header: string, context: Context): Context {
  const owner = INTERFACE.exec(header)?.[1];
  if (owner !== undefined) {
    const own = node.children.find(({ header: child }) => VRF_OF_INTERFACE.test(child));
    const vrf = own ? VRF_OF_INTERFACE.exec(own.header)?.[1] : undefined;
    return { owner: owner.slice(0, 80), ...(vrf ? { vrf } : {}) };
  }
  const vrf = VRF_SECTION.exec(header)?.[1];
  return vrf ? { ...context, vrf } : context;
}

function addNode(node: ConfigNode, context: Context, out: LineAddress[]): void {
  const header = node.header.replace(/^no /, '');
  // What is taken away belongs to nothing, but the line still speaks of it.
  const { owner, ...around } = context;
  const isNegated = owner !== undefined && node.header.startsWith('no ');
  addStatement(header, node.startLine, isNegated ? around : context, out);
  if (node.opaque) return;
  const below = inside(node, header, context);
  for (const child of node.children) addNode(child, below, out);
}

/** The addresses of a configuration that nests by indentation, by its section tree. */
export function indentedAddresses(tree: readonly ConfigNode[]): LineAddress[] {
  const out: LineAddress[] = [];
  for (const node of tree) addNode(node, {}, out);
  return out;
}
