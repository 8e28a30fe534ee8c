import { randomBytes } from 'node:crypto';
import { NetGuruError, sentence, throwIfAborted } from '../core/errors.ts';
import { MAX_OUTPUT_TOKENS, MAX_TOOL_ROUNDS } from '../core/limits.ts';
import type {
  AnswerEnd,
  AnswerError,
  AskRequest,
  ChatEvent,
  Evidence,
  TokenUsage,
} from '../core/types.ts';
import type {
  CompletionEnd,
  CompletionRequest,
  Provider,
  ProviderMessage,
  ToolCall,
  ToolResult,
} from '../llm/provider.ts';
import type { CitationCheck } from './citationCheck.ts';
import { type AnswerPiece, CitationFilter } from './citations.ts';
import { fitEvidence } from './fitEvidence.ts';
import { buildMessages, type FoundPassages } from './prompt.ts';
import { ToolSession } from './tools/toolSession.ts';
import type { ToolSources } from './tools/toolSources.ts';

/** What one written answer needs; the counts are kept up to date while it streams. */
export interface Writing {
  readonly request: AskRequest;
  readonly found: FoundPassages;
  readonly provider: Provider;
  readonly model: string;
  /** Tokens that the model takes in. */
  readonly maxInputTokens: number;
  readonly check: CitationCheck;
  /** Absent where nothing more can be looked up. */
  readonly tools?: ToolSources | undefined;
  readonly onError?: ((error: NetGuruError) => void) | undefined;
  /** Of requests that were made for this answer before. */
  readonly usage?: TokenUsage | undefined;
  readonly onText: () => void;
  readonly onRemovedCitations: (count: number) => void;
}

const REFUSED: AnswerError = {
  reason: 'request-refused',
  sentence: sentence(
    'The model declined to answer this question. Rephrase it, or pick another model.',
  ),
};
const NO_ANSWER: AnswerError = {
  reason: 'request-refused',
  sentence: sentence(
    'The model kept looking further and did not answer. Ask more narrowly, or pick another model.',
  ),
};

/** What one request to the model came to. */
interface Round {
  text: string;
  readonly calls: ToolCall[];
  end: CompletionEnd;
}

class Writer {
  readonly #writing: Writing;
  readonly #signal: AbortSignal;
  readonly #tag = `passage-${randomBytes(6).toString('hex')}`;
  readonly #session: ToolSession | undefined;
  /** What fits the model of what was found. */
  readonly #given: readonly Evidence[];
  #evidence: readonly Evidence[];
  #usage: TokenUsage | undefined;
  #hasText = false;

  constructor(writing: Writing, signal: AbortSignal) {
    const { tools: sources, found, onError, maxInputTokens } = writing;
    const evidence = fitEvidence(found.evidence, maxInputTokens);
    this.#writing = writing;
    this.#usage = writing.usage;
    this.#signal = signal;
    this.#given = evidence;
    this.#evidence = evidence;
    this.#session = sources && new ToolSession({ sources, tag: this.#tag, evidence, onError });
  }

  async *write(): AsyncGenerator<ChatEvent, AnswerEnd> {
    try {
      const end = yield* this.#answer();
      yield* this.#showUsage();
      return end;
    } catch (error) {
      yield* this.#showUsage();
      throw error;
    }
  }

  *#showUsage(): Generator<ChatEvent> {
    if (this.#usage) yield { type: 'usage', usage: this.#usage };
  }

