import type { FoundChunk } from '../index/documentStore.ts';
import { definitionsIn, type Reference, usesIn } from '../network/references.ts';
import { tokenize } from '../network/tokenize.ts';
import type { Candidate } from './searchStore.ts';

/** Passages whose references are followed, how far, and how many definitions join in all. */
const FOLLOWED_CANDIDATES = 4;
const MAX_HOPS = 2;
const MAX_FOLLOWED = 8;
/** A definition ranks just below the passage that uses it. */
const HOP_FACTOR = 0.93;
/** In longer passages only lines that speak of the question are followed. */
const SHORT_PASSAGE_LINES = 12;

type DocumentChunks = (documentId: number) => readonly FoundChunk[];

function keyOf({ kind, name }: Reference): string {
  return `${kind} ${name}`;
}

/** Where a document defines each name: the chunks that hold the definition's lines. */
function definitionIndex(chunks: readonly FoundChunk[]): Map<string, FoundChunk[]> {
  const index = new Map<string, FoundChunk[]>();
  for (const chunk of chunks) {
    const headings = chunk.sectionPath.join('\n');
    for (const definition of definitionsIn(`${headings}\n${chunk.text}`)) {
      const places = index.get(keyOf(definition)) ?? [];
      if (!places.includes(chunk)) index.set(keyOf(definition), [...places, chunk]);
    }
  }
  return index;
}

/** The uses on lines that share a word with the question; all uses of a short passage. */
function relevantUses(chunk: FoundChunk, words: ReadonlySet<string>): Reference[] {
  const lines = chunk.text.split('\n');
  const uses = usesIn(chunk.text);
  if (lines.length <= SHORT_PASSAGE_LINES) return uses;
  const speaking = uses.filter((use) =>
    tokenize(lines[use.line - 1] ?? '').some((token) => words.has(token)),
  );
  return speaking.length > 0 ? speaking : [];
}

/**
 * Adds what the best passages refer to: the ACL of an interface, the route-map of a neighbor,
 * the prefix-list of a route-map, each on the same device. Scores keep the order: a definition
 * comes right after its use.
 */
export function followReferences(
  ranked: readonly Candidate[],
  tokens: readonly string[],
  chunksOf: DocumentChunks,
): Candidate[] {
  const words = new Set(tokens);
  const byId = new Map(ranked.map((candidate) => [candidate.chunk.chunkId, candidate]));
  const indexes = new Map<number, Map<string, FoundChunk[]>>();
  let added = 0;
  let frontier = ranked
    .slice(0, FOLLOWED_CANDIDATES)
    .filter(({ chunk }) => chunk.kind === 'config');
  for (let hop = 0; hop < MAX_HOPS; hop++) {
    const next: Candidate[] = [];
    for (const referrer of frontier) {
      const { documentId } = referrer.chunk;
      const index = indexes.get(documentId) ?? definitionIndex(chunksOf(documentId));
      indexes.set(documentId, index);
      for (const use of relevantUses(referrer.chunk, words)) {
        for (const chunk of index.get(keyOf(use)) ?? []) {
          const known = byId.get(chunk.chunkId);
          const score = referrer.score * HOP_FACTOR;
          if (chunk.chunkId === referrer.chunk.chunkId || (known && known.score >= score)) continue;
          if (added >= MAX_FOLLOWED) break;
          added++;
          const candidate: Candidate = known
            ? { ...known, score }
            : { chunk, score, similarity: 0, lexical: false };
          byId.set(chunk.chunkId, candidate);
          next.push(candidate);
        }
      }
    }
    frontier = next;
  }
  return [...byId.values()].sort((left, right) => right.score - left.score);
}
