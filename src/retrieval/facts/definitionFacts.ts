import type { ComposedFacts, FactItem, FactRow } from '../../core/facts.ts';
import type { DocumentStore } from '../../index/documentStore.ts';
import type { FoundName } from '../../index/nameStore.ts';
import { DocumentLines, deviceOf, placeOf } from './documentLines.ts';
import type { AskedName } from './namedObjects.ts';

/** Different definitions that are quoted, lines of each, and of what each refers to. */
const MAX_DEFINITIONS = 3;
const MAX_DEFINITION_LINES = 40;
/** Devices whose definitions are compared, to show equal ones once; further ones are named. */
const MAX_COMPARED = 100;
const MAX_REFERRED = 8;
const MAX_REFERRED_LINES = 12;
const MAX_USE_ROWS = 25;
const MAX_NAMED = 60;

interface DocumentPlaces {
  readonly documentId: number;
  readonly folder: string;
  readonly path: string;
  readonly device: string;
  readonly definitions: readonly FoundName[];
  readonly uses: readonly FoundName[];
}

function byDocument(places: readonly FoundName[]): DocumentPlaces[] {
  const groups = new Map<number, FoundName[]>();
  for (const place of places) {
    const group = groups.get(place.documentId);
    if (group) group.push(place);
    else groups.set(place.documentId, [place]);
  }
  return [...groups.values()].flatMap((group): DocumentPlaces[] => {
    const [first] = group;
    if (!first) return [];
    const { documentId, folder, path } = first;
    const definitions = group.filter(({ role }) => role === 'definition');
    const uses = group.filter(({ role }) => role === 'use');
    return [{ documentId, folder, path, device: deviceOf(first), definitions, uses }];
  });
}

function definitionText(lines: DocumentLines, document: DocumentPlaces): string[] {
  return document.definitions.flatMap(({ documentId, line, endLine }) =>
    lines.text(documentId, line, endLine),
  );
}

/** The lines of each part of a definition as quotations; what exceeds the cap is counted. */
function quotes(
  lines: DocumentLines,
  definitions: readonly FoundName[],
  maxLines: number,
): FactItem[] {
  const items: FactItem[] = [];
  let left = maxLines;
  for (const part of joinAdjacent(definitions)) {
    if (left <= 0) break;
    const text = lines.text(part.documentId, part.line, part.endLine);
    while (text.length > 1 && /^\s*!?\s*$/.test(text.at(-1) ?? '')) text.pop();
    if (text.length === 0) continue;
    const shown = text.slice(0, left);
    left -= shown.length;
    items.push({
      type: 'quote',
      text: shown.join('\n'),
      place: placeOf(part, part.line, part.line + shown.length - 1),
      leftLines: text.length - shown.length,
    });
  }
  return items;
}

/** Parts of one definition that follow one another are one quotation. */
function joinAdjacent(definitions: readonly FoundName[]): FoundName[] {
  const joined: FoundName[] = [];
  for (const part of [...definitions].sort((left, right) => left.line - right.line)) {
    const last = joined.at(-1);
    if (last && part.line <= last.endLine + 1) {
      joined[joined.length - 1] = { ...last, endLine: Math.max(last.endLine, part.endLine) };
    } else {
      joined.push(part);
    }
  }
  return joined;
}

