import type { ConfigNode } from '../config/configTree.ts';
import { ASA } from './asa.ts';
import { bgpNeighborNames } from './bgpNeighbors.ts';
import { CABLE } from './cable.ts';
import { FILTER_DEFINITIONS, FILTER_USES } from './ciscoFilters.ts';
import { INTERFACES } from './ciscoInterfaces.ts';
import { QOS } from './ciscoQos.ts';
import { MULTICAST, ROUTING } from './ciscoRouting.ts';
import { AAA, CRYPTO, NAT } from './ciscoSecurity.ts';
import { XR_POLICIES } from './iosXr.ts';
import type { ConfigReferences, Definition, Reference, ReferenceKind } from './kinds.ts';
import {
  type FoundName,
  isAddress,
  type StatementWords,
  statementWords,
} from './statementPattern.ts';
import { type CompiledTable, compileTable, namesInStatement } from './statementTable.ts';
import { definitionsOfRanges, usesOfRanges } from './vlanRanges.ts';

/**
 * The Cisco-like platforms share most statements, and a file is not always recognised for sure;
 * words that mean two things on two platforms are told apart by their section instead.
 */
const TABLES: readonly CompiledTable[] = [
  ...FILTER_DEFINITIONS,
  ...FILTER_USES,
  ...ROUTING,
  ...MULTICAST,
  ...INTERFACES,
  ...QOS,
  ...NAT,
  ...CRYPTO,
  ...AAA,
  ...XR_POLICIES,
  ...ASA,
  ...CABLE,
].map(compileTable);

const EVERYWHERE = TABLES.filter(({ within }) => !within);
const IN_SECTIONS = TABLES.filter(({ within }) => within);

