import { asNetGuruError, isCancellation } from '../core/errors.ts';
import type {
  AnswerEnd,
  AnswerError,
  AnswerTimings,
  ChatEvent,
  Evidence,
  TokenUsage,
} from '../core/types.ts';

/** A citation as it stands in the text of an answer that is kept or shown as Markdown. */
export function citationMarker(n: number): string {
  return `[${n}]`;
}

/** How an answer ended, as it is kept. */
export interface AnswerOutcome {
  readonly end: AnswerEnd | 'error';
  readonly provider?: string;
  readonly model?: string;
  readonly usage?: TokenUsage;
  readonly timings?: AnswerTimings;
  readonly removedCitations?: number;
  readonly error?: AnswerError;
}

/** Takes down one answer while it streams. No method throws; problems go to the store's report. */
export interface AnswerRecorder {
  readonly messageId: string;
  addText(text: string): void;
  setEvidence(evidence: readonly Evidence[]): void;
  /** Writes what is left and the end, durably. Later calls change nothing. */
  finish(outcome: AnswerOutcome): Promise<void>;
}

/** Gathers the outcome from the events of one answer. */
class OutcomeCollector {
  #done: Extract<ChatEvent, { type: 'done' }> | undefined;
  #usage: TokenUsage | undefined;
  #error: AnswerError | undefined;

  add(event: ChatEvent): void {
    if (event.type === 'done') this.#done = event;
    else if (event.type === 'usage') this.#usage = event.usage;
    else if (event.type === 'error') this.#error = event.error;
  }

  fail(error: unknown): void {
    this.#error = asNetGuruError(error).toAnswerError();
  }

  /** `stopped`: what it counts as when neither an end nor an error was seen. */
  outcome(stopped: AnswerEnd): AnswerOutcome {
    const done = this.#done;
    const error = this.#error;
    return {
      end: this.#end(stopped),
      ...(done && {
        provider: done.provider,
        model: done.model,
        timings: done.timings,
        ...(done.removedCitations && { removedCitations: done.removedCitations }),
      }),
      ...(this.#usage && { usage: this.#usage }),
      ...(error && error.reason !== 'cancelled' && { error }),
    };
  }

  #end(stopped: AnswerEnd): AnswerOutcome['end'] {
    const error = this.#error;
    const end = this.#done?.end;
    if (error?.reason === 'cancelled') return 'cancelled';
    if (error === undefined) return end ?? stopped;
    return end === undefined || end === 'complete' ? 'error' : end;
  }
}

/**
 * Passes an answer's events through unchanged and keeps them with `recorder`, citations as their
 * markers in the text. However the stream
 * ends (done, error event, exception, or the reader leaving early) the record gets its end.
 *
 * @throws what `events` throws, after it was recorded
 */
export async function* recordAnswer(
  events: AsyncIterable<ChatEvent>,
  recorder: AnswerRecorder,
): AsyncGenerator<ChatEvent, void, undefined> {
  const collector = new OutcomeCollector();
  let stopped: AnswerEnd = 'cancelled';
  try {
    for await (const event of events) {
      if (event.type === 'text') recorder.addText(event.text);
      else if (event.type === 'citation') recorder.addText(citationMarker(event.citation.n));
      else if (event.type === 'evidence') recorder.setEvidence(event.evidence);
      else collector.add(event);
      yield event;
    }
    stopped = 'cut';
  } catch (error) {
    if (isCancellation(error)) stopped = 'cancelled';
    else collector.fail(error);
    throw error;
  } finally {
    await recorder.finish(collector.outcome(stopped));
  }
}
