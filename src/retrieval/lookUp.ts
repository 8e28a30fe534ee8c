import type { DocumentId } from '../core/types.ts';
import type { DocumentStore } from '../index/documentStore.ts';
import type { FoundName } from '../index/nameStore.ts';
import type { FoundChunk } from '../index/storeRows.ts';
import { addressHex } from '../network/address/ipAddress.ts';
import type { ReferenceKind } from '../network/references/kinds.ts';
import { foldText } from '../network/tokenize.ts';

/** What can be asked of the index by name, beside questions. */
export interface NameQuery {
  readonly kind: ReferenceKind;
  readonly name: string;
}

/** A passage of the bundled corpus. `path` is relative to the extension. */
export interface CorpusPassage {
  readonly title: string;
  readonly path: string;
  readonly text: string;
  readonly startLine: number;
  readonly endLine: number;
}

/** Places of one name that are listed; a route-map of a template is on every device. */
const MAX_PLACES = 500;
const MAX_OWNERS = 50;
const MEANING_CANDIDATES = 10;

/** Where a name is defined and used in the workspace, definitions first. */
export function namePlaces({ names }: DocumentStore, { kind, name }: NameQuery): FoundName[] {
  return names.places(kind, name, MAX_PLACES);
}

/** The interfaces that have an address themselves; other text than an address finds none. */
export function addressOwners({ names }: DocumentStore, address: string): FoundName[] {
  const hex = addressHex(address);
  if (hex === undefined) return [];
  return names.holding(hex, MAX_OWNERS).flatMap((place): FoundName[] => {
    const { role, address: own, owner, documentId, folder, path, hostname, line } = place;
    if (role !== 'interface' || own !== hex || !owner) return [];
    const document = { documentId, folder, path, ...(hostname ? { hostname } : {}) };
    return [
      { ...document, kind: 'interface', name: owner, role: 'definition', line, endLine: line },
    ];
  });
}

/** `%LINK-3-UPDOWN` and `LINK-3-UPDOWN` and `%LINK-SW1-3-UPDOWN:` as the corpus writes it. */
function bareMnemonic(text: string): string {
  return foldText(text).replace(/^%|:$/g, '');
}

/** Whether a passage names the message code, at any severity. */
function names(chunk: FoundChunk, mnemonic: string): boolean {
  return foldText(`${chunk.sectionPath.join('\n')}\n${chunk.text}`).includes(mnemonic);
}

/** What the corpus says of a log message's code; undefined where it does not know it. */
export function mnemonicMeaning(
  corpus: DocumentStore,
  mnemonic: string,
): CorpusPassage | undefined {
  const bare = bareMnemonic(mnemonic);
  if (!/^[a-z][\w-]{2,80}$/.test(bare)) return undefined;
  const hits = corpus.lexicalSearch([`%${bare}`, bare], { limit: MEANING_CANDIDATES });
  const rank = new Map(hits.map(({ chunkId }, index) => [chunkId, index]));
  const found = corpus
    .chunksById(hits.map(({ chunkId }) => chunkId))
    .filter((chunk) => names(chunk, bare))
    .sort((left, right) => (rank.get(left.chunkId) ?? 0) - (rank.get(right.chunkId) ?? 0))[0];
  if (!found) return undefined;
  const { path, text, startLine, endLine, sectionPath } = found;
  return { title: sectionPath.join(' › '), path, text, startLine, endLine };
}

/**
 * The text that NetGuru made of a capture or a PDF, put together from its passages, or undefined
 * for a document that is not indexed. Line numbers are those that passages cite.
 */
export function extractedText(documents: DocumentStore, id: DocumentId): string | undefined {
  const row = documents.documentRowId(id);
  if (row === undefined) return undefined;
  const lines: string[] = [];
  for (const { startLine, text } of documents.chunksOfDocument(row)) {
    text.split('\n').forEach((line, index) => {
      lines[startLine - 1 + index] = line;
    });
  }
  return Array.from(lines, (line) => line ?? '').join('\n');
}
