import type { ConfigNode } from '../config/configTree.ts';
import {
  type AppliedGroups,
  addAppliedGroups,
  CLUSTER_NODES,
  inheritedStatement,
  THIS_NODE,
} from './junosGroups.ts';
import { interfaceDefinitions, isSystemInterface, logicalName } from './junosInterfaces.ts';
import { type JunosStatement, visitBraces, visitSetLines } from './junosStatements.ts';
import {
  JUNOS_FILTERS,
  JUNOS_LOGICAL_INTERFACES,
  JUNOS_OPTIONAL_INTERFACES,
  JUNOS_ROUTING,
  JUNOS_SECURITY,
  JUNOS_VLANS,
} from './junosTables.ts';
import type { ConfigReferences, Definition, Reference } from './kinds.ts';
import type { FoundName } from './statementPattern.ts';
import { type CompiledTable, compileTable, namesInStatement } from './statementTable.ts';

const PLAIN_TABLES = [...JUNOS_ROUTING, ...JUNOS_FILTERS, ...JUNOS_SECURITY, ...JUNOS_VLANS];
/** Tables that hold everywhere as one, so that each word of a path is looked up once. */
const PLAIN: readonly CompiledTable[] = [
  compileTable({ statements: PLAIN_TABLES.flatMap((each) => (each.of ? [] : each.statements)) }),
  ...PLAIN_TABLES.filter((each) => each.of).map(compileTable),
];
const LOGICAL = JUNOS_LOGICAL_INTERFACES.map(compileTable);
const OPTIONAL = JUNOS_OPTIONAL_INTERFACES.map(compileTable);

const TABLE_WORDS = new Set(['next-table', 'import-rib', 'export-rib']);
const TABLE = /^([^.]+)\.(?:inet6?|iso|mpls|evpn|l3vpn|mvpn)\.\d+$/;
/** A number belongs to one VLAN of an instance; hostile input gives it to thousands. */
const MAX_NAMES_OF_VLAN = 4;
const VLAN_RANGE = /^(\d+)(?:-(\d+))?$/;

interface Collected {
  readonly definitions: Definition[];
  readonly uses: Reference[];
  /** Uses that count only when the name is defined. */
  readonly optional: Reference[];
  /** Last definition of each name, to join the adjacent `set` lines of one object. */
  readonly last: Map<string, { definition: Definition; index: number }>;
  /** VLAN names by their numbers, and the numbers that ports carry. */
  readonly vlanIds: Map<number, string[]>;
  readonly vlanMembers: { first: number; last: number; line: number }[];
}

function namesIn(tables: readonly CompiledTable[], statement: JunosStatement): FoundName[] {
  const text = statement.words.slice(0, 8).join(' ');
  return tables
    .filter((table) => !table.of || table.of.test(text))
    .flatMap((table) => namesInStatement(table, statement, 0))
    .filter(({ word }) => word >= statement.own);
}

function addDefinition(found: FoundName, { line, endLine }: JunosStatement, to: Collected): void {
  const { kind, name } = found;
  const key = `${kind} ${name}`;
  const previous = to.last.get(key);
  const definition = { kind, name, line, endLine };
  if (previous && previous.definition.endLine >= line - 1) {
    const joined = {
      ...previous.definition,
      endLine: Math.max(endLine, previous.definition.endLine),
    };
    to.definitions[previous.index] = joined;
    to.last.set(key, { definition: joined, index: previous.index });
    return;
  }
  to.last.set(key, { definition, index: to.definitions.length });
  to.definitions.push(definition);
}

/** Which numbers a VLAN has and a port carries; names are references of their own. */
function addVlanNumbers({ words, lower, line }: JunosStatement, to: Collected): void {
  const at = lower.indexOf('vlan-id');
  const id = Number(words[at + 1]);
  const name = words[1];
  if (lower[0] === 'vlans' && at === 2 && name && Number.isInteger(id)) {
    const names = to.vlanIds.get(id) ?? [];
    if (names.length < MAX_NAMES_OF_VLAN) to.vlanIds.set(id, [...names, name]);
  }
  const members = lower.indexOf('members');
  if (members < 1 || lower[members - 1] !== 'vlan') return;
  for (const word of words.slice(members + 1)) {
    const range = VLAN_RANGE.exec(word.replace(/[[\];]/g, ''));
    if (!range) continue;
    to.vlanMembers.push({ first: Number(range[1]), last: Number(range[2] ?? range[1]), line });
  }
}

