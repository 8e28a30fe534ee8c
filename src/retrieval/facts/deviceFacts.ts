import type { ComposedFacts, FactItem } from '../../core/facts.ts';
import type { DocumentStore } from '../../index/documentStore.ts';
import { addressesInLine } from '../../network/address/ipAddress.ts';
import type { DeviceName } from '../planQuery.ts';
import { DocumentLines, deviceOf, placeOf, type Statement, statementsOf } from './documentLines.ts';
import type { ConfigDocument } from './matchStatements.ts';
import { leftWords } from './questionWords.ts';

const MAX_ADDRESSES = 5_000;
const MAX_ROWS = 24;
const MAX_NEIGHBORS = 30;
const MAX_DOCUMENTS = 4;

/** Words of a question about a device as a whole, beside the ordinary ones. */
const DEVICE_WORDS =
  /^(?:router|switch|firewall|role|box|hardware|platform|kind|type|info|information|facts|roteador|comutador|papel|tipo|plataforma|informacoes|informações|que|o|faz)$/i;
const ROUTING =
  /^(?:router (?:bgp|ospf|ospfv3|eigrp|isis|rip|static|pim|ldp)|ipv6 router|mpls ldp)\b/;
const JUNOS_PROTOCOL = /^(?:bgp|ospf3?|isis|rip|ldp|rsvp|mpls|pim|bfd|lldp|evpn|l2circuit)$/;

/** Statements that start a routing protocol, each once. */
function routingStatements(lines: DocumentLines, documentId: number): Statement[] {
  const found = new Map<string, Statement>();
  for (const chunk of lines.chunks(documentId)) {
    for (const statement of statementsOf(chunk)) {
      const { text, path } = statement;
      const set = /^set protocols ([\w-]+)/.exec(text)?.[1];
      const starts =
        (path.length === 0 && ROUTING.test(text)) ||
        (path.length === 1 && path[0] === 'protocols' && JUNOS_PROTOCOL.test(text));
      const key = set ?? text;
      if ((starts || set !== undefined) && !found.has(key)) {
        found.set(key, set === undefined ? statement : { ...statement, text: set });
      }
    }
  }
  return [...found.values()];
}

function oneDevice(
  documents: DocumentStore,
  lines: DocumentLines,
  config: ConfigDocument & { readonly platform: string },
): FactItem[] {
  const { documentId, folder, path, platform } = config;
  const device = deviceOf(config);
  const names = documents.names.namesOf(documentId);
  const interfaces = names.filter(
    ({ kind, role }) => kind === 'interface' && role === 'definition',
  );
  const addresses = documents.names
    .addressesOf(documentId, MAX_ADDRESSES)
    .filter(({ role, owner }) => role === 'interface' && owner !== undefined);
  const routing = routingStatements(lines, documentId);
  const neighbors = names.filter(
    ({ kind, role }) => kind === 'bgp-neighbor' && role === 'definition',
  );
  const items: FactItem[] = [
    {
      type: 'sentence',
      key: 'factDevice',
      args: [device, platform || '?', path],
      places: [placeOf(config, 1)],
    },
    {
      type: 'sentence',
      key: 'factInterfaces',
      args: [new Set(interfaces.map(({ name }) => name)).size, addresses.length],
      places: [],
    },
  ];
  if (addresses.length > 0) {
    const rows = addresses.slice(0, MAX_ROWS).map((address) => {
      const statement = lines.statementAt(documentId, address.line);
      return {
        cells: [address.owner ?? '', statement?.text ?? '', address.vrf ?? ''],
        places: [placeOf({ folder, path }, address.line)],
      };
    });
    items.push({ type: 'table', columns: ['columnInterface', 'columnAddress', 'columnVrf'], rows });
    const further = addresses.slice(MAX_ROWS).map(({ owner }) => owner ?? '');
    if (further.length > 0) {
      const args = [further.length, [...new Set(further)].slice(0, 60)];
      items.push({ type: 'sentence', key: 'factMore', args, places: [] });
    }
  }
  if (routing.length > 0) {
    items.push({
      type: 'sentence',
      key: 'factRouting',
      args: [routing.map(({ text }) => text)],
      places: routing.slice(0, 6).map(({ line }) => placeOf({ folder, path }, line)),
    });
  }
  if (neighbors.length > 0) {
    const named = [...new Set(neighbors.map(({ name }) => name))];
    const args = [named.length, named.slice(0, MAX_NEIGHBORS)];
    const places = neighbors.slice(0, 3).map(({ line }) => placeOf({ folder, path }, line));
    items.push({ type: 'sentence', key: 'factNeighbors', args, places });
  }
  return items;
}

/** "Tell me about br1-rtr01": what its configuration says of the device as a whole. */
export function deviceFacts(
  question: string,
  documents: DocumentStore,
  configs: readonly (ConfigDocument & { readonly platform: string })[],
  named: readonly DeviceName[],
  isDevice: (word: string) => boolean,
): ComposedFacts | undefined {
  if (named.length === 0 || addressesInLine(question).length > 0) return undefined;
  if (leftWords(question, (word) => isDevice(word) || DEVICE_WORDS.test(word)).length > 0) {
    return undefined;
  }
  const ids = new Set(named.map(({ documentId }) => documentId));
  const asked = configs.filter(({ documentId }) => ids.has(documentId)).slice(0, MAX_DOCUMENTS);
  if (asked.length === 0) return undefined;
  const lines = new DocumentLines(documents);
  return { kind: 'device', items: asked.flatMap((config) => oneDevice(documents, lines, config)) };
}
