import type { LineRange } from '../core/types.ts';
import type { KnowledgeStore } from '../index/knowledgeStore.ts';
import type { FoundChunk } from '../index/storeRows.ts';
import { canonicalInterface } from '../network/identifiers.ts';
import { foldText, tokenize } from '../network/tokenize.ts';
import { chunksHoldingAddresses } from './findAddresses.ts';
import { findLogLines, type LogLineHit } from './findLogLines.ts';
import { fuseRanks } from './fuse.ts';
import type { QueryPlan } from './planQuery.ts';
import { rankWithin } from './rankWithin.ts';

/** A chunk with what speaks for it. Scores compare within one search only. */
export interface Candidate {
  readonly chunk: FoundChunk;
  readonly score: number;
  /** Cosine similarity of its nearest unit to the question; 0 when vectors did not find it. */
  readonly similarity: number;
  /** Found by a word of the question. */
  readonly lexical: boolean;
  /** For lines of a long log, which are no stored chunk: those that were found. */
  readonly focus?: LineRange;
}

const LEXICAL_CANDIDATES = 120;
const DEVICE_CANDIDATES = 60;
const VECTOR_CANDIDATES = 120;
/** Devices that share one text: all are citable, but one search looks at this many. */
const CHUNKS_PER_UNIT = 24;

/** With more named documents than this, the whole workspace's statistics serve. */
const MAX_DEVICES_RANKED = 12;

const LEXICAL_WEIGHT = 1;
const DEVICE_WEIGHT = 1.4;
const VECTOR_WEIGHT = 0.6;
const EXACT_WEIGHT = 1;
const ADDRESS_WEIGHT = 1.5;
/** What happened to an address is in logs, not where it is configured. */
const EVENT_ADDRESS_WEIGHT = 0.3;
/** Lines of long logs are in no other list: a line that holds all that is asked leads. */
const LOG_LINE_WEIGHT = 3;
/** What is left of a score outside of the devices that the question names. */
const OTHER_DEVICE_FACTOR = 0.3;
const EVENT_LOG_FACTOR = 1.3;
const EVENT_CONFIG_FACTOR = 0.75;
const CONFIG_LOG_FACTOR = 0.6;

function kindFactor(plan: QueryPlan, chunk: FoundChunk): number {
  if (plan.aboutEvents) return chunk.kind === 'log' ? EVENT_LOG_FACTOR : EVENT_CONFIG_FACTOR;
  return chunk.kind === 'log' ? CONFIG_LOG_FACTOR : 1;
}

async function vectorRanking(
  store: KnowledgeStore,
  vector: Float32Array,
): Promise<Map<number, number>> {
  const similarity = new Map<number, number>();
  for (const hit of await store.vectors.search(vector, VECTOR_CANDIDATES)) {
    for (const id of store.documents.chunkIdsOfUnit(hit.id, CHUNKS_PER_UNIT)) {
      if (!similarity.has(id)) similarity.set(id, hit.score);
    }
  }
  return similarity;
}

/** Chunks of the named devices by the question's words, less the names, which all of them share. */
function rankOnDevices({ documents }: KnowledgeStore, plan: QueryPlan): number[] {
  if (plan.documentIds.length === 0) return [];
  const { documentIds } = plan;
  if (documentIds.length > MAX_DEVICES_RANKED) {
    return documents
      .lexicalSearch(plan.tokens, { limit: DEVICE_CANDIDATES, documentIds })
      .map((hit) => hit.chunkId);
  }
  const chunks = documentIds.flatMap((id) => documents.chunksOfDocument(id));
  const names = new Set(chunks.flatMap(({ hostname, path }) => tokenize(`${hostname} ${path}`)));
  const tokens = plan.tokens.filter((token) => !names.has(token));
  return rankWithin(chunks, tokens).slice(0, DEVICE_CANDIDATES);
}

/** Ticket numbers, message codes, addresses; interfaces are on too many devices to decide. */
const IDENTIFIER = /^(?=.*\d)(?=.*[a-z.:%/-]).{5,}$/;
/** An identifier that occurs in more places than this says little about where to look. */
const MAX_EXACT_PLACES = 4;

