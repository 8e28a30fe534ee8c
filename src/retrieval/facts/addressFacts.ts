import type { ComposedFacts, FactItem, FactRow } from '../../core/facts.ts';
import type { DocumentStore } from '../../index/documentStore.ts';
import type { FoundAddress } from '../../index/nameStore.ts';
import { addressesInLine, networkAround } from '../../network/address/ipAddress.ts';
import { formatAddress } from '../../network/address/ipv6.ts';
import { DocumentLines, deviceOf, placeOf } from './documentLines.ts';
import { leftWords } from './questionWords.ts';

const MAX_FOUND = 400;
const MAX_ROWS = 20;
/** Wider networks hold everything and say nothing about who has an address. */
const WIDEST_IPV4 = 8;
const WIDEST_IPV6 = 16;
const MAX_ASKED = 3;

/** Words that ask for an address, beside the ordinary ones. */
const ADDRESS_WORDS =
  /^(?:ip|ips|ipv[46]|address(?:es)?|subnets?|prefix(?:es)?|host|interfaces?|port|router|switch|firewall|vrf|vlan|segment|assigned|assign|reachable|whose|endereco|enderecos|sub-?redes?|prefixos?|interface|porta|roteador|dono|pertence|atribuido|rede|aqui|equipamento)$/i;

function isWide({ first, prefixLength }: FoundAddress): boolean {
  const widest = first.length === 8 ? WIDEST_IPV4 : WIDEST_IPV6;
  return prefixLength !== undefined && prefixLength < widest;
}

function rangeText({ first, address, prefixLength }: FoundAddress): string {
  return `${formatAddress(address ?? first)}${prefixLength === undefined ? '' : `/${prefixLength}`}`;
}

function toRow(lines: DocumentLines, found: FoundAddress): FactRow {
  const statement = lines.statementAt(found.documentId, found.line);
  const where = found.owner ?? statement?.path.at(-1) ?? '';
  return {
    cells: [deviceOf(found), where, rangeText(found), found.vrf ?? '', statement?.text ?? ''],
    places: [placeOf(found, found.line)],
  };
}

function table(lines: DocumentLines, found: readonly FoundAddress[]): FactItem[] {
  const seen = new Set<string>();
  const distinct = found.filter(({ documentId, line }) => {
    const key = `${documentId} ${line}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
  const rows = distinct.slice(0, MAX_ROWS).map((each) => toRow(lines, each));
  const further = distinct.slice(MAX_ROWS);
  const columns = [
    'columnDevice',
    'columnInterface',
    'columnAddress',
    'columnVrf',
    'columnStatement',
  ] as const;
  const items: FactItem[] = [{ type: 'table', columns, rows }];
  if (further.length > 0) {
    const named = [...new Set(further.map(deviceOf))].slice(0, 60);
    items.push({ type: 'sentence', key: 'factMore', args: [further.length, named], places: [] });
  }
  return items;
}

/** Who has the address, what else writes it, and else the narrowest networks around it. */
function hostItems(documents: DocumentStore, lines: DocumentLines, hex: string): FactItem[] {
  const text = formatAddress(hex);
  const found = documents.names.holding(hex, MAX_FOUND).filter((place) => !isWide(place));
  const exact = found.filter(
    ({ first, last, address }) => address === hex || (first === hex && last === hex),
  );
  const owners = exact.filter(({ role }) => role === 'interface');
  const others = exact.filter(({ role }) => role !== 'interface');
  const around = found.filter((place) => !exact.includes(place));
  const narrowest = Math.max(0, ...around.map(({ prefixLength }) => prefixLength ?? 0));
  const networks = around.filter(({ prefixLength }) => prefixLength === narrowest);
  const items: FactItem[] = [];
  const addSentence = (
    key: 'factAddressUses' | 'factAddressWithin' | 'factAddressNowhere' | 'factAddressNoOwner',
  ): void => {
    items.push({ type: 'sentence', key, args: [text], places: [] });
  };
  if (exact.length > 0) {
    addSentence(owners.length > 0 ? 'factAddressUses' : 'factAddressNoOwner');
    items.push(...table(lines, [...owners, ...others]));
  } else {
    addSentence('factAddressNowhere');
  }
  if (networks.length > 0 && owners.length === 0) {
    addSentence('factAddressWithin');
    items.push(...table(lines, networks));
  }
  return items;
}

function networkItems(
  documents: DocumentStore,
  lines: DocumentLines,
  hex: string,
  length: number,
): FactItem[] {
  const { first, last } = networkAround(hex, length);
  const text = `${formatAddress(first)}/${length}`;
  const found = documents.names.within(first, last, MAX_FOUND);
  if (found.length > 0) {
    return [
      { type: 'sentence', key: 'factAddressUses', args: [text], places: [] },
      ...table(lines, found),
    ];
  }
  const around = documents.names.holding(first, MAX_FOUND).filter((place) => !isWide(place));
  const items: FactItem[] = [
    { type: 'sentence', key: 'factAddressNowhere', args: [text], places: [] },
  ];
  if (around.length > 0) {
    items.push({ type: 'sentence', key: 'factAddressWithin', args: [text], places: [] });
    items.push(...table(lines, around));
  }
  return items;
}

/**
 * "Who has 10.1.1.5?", "where is 10.1.1.0/24 used?": device, interface, network, VRF and statement
 * of every place. Undefined for questions that ask something else of an address.
 */
export function addressFacts(
  question: string,
  documents: DocumentStore,
  isDevice: (word: string) => boolean,
): ComposedFacts | undefined {
  const asked = addressesInLine(question).slice(0, MAX_ASKED);
  if (asked.length === 0) return undefined;
  const left = leftWords(
    question,
    (word) =>
      addressesInLine(word).length > 0 ||
      ADDRESS_WORDS.test(word.normalize('NFD').replace(/\p{Diacritic}/gu, '')) ||
      isDevice(word),
  );
  if (left.length > 0) return undefined;
  const lines = new DocumentLines(documents);
  const items = asked.flatMap(({ hex, prefixLength }) =>
    prefixLength === undefined || prefixLength === hex.length * 4
      ? hostItems(documents, lines, hex)
      : networkItems(documents, lines, hex, prefixLength),
  );
  return { kind: 'address', items };
}
