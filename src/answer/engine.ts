import {
  asNetGuruError,
  isCancellation,
  type NetGuruError,
  sentence,
  throwIfAborted,
} from '../core/errors.ts';
import type { ComposedFacts } from '../core/facts.ts';
import type { Language } from '../core/language.ts';
import type {
  AnswerEnd,
  AnswerTimings,
  AskRequest,
  ChatEvent,
  Evidence,
  Sentence,
  TokenUsage,
} from '../core/types.ts';
import { maxInputTokensOf } from '../llm/modelTable.ts';
import type { Provider } from '../llm/provider.ts';
import { attachedEvidence } from './attachedEvidence.ts';
import { CitationCheck, type FindStale } from './citationCheck.ts';
import { type AnswerPiece, CitationFilter } from './citations.ts';
import { offlineAnswer } from './offlineAnswer.ts';
import { startRewriting } from './rewriteQuery.ts';
import type { ToolSources } from './tools/toolSources.ts';
import { writtenAnswer } from './writtenAnswer.ts';

/** What retrieval hands over: the passages, and how the question was understood. */
export interface RetrievedEvidence {
  readonly language: Language;
  readonly tokens: readonly string[];
  /** Names in the question that no indexed file holds. */
  readonly unknownNames: readonly string[];
  readonly evidence: readonly Evidence[];
  /** What the index answers by itself. */
  readonly facts?: ComposedFacts | undefined;
}

/** What retrieval is asked for. */
export interface SearchRequest extends AskRequest {
  /** Search terms that the model made of the question: searched for beside its own words. */
  readonly rewritten?: string | undefined;
}

/** The model to write with; none gives the offline answer. */
export interface ChosenModel {
  readonly provider: Provider;
  readonly model: string;
  /** Tokens that it takes in; absent to go by its name. */
  readonly maxInputTokens?: number;
}

export interface EngineServices {
  /** Brings the index up to date, as far as an answer should wait; resolves to what is missing. */
  readonly catchUp: (signal: AbortSignal) => Promise<Sentence | undefined>;
  readonly retrieve: (request: SearchRequest, signal: AbortSignal) => Promise<RetrievedEvidence>;
  readonly chooseModel: (signal: AbortSignal) => Promise<ChosenModel | undefined>;
  /** Lets models that can call tools look further. */
  readonly tools?: ToolSources;
  /** Which passages have lines that do not hold their text any more; none are checked without. */
  readonly staleEvidence?: FindStale;
  /** Milliseconds of a progress that only goes forward. */
  readonly now: () => number;
  /** For the log: the failure behind an `error` event. */
  readonly onError?: (error: NetGuruError) => void;
}

export const OFFLINE_PROVIDER = 'none';
export const OFFLINE_MODEL = 'offline';

interface Progress {
  readonly startMs: number;
  indexMs: number;
  retrieveMs: number;
  firstTokenMs: number;
  removedCitations: number;
}

/**
 * Answers a question as a stream of events: progress, the evidence, the text with its verified
 * citations, and exactly one `done` at the end. Failures are an `error` event before `done`;
 * text that was streamed stays. Never throws.
 */
