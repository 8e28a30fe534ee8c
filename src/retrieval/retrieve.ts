import { type ComposedFacts, factPlaces } from '../core/facts.ts';
import {
  MAX_CORPUS_EVIDENCE,
  MAX_FACT_EVIDENCE,
  MAX_WORKSPACE_EVIDENCE,
  MIN_WORKSPACE_EVIDENCE,
} from '../core/limits.ts';
import type { AskCommand, DocumentId, Evidence, Origin, Turn } from '../core/types.ts';
import type { DocumentStore } from '../index/documentStore.ts';
import type { Embedder } from '../index/embedder.ts';
import type { KnowledgeStore } from '../index/knowledgeStore.ts';
import type { FoundChunk } from '../index/storeRows.ts';
import { foldText, tokenize } from '../network/tokenize.ts';
import { composeFacts } from './facts/composeFacts.ts';
import { factPassages } from './facts/factPassages.ts';
import { platformsOf } from './facts/statementTerms.ts';
import { followReferences } from './followReferences.ts';
import { type Passage, packPassages } from './packPassages.ts';
import { planQuery, type QueryPlan } from './planQuery.ts';
import { type Candidate, searchStore } from './searchStore.ts';
import { shareAmongDevices } from './shareAmongDevices.ts';

export interface RetrieveRequest {
  readonly question: string;
  readonly command?: AskCommand | undefined;
  readonly history?: readonly Turn[] | undefined;
  /** Search terms that a model made of the question; they are added to its own words. */
  readonly rewritten?: string | undefined;
  /** Files that the user attached: their passages come first. */
  readonly attached?: readonly DocumentId[] | undefined;
}

export interface KnowledgeSources {
  readonly workspace: KnowledgeStore;
  /** Absent when the bundled corpus could not be opened; answers then use the workspace alone. */
  readonly corpus?: KnowledgeStore | undefined;
  readonly embedder: Embedder;
}

/** How much a second passage of one document counts, when the question asks over many devices. */
const ACROSS_REPEAT_FACTOR = 0.6;
const CORPUS_REPEAT_FACTOR = 0.95;
const GLOSSARY = /\/glossary-[^/]*$/;
const GLOSSARY_FACTOR = 0.6;
/** Joined neighbours up to this size read better than fragments and cost few tokens. */
const GROW_WORKSPACE_CHARACTERS = 1_000;
/** Below this similarity a corpus passage needs a shared word, and vice versa. */
const MIN_CORPUS_SIMILARITY = 0.25;
const MIN_WORKSPACE_SIMILARITY = 0.2;

function chunkCache(store: KnowledgeStore): (documentId: number) => readonly FoundChunk[] {
  const cache = new Map<number, readonly FoundChunk[]>();
  return (documentId) => {
    const known = cache.get(documentId);
    if (known) return known;
    const chunks = store.documents.chunksOfDocument(documentId);
    cache.set(documentId, chunks);
    return chunks;
  };
}

function passageTitle(passage: Passage, origin: Origin): string {
  const { chunk, sectionPath } = passage;
  const name = origin === 'corpus' ? chunk.documentTitle : (chunk.hostname ?? chunk.path);
  const section = sectionPath.filter((heading) => heading !== name);
  return [name, ...section].join(' › ');
}

function relevant(candidate: Candidate, minSimilarity: number): boolean {
  return candidate.lexical || candidate.similarity >= minSimilarity;
}

async function workspacePassages(
  { workspace }: KnowledgeSources,
  plan: QueryPlan,
  vector: Float32Array,
  signal: AbortSignal | undefined,
): Promise<Passage[]> {
  const chunksOf = chunkCache(workspace);
  const ranked = (await searchStore(workspace, plan, vector, signal)).filter((candidate) =>
    relevant(candidate, MIN_WORKSPACE_SIMILARITY),
  );
  const followed = followReferences(ranked, plan.tokens, (documentId) => ({
    chunks: chunksOf(documentId),
    names: workspace.documents.names.namesOf(documentId),
  }));
  return packPassages(shareAmongDevices(followed, plan.compared), {
    count: MAX_WORKSPACE_EVIDENCE,
    repeatFactor: plan.acrossDevices && plan.documentIds.length === 0 ? ACROSS_REPEAT_FACTOR : 1,
    chunksOf,
    growToCharacters: GROW_WORKSPACE_CHARACTERS,
  });
}

/** Glossaries hold every word and few facts: they come after documents that fit as well. */
function glossariesLast(ranked: readonly Candidate[]): Candidate[] {
  return ranked
    .map((candidate) =>
      GLOSSARY.test(candidate.chunk.path)
        ? { ...candidate, score: candidate.score * GLOSSARY_FACTOR }
        : candidate,
    )
    .sort((left, right) => right.score - left.score);
}

async function corpusPassages(
  { corpus }: KnowledgeSources,
  plan: QueryPlan,
  vector: Float32Array,
): Promise<Passage[]> {
  if (!corpus) return [];
  const ranked = await searchStore(
    corpus,
    {
      ...plan,
      tokens: plan.corpusTokens,
      logTokens: [],
      documentIds: [],
      aboutEvents: false,
    },
    vector,
  );
  return packPassages(
    glossariesLast(ranked.filter((candidate) => relevant(candidate, MIN_CORPUS_SIMILARITY))),
    {
      count: MAX_CORPUS_EVIDENCE,
      repeatFactor: CORPUS_REPEAT_FACTOR,
      chunksOf: chunkCache(corpus),
      growToCharacters: 0,
    },
  );
}

