import { randomBytes } from 'node:crypto';
import {
  asNetGuruError,
  isCancellation,
  type NetGuruError,
  sentence,
  throwIfAborted,
} from '../core/errors.ts';
import type { Language } from '../core/language.ts';
import { MAX_OUTPUT_TOKENS } from '../core/limits.ts';
import type {
  AnswerEnd,
  AnswerError,
  AskRequest,
  ChatEvent,
  Evidence,
  Sentence,
} from '../core/types.ts';
import type { Provider } from '../llm/provider.ts';
import { attachedEvidence } from './attachedEvidence.ts';
import { CitationFilter } from './citations.ts';
import { offlineAnswer } from './offlineAnswer.ts';
import { buildMessages } from './prompt.ts';

/** What retrieval hands over: the passages, and how the question was understood. */
export interface RetrievedEvidence {
  readonly language: Language;
  readonly tokens: readonly string[];
  /** Names in the question that no indexed file holds. */
  readonly unknownNames: readonly string[];
  readonly evidence: readonly Evidence[];
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
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  /** For the log: the failure behind an `error` event. */
  readonly onError?: (error: NetGuruError) => void;
}

export const OFFLINE_PROVIDER = 'none';
export const OFFLINE_MODEL = 'offline';

const REFUSED: AnswerError = {
  reason: 'request-refused',
  sentence: sentence(
    'The model declined to answer this question. Rephrase it, or pick another model.',
  ),
};

interface Clock {
  readonly startMs: number;
  indexMs: number;
  retrieveMs: number;
  firstTokenMs: number;
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
  const clock: Clock = {
    startMs: services.now(),
    indexMs: 0,
    retrieveMs: 0,
    firstTokenMs: 0,
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
    clock.indexMs = services.now() - clock.startMs;
    const found = withAttachments(await services.retrieve(request, signal), request.attachments);
    clock.retrieveMs = services.now() - clock.startMs - clock.indexMs;
    yield { type: 'evidence', evidence: found.evidence };
    chosen = await services.chooseModel(signal);
    end = yield* chosen
      ? writtenAnswer(request, found, chosen, services, clock, signal)
      : quotedAnswer(found, services, clock);
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
      indexMs: Math.round(clock.indexMs),
      retrieveMs: Math.round(clock.retrieveMs),
      firstTokenMs: Math.round(clock.firstTokenMs),
      totalMs: Math.round(services.now() - clock.startMs),
    },
  };
}

/** What the user attached comes first, and is not repeated by retrieval. */
function withAttachments(
  found: RetrievedEvidence,
  attachments: AskRequest['attachments'],
): RetrievedEvidence {
  return { ...found, evidence: attachedEvidence(attachments, found.evidence) };
}

async function* quotedAnswer(
  found: RetrievedEvidence,
  services: EngineServices,
  clock: Clock,
): AsyncGenerator<ChatEvent, AnswerEnd> {
  const filter = new CitationFilter(new Set(found.evidence.map((passage) => passage.n)));
  clock.firstTokenMs = services.now() - clock.startMs;
  yield* events(filter, offlineAnswer(found));
  yield* rest(filter);
  return 'complete';
}

async function* writtenAnswer(
  request: AskRequest,
  found: RetrievedEvidence,
  { provider, model }: ChosenModel,
  services: EngineServices,
  clock: Clock,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent, AnswerEnd> {
  yield { type: 'progress', message: sentence('Asking {0}…', model) };
  const tag = `passage-${randomBytes(6).toString('hex')}`;
  const messages = buildMessages(request, found, tag);
  const filter = new CitationFilter(new Set(found.evidence.map((passage) => passage.n)));
  let end: AnswerEnd = 'complete';
  try {
    const call = { model, messages, maxOutputTokens: MAX_OUTPUT_TOKENS };
    for await (const event of provider.stream(call, signal)) {
      throwIfAborted(signal);
      if (event.type === 'text') {
        if (clock.firstTokenMs === 0) clock.firstTokenMs = services.now() - clock.startMs;
        yield* events(filter, event.text);
      } else if (event.type === 'usage') {
        yield { type: 'usage', usage: event.usage };
      } else if (event.end === 'length') {
        end = 'length';
      } else if (event.end === 'refusal') {
        yield { type: 'error', error: REFUSED };
      }
    }
  } catch (error) {
    // What was received is shown also when the stream was cut.
    yield* rest(filter);
    throw error;
  }
  yield* rest(filter);
  return end;
}

function* events(filter: CitationFilter, text: string): Generator<ChatEvent> {
  yield* filter.push(text).map(toEvent);
}

function* rest(filter: CitationFilter): Generator<ChatEvent> {
  yield* filter.end().map(toEvent);
}

function toEvent(piece: ReturnType<CitationFilter['end']>[number]): ChatEvent {
  return piece.type === 'text'
    ? { type: 'text', text: piece.text }
    : { type: 'citation', citation: { n: piece.n } };
}