/** What the lines of a definition refer to: the lines of each, or that there is none. */
function referredItems(
  documents: DocumentStore,
  lines: DocumentLines,
  { documentId, device, definitions }: DocumentPlaces,
  quoted: Set<string>,
): FactItem[] {
  const names = documents.names.namesOf(documentId);
  const inside = (line: number): boolean =>
    definitions.some((part) => part.line <= line && line <= part.endLine);
  const items: FactItem[] = [];
  const seen = new Set<string>();
  for (const use of names) {
    if (use.role !== 'use' || !inside(use.line) || seen.size >= MAX_REFERRED) continue;
    if (use.kind === 'interface' || use.kind === 'bgp-neighbor' || use.kind === 'vlan') continue;
    const key = `${use.kind} ${use.name}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const parts = names.filter(
      ({ role, kind, name }) => role === 'definition' && kind === use.kind && name === use.name,
    );
    const places = [placeOf(use, use.line)];
    if (parts.length === 0) {
      const args = [use.kind, use.name, device];
      items.push({ type: 'sentence', key: 'factUndefinedOn', args, places });
      continue;
    }
    const parted = quotes(lines, parts, MAX_REFERRED_LINES);
    const text = parted.map((item) => (item.type === 'quote' ? item.text : '')).join('\n');
    if (quoted.has(`${key}\n${text}`)) continue;
    quoted.add(`${key}\n${text}`);
    items.push({ type: 'sentence', key: 'factRefersTo', args: [use.kind, use.name], places: [] });
    items.push(...parted);
  }
  return items;
}

/** Where documents use the name, one row for each line. */
function useItems(lines: DocumentLines, places: readonly DocumentPlaces[]): FactItem[] {
  const rows: FactRow[] = [];
  const further = new Set<string>();
  let all = 0;
  for (const { documentId, device, definitions, uses } of places) {
    const others = uses.filter(
      ({ line }) => !definitions.some((part) => part.line <= line && line <= part.endLine),
    );
    for (const use of others) {
      all++;
      if (rows.length >= MAX_USE_ROWS) {
        further.add(device);
        continue;
      }
      const statement = lines.statementAt(documentId, use.line);
      rows.push({
        cells: [device, statement?.text ?? '', statement?.path.join(' › ') ?? ''],
        places: [placeOf(use, use.line)],
      });
    }
  }
  if (rows.length === 0) return [{ type: 'sentence', key: 'factNotUsed', args: [], places: [] }];
  const items: FactItem[] = [
    { type: 'sentence', key: 'factUsedIn', args: [all], places: [] },
    { type: 'table', columns: ['columnDevice', 'columnStatement', 'columnSection'], rows },
  ];
  if (further.size > 0) {
    const named = [...further].slice(0, MAX_NAMED);
    items.push({ type: 'sentence', key: 'factMore', args: [all - rows.length, named], places: [] });
  }
  return items;
}

/** Definitions of one name: each text once, with the devices that share it. */
function definitionItems(
  documents: DocumentStore,
  lines: DocumentLines,
  label: string,
  name: string,
  defining: readonly DocumentPlaces[],
): FactItem[] {
  const byText = new Map<string, DocumentPlaces[]>();
  for (const document of defining.slice(0, MAX_COMPARED)) {
    const text = definitionText(lines, document)
      .map((line) => line.trim())
      .join('\n');
    const group = byText.get(text);
    if (group) group.push(document);
    else byText.set(text, [document]);
  }
  const items: FactItem[] = [];
  const quoted = new Set<string>();
  for (const [first, ...same] of [...byText.values()].slice(0, MAX_DEFINITIONS)) {
    if (!first) continue;
    const kind = label || (first.definitions[0]?.kind ?? '');
    items.push({
      type: 'sentence',
      key: 'factDefinedOn',
      args: [kind, name, first.device],
      places: [],
    });
    items.push(...quotes(lines, first.definitions, MAX_DEFINITION_LINES));
    if (same.length > 0) {
      const named = same.slice(0, MAX_NAMED).map(({ device }) => device);
      items.push({ type: 'sentence', key: 'factSameOn', args: [same.length, named], places: [] });
    }
    items.push(...referredItems(documents, lines, first, quoted));
  }
  const further = [
    ...[...byText.values()].slice(MAX_DEFINITIONS).flat(),
    ...defining.slice(MAX_COMPARED),
  ];
  if (further.length > 0) {
    const named = further.slice(0, MAX_NAMED).map(({ device }) => device);
    items.push({ type: 'sentence', key: 'factMore', args: [further.length, named], places: [] });
  }
  return items;
}

/**
 * What named objects are: the lines that define each, what these refer to, and where it is used,
 * on the named devices or, without any, everywhere. A name without a definition is said to have none.
 */
export function definitionFacts(
  asked: readonly AskedName[],
  documents: DocumentStore,
  named: ReadonlyMap<number, string>,
): ComposedFacts | undefined {
  const lines = new DocumentLines(documents);
  const items: FactItem[] = [];
  for (const { name, kindLabel, places } of asked) {
    const label = kindLabel || (places[0]?.kind ?? '');
    const here = places.filter(({ documentId }) => named.size === 0 || named.has(documentId));
    if (here.length === 0) {
      const devices = [...new Set(named.values())];
      if (devices.length === 0) continue;
      items.push({ type: 'sentence', key: 'factNotOn', args: [label, name, devices], places: [] });
      const elsewhere = [...new Set(places.map(deviceOf))].slice(0, MAX_NAMED);
      if (elsewhere.length > 0) {
        const args = [elsewhere.length, elsewhere];
        items.push({ type: 'sentence', key: 'factMore', args, places: [] });
      }
      continue;
    }
    const groups = byDocument(here);
    const defining = groups.filter(({ definitions }) => definitions.length > 0);
    items.push(...definitionItems(documents, lines, label, name, defining));
    for (const { device, uses } of groups.filter(({ definitions }) => definitions.length === 0)) {
      const [first] = uses;
      if (!first || first.kind === 'vlan') continue;
      const args = [label, name, device];
      items.push({
        type: 'sentence',
        key: 'factUndefinedOn',
        args,
        places: [placeOf(first, first.line)],
      });
      if (items.length > MAX_NAMED) break;
    }
    items.push(...useItems(lines, groups));
  }
  return items.length > 0 ? { kind: 'definition', items } : undefined;
}
