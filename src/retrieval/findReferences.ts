import type { Evidence } from '../core/types.ts';
import type { DocumentStore } from '../index/documentStore.ts';
import type { FoundName } from '../index/nameStore.ts';
import { addressHex } from '../network/address/ipAddress.ts';
import { canonicalInterface } from '../network/identifiers.ts';

/** A passage that a tool found: evidence that has no number yet. */
export type FoundPassage = Omit<Evidence, 'n'>;

export interface ReferencesQuery {
  readonly name: string;
  readonly kind?: string | undefined;
}

export interface FoundReference {
  readonly kind: string;
  readonly name: string;
  readonly role: 'definition' | 'use';
  readonly passage: FoundPassage;
}

export interface ReferencesResult {
  /** Spread over devices, definitions first. */
  readonly references: readonly FoundReference[];
  /** Devices, or files without one, that define or use it; also those of no listed reference. */
  readonly devices: readonly string[];
  readonly total: number;
}

const MAX_REFERENCES = 24;
const MAX_REFERENCE_ROWS = 500;
const MAX_DEFINITION_LINES = 25;
const MAX_DEVICES = 200;

function titleOf(name: string, sectionPath: readonly string[]): string {
  return [name, ...sectionPath.filter((heading) => heading !== name)].join(' › ');
}

/** The statement of a name with the lines of its section, as far as its chunk holds them. */
function referencePassage(
  documents: DocumentStore,
  place: Pick<FoundName, 'documentId' | 'line' | 'endLine'>,
): FoundPassage | undefined {
  const chunkId = documents.chunkAt(place.documentId, place.line);
  const [chunk] = chunkId === undefined ? [] : documents.chunksById([chunkId]);
  if (!chunk) return undefined;
  const { line } = place;
  const endLine = Math.min(place.endLine, chunk.endLine, line + MAX_DEFINITION_LINES - 1);
  const from = line - chunk.startLine;
  const text = chunk.text.split('\n').slice(from, from + endLine - line + 1);
  const { folder, path, hostname, kind, platform } = chunk;
  return {
    origin: 'workspace',
    folder,
    path,
    startLine: line,
    endLine,
    title: titleOf(hostname ?? path, chunk.sectionPath),
    score: 0,
    text: text.join('\n'),
    kind,
    platform,
    ...(hostname ? { hostname } : {}),
  };
}

type Place = Omit<FoundName, 'kind'> & { readonly kind: string };

/** Statements that hold an address, the one that has it as its interface's own first. */
function addressPlaces({ names }: DocumentStore, name: string): Place[] {
  const hex = addressHex(name);
  if (hex === undefined) return [];
  return names.holding(hex, MAX_REFERENCE_ROWS).map((found): Place => {
    const { documentId, folder, path, hostname, line, role, address, owner } = found;
    const owns = role === 'interface' && address === hex;
    return {
      documentId,
      folder,
      path,
      ...(hostname ? { hostname } : {}),
      kind: owner ? `address of ${owner}` : role,
      name,
      role: owns ? 'definition' : 'use',
      line,
      endLine: line,
    };
  });
}

function placesOf(documents: DocumentStore, { name, kind }: ReferencesQuery): Place[] {
  const asked = name.trim();
  const canonical = canonicalInterface(asked);
  const found = [asked, ...(canonical && canonical !== asked ? [canonical] : [])].flatMap((text) =>
    documents.names.placesNamed(text, MAX_REFERENCE_ROWS),
  );
  const named = kind === undefined ? found : found.filter((place) => place.kind === kind);
  return [...named, ...addressPlaces(documents, asked)];
}

/** One place of every document in turn, so that no device fills the list. */
function inTurns(places: readonly Place[]): Place[] {
  const taken = new Map<number, number>();
  return places
    .map((place) => {
      const turn = taken.get(place.documentId) ?? 0;
      taken.set(place.documentId, turn + 1);
      return { place, turn };
    })
    .sort((left, right) => left.turn - right.turn)
    .map(({ place }) => place);
}

/** Where a name, an interface or an address is defined and used, over all devices. */
export function findReferences(documents: DocumentStore, query: ReferencesQuery): ReferencesResult {
  const places = placesOf(documents, query);
  const definitions = inTurns(places.filter(({ role }) => role === 'definition'));
  const uses = inTurns(places.filter(({ role }) => role === 'use'));
  // Half of the list each, and more where the other does not need it.
  const half = MAX_REFERENCES / 2;
  const room = MAX_REFERENCES - Math.min(half, uses.length);
  const shown = definitions.slice(0, room);
  const listed = [...shown, ...uses.slice(0, MAX_REFERENCES - shown.length)];
  return {
    references: listed.flatMap((place) => {
      const passage = referencePassage(documents, place);
      const { kind, name, role } = place;
      return passage ? [{ kind, name, role, passage }] : [];
    }),
    devices: [...new Set(places.map(({ hostname, path }) => hostname ?? path))].slice(
      0,
      MAX_DEVICES,
    ),
    total: places.length,
  };
}