/** Chunks that hold an identifier of the question that hardly occurs elsewhere. */
function exactPlaces({ documents }: KnowledgeStore, { tokens }: QueryPlan): number[] {
  const places = new Set<number>();
  const identifiers = tokens.filter((word) => IDENTIFIER.test(word) && !canonicalInterface(word));
  for (const token of identifiers) {
    const hits = documents.lexicalSearch([token], { limit: MAX_EXACT_PLACES + 1 });
    if (hits.length <= MAX_EXACT_PLACES) for (const { chunkId } of hits) places.add(chunkId);
  }
  return [...places];
}

function toLogChunk({ log, startLine, endLine, text }: LogLineHit, index: number): FoundChunk {
  const { documentId, folder, path, hostname } = log;
  return {
    // Stored chunks count from 1.
    chunkId: -1 - index,
    documentId,
    documentTitle: path,
    folder,
    path,
    startLine,
    endLine,
    kind: 'log',
    platform: 'unknown',
    sectionPath: [],
    text,
    ...(hostname ? { hostname } : {}),
  };
}

/** Lines of long logs as candidates, scored to stand beside the fused lists. */
async function logCandidates(
  { documents }: KnowledgeStore,
  plan: QueryPlan,
  signal: AbortSignal | undefined,
): Promise<Candidate[]> {
  const hits = await findLogLines(documents.logLines, plan.logTokens, signal);
  const fused = fuseRanks([{ ids: hits.map((_, index) => index), weight: LOG_LINE_WEIGHT }]);
  return hits.map((hit, index) => {
    const chunk = toLogChunk(hit, index);
    const { startLine, endLine } = hit.focus;
    const found = hit.text
      .split('\n')
      .slice(startLine - hit.startLine, endLine + 1 - hit.startLine);
    const folded = foldText(found.join('\n'));
    const named =
      plan.documentIds.length === 0 ||
      plan.documentIds.includes(chunk.documentId) ||
      plan.deviceNames.some((name) => folded.includes(name));
    const score =
      (fused.get(index) ?? 0) *
      hit.score *
      kindFactor(plan, chunk) *
      (named ? 1 : OTHER_DEVICE_FACTOR);
    return { chunk, score, similarity: 0, lexical: true, focus: hit.focus };
  });
}

/** Searches one store by vector and by words and fuses both by rank, best first. */
export async function searchStore(
  store: KnowledgeStore,
  plan: QueryPlan,
  vector: Float32Array,
  signal?: AbortSignal,
): Promise<Candidate[]> {
  const { documents } = store;
  const lexical = documents.lexicalSearch(plan.tokens, {
    limit: LEXICAL_CANDIDATES,
  });
  const onDevices = rankOnDevices(store, plan);
  const similarity = await vectorRanking(store, vector);
  const exact = exactPlaces(store, plan);
  const holding = chunksHoldingAddresses(documents, plan.text);
  const found = new Set([...lexical.map((hit) => hit.chunkId), ...onDevices, ...exact, ...holding]);
  const fused = fuseRanks([
    { ids: lexical.map((hit) => hit.chunkId), weight: LEXICAL_WEIGHT },
    { ids: onDevices, weight: DEVICE_WEIGHT },
    { ids: exact, weight: EXACT_WEIGHT },
    { ids: holding, weight: plan.aboutEvents ? EVENT_ADDRESS_WEIGHT : ADDRESS_WEIGHT },
    { ids: [...similarity.keys()], weight: VECTOR_WEIGHT },
  ]);
  const named = new Set(plan.documentIds);
  const candidates = documents.chunksById([...fused.keys()]).map((chunk): Candidate => {
    const outside = named.size > 0 && !named.has(chunk.documentId);
    return {
      chunk,
      score:
        (fused.get(chunk.chunkId) ?? 0) *
        kindFactor(plan, chunk) *
        (outside ? OTHER_DEVICE_FACTOR : 1),
      similarity: similarity.get(chunk.chunkId) ?? 0,
      lexical: found.has(chunk.chunkId),
    };
  });
  const lines = await logCandidates(store, plan, signal);
  return [...candidates, ...lines].sort((left, right) => right.score - left.score);
}
