import { asNetGuruError, isCancellation, type NetGuruError, sentence } from '../core/errors.ts';
import type { ComposedFacts } from '../core/facts.ts';
import type { Language } from '../core/language.ts';
import type { AnswerEnd, AskRequest, ChatEvent, Evidence, Sentence } from '../core/types.ts';
import type { Provider } from '../llm/provider.ts';
import { attachedEvidence } from './attachedEvidence.ts';
import { CitationCheck, type FindStale } from './citationCheck.ts';
import { type AnswerPiece, CitationFilter } from './citations.ts';
import { offlineAnswer } from './offlineAnswer.ts';
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

/** The model to write with; none gives the offline answer. */
export interface ChosenModel {
  readonly provider: Provider;
  readonly model: string;
}

export interface EngineServices {
  /** Brings the index up to date, as far as an answer should wait; resolves to what is missing. */
  readonly catchUp: (signal: AbortSignal) => Promise<Sentence | undefined>;
  readonly retrieve: (request: AskRequest, signal: AbortSignal) => Promise<RetrievedEvidence>;
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
  const progress: Progress = {
    startMs: services.now(),
    indexMs: 0,
    retrieveMs: 0,
    firstTokenMs: 0,
    removedCitations: 0,
  };
  let chosen: ChosenModel | undefined;
  let end: AnswerEnd = 'complete';
  try {
    yield {
      type: 'progress',
      message: sentence('Searching your files and the corpus…'),
    };
    const missing = await services.catchUp(signal);
    if (missing) yield { type: 'progress', message: missing };
    progress.indexMs = services.now() - progress.startMs;
    const retrieved = await services.retrieve(request, signal);
    const found = withAttachments(retrieved, request.attachments);
    progress.retrieveMs = services.now() - progress.startMs - progress.indexMs;
    yield { type: 'evidence', evidence: found.evidence };
    chosen = await services.chooseModel(signal);
    const check = citationCheck(retrieved, found, services);
    end = yield* chosen
      ? modelAnswer(request, found, chosen, services, progress, check, signal)
      : quotedAnswer(found, services, progress, check, signal);
  } catch (error) {
    end = isCancellation(error) || signal.aborted ? 'cancelled' : 'cut';
    if (end === 'cut') {
      const known = asNetGuruError(error);
      services.onError?.(known);
      yield { type: 'error', error: known.toAnswerError() };
    }
  }
  yield {
    type: 'done',
    end,
    provider: chosen?.provider.id ?? OFFLINE_PROVIDER,
    model: chosen?.model ?? OFFLINE_MODEL,
    timings: {
      indexMs: Math.round(progress.indexMs),
      retrieveMs: Math.round(progress.retrieveMs),
      firstTokenMs: Math.round(progress.firstTokenMs),
      totalMs: Math.round(services.now() - progress.startMs),
    },
    ...(progress.removedCitations > 0 && { removedCitations: progress.removedCitations }),
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

async function* modelAnswer(
  request: AskRequest,
  found: RetrievedEvidence,
  { provider, model }: ChosenModel,
  services: EngineServices,
  progress: Progress,
  check: CitationCheck,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent, AnswerEnd> {
  yield { type: 'progress', message: sentence('Asking {0}…', model) };
  const { tools, onError, now } = services;
  const writing = {
    ...{ request, found, provider, model, check, tools, onError },
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
