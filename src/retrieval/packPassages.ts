import { CHARACTERS_PER_TOKEN, EVIDENCE_TOKEN_BUDGET } from '../core/limits.ts';
import type { LineRange } from '../core/types.ts';
import type { FoundChunk } from '../index/storeRows.ts';
import type { Candidate } from './searchStore.ts';

/** One or more neighbouring chunks of a document as one passage. */
export interface Passage extends LineRange {
  readonly chunk: FoundChunk;
  readonly text: string;
  /** The lines of the chunk that was found, without trailing separators. */
  readonly focus: LineRange;
  readonly score: number;
  readonly similarity: number;
  readonly sectionPath: readonly string[];
}

export interface PackOptions {
  readonly count: number;
  /** What each further passage of a document counts: 1 ranks by score alone, 0.5 spreads. */
  readonly repeatFactor: number;
  /** Chunks of one document in line order, to join neighbours. */
  readonly chunksOf: (documentId: number) => readonly FoundChunk[];
  /** A passage grows over neighbouring chunks up to this many characters; 0 keeps chunks. */
  readonly growToCharacters: number;
}

interface Span {
  first: number;
  last: number;
}

function length(chunks: readonly FoundChunk[], span: Span): number {
  let sum = 0;
  for (const chunk of chunks.slice(span.first, span.last + 1)) sum += chunk.text.length + 1;
  return sum;
}

function sharedPath(chunks: readonly FoundChunk[]): readonly string[] {
  const [first, ...rest] = chunks;
  if (!first) return [];
  let depth = first.sectionPath.length;
  for (const { sectionPath } of rest) {
    while (
      depth > 0 &&
      first.sectionPath.slice(0, depth).join('\n') !== sectionPath.slice(0, depth).join('\n')
    )
      depth--;
  }
  return first.sectionPath.slice(0, depth);
}

const BARE_SEPARATOR = /^\s*[!#]*\s*$/;

/** Separators at the end of a section are not worth citing. */
function withoutTrailingSeparators(text: string): string {
  const lines = text.split('\n');
  while (lines.length > 1 && BARE_SEPARATOR.test(lines[lines.length - 1] ?? '')) lines.pop();
  return lines.join('\n');
}

/**
 * Grows a span to both sides while it stays small, the nearer section first. Never over a gap:
 * the lines between are not known here.
 */
function grow(
  chunks: readonly FoundChunk[],
  span: Span,
  limit: number,
  taken: ReadonlySet<number>,
): Span {
  const result = { ...span };
  let extended = true;
  while (extended) {
    extended = false;
    for (const side of [1, -1] as const) {
      const edge = side === 1 ? result.last : result.first;
      const neighbour = chunks[edge + side];
      const current = chunks[edge];
      if (!neighbour || !current || taken.has(neighbour.chunkId)) continue;
      const [upper, lower] = side === 1 ? [current, neighbour] : [neighbour, current];
      if (lower.startLine !== upper.endLine + 1) continue;
      const wider = side === 1 ? { ...result, last: edge + 1 } : { ...result, first: edge - 1 };
      if (length(chunks, wider) > limit) continue;
      result.first = wider.first;
      result.last = wider.last;
      extended = true;
    }
  }
  return result;
}

function toPassage(candidate: Candidate, chunks: readonly FoundChunk[], span: Span): Passage {
  const { chunk, score, similarity } = candidate;
  const { startLine, endLine, sectionPath } = chunk;
  if (chunk.derived) {
    // A digest is not as long as the lines that it sums up.
    const range = { startLine, endLine };
    return { chunk, ...range, focus: range, text: chunk.text, score, similarity, sectionPath };
  }
  const parts = chunks.slice(span.first, span.last + 1);
  const first = parts[0] ?? chunk;
  const text = withoutTrailingSeparators(parts.map((part) => part.text).join('\n'));
  const found = withoutTrailingSeparators(chunk.text);
  const focus = { startLine, endLine: startLine + found.split('\n').length - 1 };
  return {
    chunk,
    startLine: first.startLine,
    endLine: first.startLine + text.split('\n').length - 1,
    text,
    focus: candidate.focus ?? focus,
    score,
    similarity,
    sectionPath: parts.length > 1 ? sharedPath(parts) : sectionPath,
  };
}

/** Ranks anew so that documents take turns: the more passages of one, the less the next counts. */
function spread(ranked: readonly Candidate[], repeatFactor: number): Candidate[] {
  const seen = new Map<number, number>();
  return ranked
    .map((candidate) => {
      const { documentId } = candidate.chunk;
      const before = seen.get(documentId) ?? 0;
      seen.set(documentId, before + 1);
      return { ...candidate, score: candidate.score * repeatFactor ** before };
    })
    .sort((left, right) => right.score - left.score);
}

/** The chunks that a candidate may be joined with, itself among them. */
function neighboursOf(
  { chunk, focus }: Candidate,
  chunksOf: PackOptions['chunksOf'],
): readonly FoundChunk[] {
  if (focus) return [chunk];
  const chunks = chunksOf(chunk.documentId);
  // Digests stand between the lines that they sum up.
  return chunk.derived
    ? chunks.filter(({ chunkId }) => chunkId === chunk.chunkId)
    : chunks.filter(({ derived }) => !derived);
}

/**
 * Picks passages from ranked candidates: best first, spread over documents as asked, equal texts
 * once, neighbours joined, within the token budget.
 */
export function packPassages(ranked: readonly Candidate[], options: PackOptions): Passage[] {
  const passages: Passage[] = [];
  const taken = new Set<number>();
  const texts = new Set<string>();
  let tokens = 0;
  for (const candidate of spread(ranked, options.repeatFactor)) {
    if (passages.length >= options.count) break;
    const { chunk } = candidate;
    if (taken.has(chunk.chunkId)) continue;
    const sameText = `${chunk.hostname ?? chunk.path}\n${chunk.text}`;
    if (texts.has(sameText)) continue;
    const chunks = neighboursOf(candidate, options.chunksOf);
    const at = chunks.findIndex((other) => other.chunkId === chunk.chunkId);
    // The file was indexed anew since it was searched.
    if (at < 0) continue;
    const span = grow(chunks, { first: at, last: at }, options.growToCharacters, taken);
    const passage = toPassage(candidate, chunks, span);
    const cost = Math.ceil(passage.text.length / CHARACTERS_PER_TOKEN);
    if (passages.length > 0 && tokens + cost > EVIDENCE_TOKEN_BUDGET) continue;
    tokens += cost;
    passages.push(passage);
    texts.add(sameText);
    for (const part of chunks.slice(span.first, span.last + 1)) taken.add(part.chunkId);
  }
  return passages;
}