function toEvidence(passage: Passage, origin: Origin): Omit<Evidence, 'n'> {
  const { chunk } = passage;
  return {
    origin,
    ...(origin === 'workspace' ? { folder: chunk.folder } : {}),
    path: chunk.path,
    startLine: passage.startLine,
    endLine: passage.endLine,
    title: passageTitle(passage, origin),
    score: Number(passage.score.toFixed(6)),
    text: passage.text,
    focus: passage.focus,
    kind: chunk.kind,
    platform: chunk.platform,
    ...(chunk.hostname ? { hostname: chunk.hostname } : {}),
    ...(chunk.place ? { place: chunk.place } : {}),
    ...(chunk.derived ? { derived: true } : {}),
  };
}

/** Names of devices, policies and lists: letters and digits joined by hyphens or underscores. */
const NAME = /(?<![\p{L}\p{N}%/.-])[\p{L}][\p{L}\p{N}]*(?:[-_][\p{L}\p{N}]+)+(?![\p{L}\p{N}/.-])/gu;

/** Names that the question asks about and that occur nowhere, so that the answer can say so. */
function namesNowhere(question: string, documents: DocumentStore): string[] {
  const names = (question.match(NAME) ?? []).filter((name) => /\d|_|[A-Z]-?[A-Z]/.test(name));
  return [...new Set(names)].filter(
    (name) =>
      platformsOf(name).length === 0 &&
      documents.lexicalSearch([foldText(name)], { limit: 1 }).length === 0,
  );
}

export interface Retrieved {
  readonly plan: QueryPlan;
  /** Names in the question that no indexed file holds, as the user wrote them. */
  readonly unknownNames: readonly string[];
  /** Numbered from 1: the workspace's passages best first, then the corpus's best first. */
  readonly evidence: readonly Evidence[];
  /** What the index answers by itself; its lines are in the evidence, as far as they fit. */
  readonly facts?: ComposedFacts | undefined;
}

/** Whether the lines that were found stand in another passage already. */
function isFoundIn({ chunk, focus }: Passage, outer: Passage): boolean {
  return (
    chunk.documentId === outer.chunk.documentId &&
    focus.startLine >= outer.startLine &&
    focus.endLine <= outer.endLine
  );
}

/**
 * First the passages of the facts, then what was found beside them. Where a message of one
 * occasion is asked for, the occasion comes first.
 */
function withFacts(
  { workspace }: KnowledgeSources,
  found: readonly Passage[],
  facts: ComposedFacts | undefined,
): readonly Passage[] {
  if (!facts) return found;
  const score = found[0]?.score ?? 1;
  const stated = factPassages(workspace, factPlaces(facts), MAX_FACT_EVIDENCE, score);
  const room = Math.max(MIN_WORKSPACE_EVIDENCE, MAX_WORKSPACE_EVIDENCE - stated.length);
  if (facts.kind === 'mnemonic' && facts.partial) {
    const beside = found.slice(0, room);
    return [
      ...beside,
      ...stated.filter((passage) => !beside.some((outer) => isFoundIn(passage, outer))),
    ];
  }
  const others = found.filter((passage) => !stated.some((outer) => isFoundIn(passage, outer)));
  return [...stated, ...others.slice(0, room)];
}

/**
 * The passages that an answer to the question stands on, from the user's files and from the
 * bundled corpus.
 *
 * @throws NetGuruError `model-missing` | `cancelled`
 */
export async function retrieve(
  sources: KnowledgeSources,
  request: RetrieveRequest,
  signal?: AbortSignal,
): Promise<Retrieved> {
  const { question, command, history = [], rewritten } = request;
  const { documents } = sources.workspace;
  const devices = documents.devices();
  const planned = planQuery(question, devices, {
    command,
    history,
    rewritten,
    occurs: (word) =>
      tokenize(word).some(
        (token) => documents.holds(token) || sources.corpus?.documents.holds(token) === true,
      ),
  });
  const attached = (request.attached ?? []).flatMap((id) => documents.documentRowId(id) ?? []);
  const plan =
    attached.length > 0
      ? {
          ...planned,
          documentIds: [...new Set([...attached, ...planned.documentIds])],
        }
      : planned;
  const [vector] = await sources.embedder.embed([plan.text], {
    priority: 'query',
    signal,
  });
  const unknownNames = devices.length > 0 ? namesNowhere(question, documents) : [];
  if (!vector) return { plan, unknownNames, evidence: [] };
  const facts = await composeFacts(question, plan, {
    documents,
    corpus: sources.corpus?.documents,
    devices,
  });
  const found = await workspacePassages(sources, plan, vector, signal);
  const own = withFacts(sources, found, facts).map((passage) => toEvidence(passage, 'workspace'));
  const bundled = (await corpusPassages(sources, plan, vector)).map((passage) =>
    toEvidence(passage, 'corpus'),
  );
  const evidence = [...own, ...bundled].map((item, index) => ({
    n: index + 1,
    ...item,
  }));
  // Lines of long logs are not in the index of words.
  const seen = foldText(own.map(({ text }) => text).join('\n'));
  const unseen = unknownNames.filter((name) => !seen.includes(foldText(name)));
  return { plan, unknownNames: unseen, evidence, ...(facts ? { facts } : {}) };
}