export async function* answer(
  request: AskRequest,
  services: EngineServices,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent> {
  const progress = startProgress(services.now());
  let chosen: ChosenModel | undefined;
  let end: AnswerEnd = 'complete';
  const rewriting = new AbortController();
  try {
    yield { type: 'progress', message: sentence('Searching your files and the corpus…') };
    const ahead = startRewriting(request, services, signal, rewriting.signal);
    const missing = await services.catchUp(signal);
    if (missing) yield { type: 'progress', message: missing };
    progress.indexMs = services.now() - progress.startMs;
    const { terms: rewritten, usage } = await ahead.rewritten;
    throwIfAborted(signal);
    const search = rewritten ? { ...request, rewritten } : request;
    const retrieved = await services.retrieve(search, signal);
    const found = withAttachments(retrieved, request.attachments);
    progress.retrieveMs = services.now() - progress.startMs - progress.indexMs;
    yield { type: 'evidence', evidence: found.evidence };
    chosen = await ahead.chosenModel();
    const check = citationCheck(retrieved, found, services);
    end = yield* chosen
      ? modelAnswer({ request, found, chosen, usage }, services, progress, check, signal)
      : quotedAnswer(found, services, progress, check, signal);
  } catch (error) {
    end = isCancellation(error) || signal.aborted ? 'cancelled' : 'cut';
    if (end === 'cut') {
      const known = asNetGuruError(error);
      services.onError?.(known);
      yield { type: 'error', error: known.toAnswerError() };
    }
  } finally {
    // Retrieval failed before, or the reader left: nobody waits for it any more.
    rewriting.abort();
  }
  yield {
    type: 'done',
    end,
    provider: chosen?.provider.id ?? OFFLINE_PROVIDER,
    model: chosen?.model ?? OFFLINE_MODEL,
    timings: timingsOf(progress, services.now()),
    ...(progress.removedCitations > 0 && { removedCitations: progress.removedCitations }),
  };
}

function startProgress(startMs: number): Progress {
  return { startMs, indexMs: 0, retrieveMs: 0, firstTokenMs: 0, removedCitations: 0 };
}

function timingsOf(progress: Progress, nowMs: number): AnswerTimings {
  return {
    indexMs: Math.round(progress.indexMs),
    retrieveMs: Math.round(progress.retrieveMs),
    firstTokenMs: Math.round(progress.firstTokenMs),
    totalMs: Math.round(nowMs - progress.startMs),
  };
}

/** What the user attached comes first, and is not repeated by retrieval. */
function withAttachments(
  found: RetrievedEvidence,
  attachments: AskRequest['attachments'],
): RetrievedEvidence {
  return { ...found, evidence: attachedEvidence(attachments, found.evidence) };
}

/** What the user attached may be unsaved, or in no file: it is not compared with one. */
function citationCheck(
  retrieved: RetrievedEvidence,
  found: RetrievedEvidence,
  { staleEvidence, onError }: EngineServices,
): CitationCheck {
  const texts = new Set(retrieved.evidence.map(({ text }) => text));
  const attached = found.evidence.filter(({ text }) => !texts.has(text)).map(({ n }) => n);
  return new CitationCheck(staleEvidence ?? (async () => []), attached, onError);
}

interface Asked {
  readonly request: AskRequest;
  readonly found: RetrievedEvidence;
  readonly chosen: ChosenModel;
  /** What rewriting the question took. */
  readonly usage: TokenUsage | undefined;
}

async function* modelAnswer(
  { request, found, chosen, usage }: Asked,
  services: EngineServices,
  progress: Progress,
  check: CitationCheck,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent, AnswerEnd> {
  const { provider, model } = chosen;
  yield { type: 'progress', message: sentence('Asking {0}…', model) };
  const { tools, onError, now } = services;
  const writing = {
    ...{ request, found, provider, model, check, tools, onError, usage },
    maxInputTokens: chosen.maxInputTokens ?? maxInputTokensOf(model),
    onText: () => {
      progress.firstTokenMs ||= now() - progress.startMs;
    },
    onRemovedCitations: (count: number) => {
      progress.removedCitations += count;
    },
  };
  return yield* writtenAnswer(writing, signal);
}

/** Quotes only what the files still hold. */
async function* quotedAnswer(
  found: RetrievedEvidence,
  services: EngineServices,
  progress: Progress,
  check: CitationCheck,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent, AnswerEnd> {
  const evidence = await check.current(found.evidence, signal);
  const filter = new CitationFilter(new Set(evidence.map((passage) => passage.n)));
  progress.firstTokenMs = services.now() - progress.startMs;
  const pieces = [...filter.push(offlineAnswer({ ...found, evidence })), ...filter.end()];
  yield* pieces.map(toEvent);
  // A passage that is not quoted any more counts, and so does what else cited it.
  const stale = found.evidence.length - evidence.length;
  progress.removedCitations += Math.max(stale, filter.removed);
  return 'complete';
}

function toEvent(piece: AnswerPiece): ChatEvent {
  return piece.type === 'text'
    ? { type: 'text', text: piece.text }
    : { type: 'citation', citation: { n: piece.n } };
}