/** `VR1.inet.0` is a table of the routing-instance VR1. */
function tableInstances({ words, lower, line, own }: JunosStatement): Reference[] {
  const at = lower.findIndex((word) => TABLE_WORDS.has(word));
  if (at < 0) return [];
  return words.slice(Math.max(at + 1, own)).flatMap((word) => {
    const name = TABLE.exec(word.replace(/^[[\s]+|[\];]+$/g, ''))?.[1];
    return name === undefined ? [] : [{ kind: 'routing-instance' as const, name, line }];
  });
}

function addStatement(statement: JunosStatement, to: Collected): void {
  const plain = namesIn(PLAIN, statement);
  for (const found of [...interfaceDefinitions(statement), ...plain]) {
    if (found.defines && found.word >= statement.own && found.name !== '') {
      addDefinition(found, statement, to);
    }
  }
  const { line } = statement;
  const uses = plain.filter(({ defines }) => !defines);
  for (const { kind, name } of uses) {
    if (kind === 'vlan' && VLAN_RANGE.test(name)) continue;
    to.uses.push({ kind, name, line });
  }
  for (const { kind, name } of namesIn(LOGICAL, statement)) {
    if (!isSystemInterface(name)) to.uses.push({ kind, name: logicalName(name), line });
  }
  for (const { kind, name } of namesIn(OPTIONAL, statement)) to.optional.push({ kind, name, line });
  to.uses.push(...tableInstances(statement));
  addVlanNumbers(statement, to);
}

/** Ports carry VLANs by number too: a use of the VLAN that has the number. */
function numberedVlans({ vlanIds, vlanMembers }: Collected): Reference[] {
  const uses: Reference[] = [];
  const seen = new Set<number>();
  for (const { first, last, line } of vlanMembers) {
    for (let id = first; id <= Math.min(last, 4095) && seen.size < vlanIds.size; id++) {
      const names = vlanIds.get(id);
      if (!names || (seen.has(id) && first !== last)) continue;
      seen.add(id);
      for (const name of names) uses.push({ kind: 'vlan', name, line });
    }
  }
  return uses;
}

function unique(references: readonly Reference[]): Reference[] {
  const seen = new Set<string>();
  return references
    .filter(({ kind, name, line }) => {
      const key = `${line} ${kind} ${name}`;
      return seen.has(key) ? false : Boolean(seen.add(key));
    })
    .sort((left, right) => left.line - right.line);
}

/**
 * Names that a Junos configuration defines and uses. Statements of configuration groups count
 * where the group is applied, inactive statements do not count.
 */
export function junosReferences(
  nodes: readonly ConfigNode[],
  lines: readonly string[],
  style: 'braces' | 'set',
): ConfigReferences {
  const visit = (each: (statement: JunosStatement) => void): void =>
    style === 'set' ? visitSetLines(lines, each) : visitBraces(nodes, each);
  const applied: AppliedGroups = new Map();
  if (lines.some((text) => text.includes('apply-groups'))) {
    visit((statement) => addAppliedGroups(statement, applied));
  }
  const collected: Collected = {
    definitions: [],
    uses: [],
    optional: [],
    last: new Map(),
    vlanIds: new Map(),
    vlanMembers: [],
  };
  visit((statement) => {
    const { words, own, line } = statement;
    if (words.includes('apply-groups') && words.includes(`"${THIS_NODE}"`)) {
      for (const name of CLUSTER_NODES) {
        collected.optional.push({ kind: 'config-group', name, line });
      }
    }
    if (words[0] === 'groups' && words[1] !== undefined && own <= 1) {
      const found = { kind: 'config-group', defines: true, name: words[1], word: 1 } as const;
      addDefinition(found, statement, collected);
    }
    const inherited = inheritedStatement(statement, applied);
    if (inherited && inherited.words[0] !== 'groups') addStatement(inherited, collected);
    else if (!inherited && words.includes('apply-groups')) {
      collected.optional.push({ kind: 'config-group', name: words.at(-1) ?? '', line });
    }
  });
  const defined = new Set(collected.definitions.map(({ kind, name }) => `${kind} ${name}`));
  const optional = collected.optional.filter(({ kind, name }) => defined.has(`${kind} ${name}`));
  return {
    definitions: [...collected.definitions].sort((left, right) => left.line - right.line),
    uses: unique([...collected.uses, ...optional, ...numberedVlans(collected)]),
  };
}