/** Statements whose words are free text, other commands to run, or permissions. */
const FREE_TEXT =
  /^(?:[#!"*]|(?:description|remark|alias|action|title|comment|name|banner|task|menu|prompt|uid|hostname|message|username|event-log|archive|password|secret|cli|privilege|role|rule|permission|show|debug|logging discriminator|contact|location|snmp-server (?:contact|location)|set (?:description|tag))(?![\w-]))/i;
/** `10 permit …`, `seq 10 permit …`: the number of a line in a list. */
const SEQUENCE = /^\d+$/;
/** Statements that pass parameters to the policy that they name. */
const PARAMETERS = /\b(?:route-policy|apply) /;
/** Longer statements exist only in hostile input. */
const MAX_HEADER = 4_000;
const LISTS: ReadonlySet<ReferenceKind> = new Set(['access-list', 'prefix-list', 'object']);
const VLAN_NUMBERS = /^\d+(?:-\d+)?$/;
/** NAT, like policy language, puts brackets and commas against names. */
const BRACKETED = /^(?:nat|static|global) \(/;

interface Collected {
  readonly definitions: Definition[];
  readonly uses: Reference[];
  /** Statements about a peer-group itself, which use it only when nothing here makes it one. */
  readonly peerGroupStatements: Reference[];
}

function inLineOrder<T extends Reference>(references: readonly T[]): T[] {
  return [...references].sort((left, right) => left.line - right.line);
}

interface Place {
  readonly headers: readonly string[];
  readonly tables: readonly CompiledTable[];
  readonly inPolicy: boolean;
}

function wordsOf(header: string, inPolicy: boolean): StatementWords {
  const spaced =
    inPolicy || BRACKETED.test(header)
      ? header.slice(0, MAX_HEADER).replace(/[(),]/g, ' $& ')
      : header;
  return statementWords(spaced);
}

/** Where the command begins: after the number of a list entry. */
function commandStart({ lower }: StatementWords): number {
  if (lower[0] === 'seq' && SEQUENCE.test(lower[1] ?? '')) return 2;
  return SEQUENCE.test(lower[0] ?? '') && lower.length > 1 ? 1 : 0;
}

/** A clause of a route-map is named by the map and its number: `RM-IN 20`. */
function routeMapClause(
  { words, lower }: StatementWords,
  headers: readonly string[],
): FoundName | undefined {
  const kind = 'route-map-clause';
  if (lower[0] === 'route-map' && headers.length === 0 && /^\d+$/.test(words[3] ?? '')) {
    return { kind, defines: true, name: `${words[1]} ${words[3]}`, word: 1 };
  }
  const map = /^route-map (\S+)/.exec(headers.at(-1) ?? '')?.[1];
  if (lower[0] !== 'continue' || map === undefined || !/^\d+$/.test(words[1] ?? ''))
    return undefined;
  return { kind, defines: false, name: `${map} ${words[1]}`, word: 1 };
}

/**
 * Names that a statement does not spell: `channel-group 5` and `bundle id 5` name an interface,
 * `interface Vlan10` a VLAN, `continue 20` a clause of the same route-map; a `pw-class` is defined
 * right below `l2vpn` and used deeper.
 */
function impliedNames(statement: StatementWords, headers: readonly string[]): FoundName[] {
  const { words, lower } = statement;
  const inInterface = headers.some((header) => /^interface /i.test(header));
  const number = lower[0] === 'bundle' && lower[1] === 'id' ? words[2] : words[1];
  if (inInterface && number && /^\d+$/.test(number)) {
    if (lower[0] === 'channel-group') {
      return [{ kind: 'interface', defines: false, name: `Port-channel${number}`, word: 1 }];
    }
    if (lower[0] === 'bundle') {
      return [{ kind: 'interface', defines: false, name: `Bundle-Ether${number}`, word: 2 }];
    }
  }
  const clause = routeMapClause(statement, headers);
  if (clause) return [clause];
  if (lower[0] === 'pw-class' && headers.length === 1 && words[1]) {
    return [{ kind: 'pseudowire-class', defines: true, name: words[1], word: 1 }];
  }
  const svi = headers.length === 0 ? /^interface vlan ?(\d+)$/.exec(lower.join(' ')) : undefined;
  return svi?.[1] ? [{ kind: 'vlan', defines: false, name: svi[1], word: 1 }] : [];
}

function namesOf(node: ConfigNode, statement: StatementWords, place: Place): FoundName[] {
  const { header } = node;
  const start = commandStart(statement);
  const first = statement.lower[start];
  if (first === undefined || FREE_TEXT.test(header)) return [];
  if (
    first === 'default' ||
    (first === 'no' && statement.lower[start + 1] !== 'passive-interface')
  ) {
    return [];
  }
  const atTop = place.headers.length === 0;
  const found = place.tables
    .filter((table) => (!table.top || atTop) && (!table.of || table.of.test(header)))
    .flatMap((table) => namesInStatement(table, statement, start));
  found.push(...impliedNames(statement, place.headers));
  return found;
}

/** `route-policy RP-IN(10, foo)` passes parameters. */
function plainName({ kind, name }: FoundName, header: string): string {
  if (kind !== 'route-policy' || !PARAMETERS.test(header)) return name;
  return /^[^(]+/.exec(name)?.[0] ?? name;
}

/** VLANs have numbers here; where a list may stand, an address may stand instead. */
function isName(kind: ReferenceKind, name: string): boolean {
  if (kind === 'vlan') return VLAN_NUMBERS.test(name);
  return !LISTS.has(kind) || !isAddress(name);
}

function addNames(node: ConfigNode, found: readonly FoundName[], to: Collected): void {
  const seen = new Set<string>();
  const header = node.header.slice(0, MAX_HEADER);
  const definitionsFirst = [
    ...found.filter(({ defines }) => defines),
    ...found.filter(({ defines }) => !defines),
  ];
  for (const each of definitionsFirst) {
    const { kind, defines } = each;
    const name = plainName(each, header);
    const key = `${kind} ${name}`;
    if (seen.has(key) || !isName(kind, name)) continue;
    seen.add(key);
    const reference = { kind, name, line: node.startLine };
    if (defines) to.definitions.push({ ...reference, endLine: node.endLine });
    else to.uses.push(reference);
  }
}

function addBgpNeighbors(node: ConfigNode, found: readonly FoundName[], to: Collected): void {
  const ofGroups = found.filter(({ kind }) => kind === 'peer-group');
  addNames(
    node,
    found.filter(({ kind }) => kind !== 'peer-group'),
    to,
  );
  for (const { kind, name } of ofGroups) {
    to.peerGroupStatements.push({ kind, name, line: node.startLine });
  }
}

function placeBelow(node: ConfigNode, place: Place): Place {
  const headers = [...place.headers, node.header];
  const opened = IN_SECTIONS.filter(
    (table) => !place.tables.includes(table) && table.within?.test(node.header),
  );
  return {
    headers,
    tables: opened.length > 0 ? [...place.tables, ...opened] : place.tables,
    inPolicy: place.inPolicy || /^route-policy /.test(node.header),
  };
}

function walk(nodes: readonly ConfigNode[], place: Place, to: Collected): void {
  for (const node of nodes) {
    const statement = wordsOf(node.header, place.inPolicy);
    addNames(node, namesOf(node, statement, place), to);
    if (place.headers.some((above) => above.startsWith('router bgp'))) {
      addBgpNeighbors(node, bgpNeighborNames(statement, place.headers), to);
    }
    if (node.children.length > 0) walk(node.children, placeBelow(node, place), to);
  }
}

/** Names that a Cisco-like configuration defines and uses, by its section tree. */
export function ciscoReferences(nodes: readonly ConfigNode[]): ConfigReferences {
  const collected: Collected = { definitions: [], uses: [], peerGroupStatements: [] };
  walk(nodes, { headers: [], tables: EVERYWHERE, inPolicy: false }, collected);
  const { uses, peerGroupStatements } = collected;
  const definitions = definitionsOfRanges(collected.definitions);
  const groups = new Set(
    definitions.filter(({ kind }) => kind === 'peer-group').map(({ name }) => name),
  );
  const ofGroups = peerGroupStatements.filter(({ name }) => !groups.has(name));
  return {
    definitions: inLineOrder(definitions),
    uses: inLineOrder(usesOfRanges([...uses, ...ofGroups], definitions)),
  };
}