  async *#answer(): AsyncGenerator<ChatEvent, AnswerEnd> {
    const session = this.#session;
    if (!session) return yield* this.#lastRound(this.#messages(false), {});
    try {
      return yield* this.#answerWithTools(session);
    } catch (error) {
      const reason = error instanceof NetGuruError ? error.reason : undefined;
      const given = this.#given;
      const isOverfull = reason === 'context-too-long' && session.evidence.length > given.length;
      if (reason !== 'tools-refused' && !isOverfull) throw error;
      // Asked once more, as models without tools are, with all that was read, as far as it fits.
      return yield* this.#lastRound(this.#messages(false, isOverfull ? given : undefined), {});
    }
  }

  async *#answerWithTools(session: ToolSession): AsyncGenerator<ChatEvent, AnswerEnd> {
    const messages = this.#messages(true);
    const tools = session.definitions;
    for (let rounds = 0; rounds < MAX_TOOL_ROUNDS && !session.isFull; rounds++) {
      const round = yield* this.#round(messages, { tools });
      if (round.calls.length === 0 || round.end !== 'complete') return yield* ended(round);
      const ready = session.prepare(round.calls);
      for (const message of ready.steps) yield { type: 'toolStep', message };
      const results = await ready.run(this.#signal);
      const isLast = rounds === MAX_TOOL_ROUNDS - 1 || session.isFull;
      const toolResults = isLast ? withLastNote(results) : results;
      messages.push({ role: 'assistant', text: round.text, toolCalls: round.calls });
      messages.push({ role: 'user', text: '', toolResults });
      yield* this.#showRead(session);
    }
    return yield* this.#lastRound(messages, { tools, toolChoice: 'none' });
  }

  *#showRead(session: ToolSession): Generator<ChatEvent> {
    const { evidence } = session;
    if (evidence.length === this.#evidence.length) return;
    this.#evidence = evidence;
    yield { type: 'evidence', evidence };
  }

  async *#lastRound(
    messages: readonly ProviderMessage[],
    options: Pick<CompletionRequest, 'tools' | 'toolChoice'>,
  ): AsyncGenerator<ChatEvent, AnswerEnd> {
    const round = yield* this.#round(messages, options);
    if (round.calls.length > 0 && round.text === '') yield { type: 'error', error: NO_ANSWER };
    return yield* ended(round);
  }

  #messages(hasTools: boolean, evidence = this.#evidence): ProviderMessage[] {
    const { request, found } = this.#writing;
    const passages = { ...found, evidence };
    return buildMessages(request, passages, this.#tag, { hasTools });
  }

  /** One request: its text is streamed with verified citations, its calls are handed back. */
  async *#round(
    messages: readonly ProviderMessage[],
    options: Pick<CompletionRequest, 'tools' | 'toolChoice'>,
  ): AsyncGenerator<ChatEvent, Round> {
    const { provider, model } = this.#writing;
    const filter = new CitationFilter(new Set(this.#evidence.map(({ n }) => n)));
    const round: Round = { text: '', calls: [], end: 'complete' };
    const request = { model, messages, maxOutputTokens: MAX_OUTPUT_TOKENS, ...options };
    try {
      for await (const event of provider.stream(request, this.#signal)) {
        throwIfAborted(this.#signal);
        if (event.type === 'text') {
          yield* this.#separator(round);
          round.text += event.text;
          yield* this.#shown(filter.push(event.text), this.#signal);
        } else if (event.type === 'toolCall') round.calls.push(event.call);
        else if (event.type === 'usage') this.#usage = addUsage(this.#usage, event.usage);
        else round.end = event.end;
      }
    } catch (error) {
      yield* this.#rest(filter);
      throw error;
    }
    yield* this.#rest(filter);
    return round;
  }

  /** What was received is shown also when the stream was cut, or stopped. */
  async *#rest(filter: CitationFilter): AsyncGenerator<ChatEvent> {
    yield* this.#shown(filter.end(), new AbortController().signal);
    this.#writing.onRemovedCitations(filter.removed);
  }

  /** What was said before the model looked further is a paragraph of its own. */
  *#separator(round: Round): Generator<ChatEvent> {
    if (round.text === '' && this.#hasText) yield { type: 'text', text: '\n\n' };
    this.#writing.onText();
    this.#hasText = true;
  }

  /** Citations are shown while the lines of their passages hold what was read. */
  async *#shown(pieces: readonly AnswerPiece[], signal: AbortSignal): AsyncGenerator<ChatEvent> {
    const { check, onRemovedCitations } = this.#writing;
    for (const piece of pieces) {
      if (piece.type === 'text') {
        yield { type: 'text', text: piece.text };
        continue;
      }
      const cited = this.#evidence.filter(({ n }) => n === piece.n);
      const current = await check.current(cited, signal);
      if (current.length > 0) yield { type: 'citation', citation: { n: piece.n } };
      else onRemovedCitations(1);
    }
  }
}

function* ended({ end }: Round): Generator<ChatEvent, AnswerEnd> {
  if (end === 'refusal') yield { type: 'error', error: REFUSED };
  return end === 'length' ? 'length' : 'complete';
}

/** Said where calls end: not every model can be kept from calling. */
function withLastNote(results: readonly ToolResult[]): readonly ToolResult[] {
  const note = 'No more calls are possible: answer now from what you have.';
  return results.map((result, index) =>
    index === results.length - 1 ? { ...result, text: `${result.text}\n${note}` } : result,
  );
}

function addUsage(sum: TokenUsage | undefined, { inputTokens, outputTokens }: TokenUsage) {
  return {
    inputTokens: (sum?.inputTokens ?? 0) + inputTokens,
    outputTokens: (sum?.outputTokens ?? 0) + outputTokens,
  };
}

/**
 * The answer of a model as it is written: text, citations that hold, and what the model looks up
 * on the way. Usage is summed over all requests and comes last, however the answer ends.
 *
 * @throws NetGuruError of the provider; `cancelled`
 */
export function writtenAnswer(
  writing: Writing,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent, AnswerEnd> {
  return new Writer(writing, signal).write();
}
