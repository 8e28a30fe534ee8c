import type { FactPlace } from '../../core/facts.ts';
import type { KnowledgeStore } from '../../index/knowledgeStore.ts';
import type { FoundChunk } from '../../index/storeRows.ts';
import type { Passage } from '../packPassages.ts';

/** Lines around a fact's lines in its passage, in the first passages and in the further ones. */
const WIDE_CONTEXT_LINES = 12;
const NARROW_CONTEXT_LINES = 2;
const WIDE_PASSAGES = 6;

function passageAt(chunk: FoundChunk, place: FactPlace, context: number, score: number): Passage {
  const lines = chunk.text.split('\n');
  const last = chunk.startLine + lines.length - 1;
  const from = Math.max(chunk.startLine, place.startLine - context);
  const to = Math.min(last, Math.min(place.endLine, last) + context);
  return {
    chunk,
    startLine: from,
    endLine: to,
    focus: { startLine: place.startLine, endLine: Math.min(place.endLine, last) },
    text: lines.slice(from - chunk.startLine, to - chunk.startLine + 1).join('\n'),
    score,
    similarity: 0,
    sectionPath: chunk.sectionPath,
  };
}

function covers(passage: Passage, place: FactPlace): boolean {
  return (
    passage.chunk.folder === place.folder &&
    passage.chunk.path === place.path &&
    passage.startLine <= place.startLine &&
    passage.endLine >= place.startLine
  );
}

/**
 * Passages that hold the lines of facts, in the order of the facts, at most `limit`. Digests are
 * taken whole. The score is that of the best passage beside which they stand.
 */
export function factPassages(
  { documents }: KnowledgeStore,
  places: readonly FactPlace[],
  limit: number,
  score: number,
): Passage[] {
  const passages: Passage[] = [];
  for (const place of places) {
    if (passages.length >= limit) break;
    if (place.origin !== 'workspace' || place.folder === undefined) continue;
    if (passages.some((passage) => covers(passage, place))) continue;
    const { folder, path } = place;
    const documentId = documents.documentRowId({ folder, path });
    if (documentId === undefined) continue;
    const chunkId = documents.chunkAt(documentId, place.startLine);
    const [chunk] = chunkId === undefined ? [] : documents.chunksById([chunkId]);
    if (!chunk) continue;
    if (chunk.derived) {
      const { startLine, endLine, text, sectionPath } = chunk;
      const range = { startLine, endLine };
      passages.push({ chunk, ...range, focus: range, text, score, similarity: 0, sectionPath });
      continue;
    }
    const context = passages.length < WIDE_PASSAGES ? WIDE_CONTEXT_LINES : NARROW_CONTEXT_LINES;
    passages.push(passageAt(chunk, place, context, score));
  }
  return passages;
}
