import { cancelled, type NetGuruError } from '../core/errors.ts';
import {
  MAX_PROVIDER_ATTEMPTS,
  MAX_RETRY_AFTER_MS,
  MAX_RETRY_DELAY_MS,
  RETRY_BASE_DELAY_MS,
} from '../core/limits.ts';
import { type Attempt, type AttemptOptions, startAttempt } from './attempt.ts';
import { explainFailure, type Failure, type FailureContext, streamCut } from './failure.ts';
import type { ProviderEvent } from './provider.ts';

/** One provider call: how its attempts are made and how their failures read. */
export interface Call {
  readonly attempt: AttemptOptions;
  readonly failure: FailureContext;
}

/**
 * Runs a call until it succeeds, fails for good, or has used its attempts.
 *
 * @throws NetGuruError only.
 */
export async function completeWithRetries<T>(
  call: Call,
  run: (attempt: Attempt) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    const attempt = startAttempt(call.attempt, signal);
    try {
      if (signal.aborted) throw cancelled();
      return await run(attempt);
    } catch (error) {
      attempt.close();
      await pauseOrThrow(call, attempt.failure() ?? error, tries, signal);
    } finally {
      attempt.close();
    }
  }
}

/**
 * Like `completeWithRetries`, for a stream: tries again only while no text was handed over.
 * A failure after that is a `stream-cut`.
 */
export async function* streamWithRetries(
  call: Call,
  open: (attempt: Attempt) => AsyncIterable<ProviderEvent>,
  signal: AbortSignal,
): AsyncGenerator<ProviderEvent, void, undefined> {
  for (let tries = 1; ; tries++) {
    const attempt = startAttempt(call.attempt, signal);
    let hasText = false;
    try {
      if (signal.aborted) throw cancelled();
      for await (const event of open(attempt)) {
        if (event.type === 'text') {
          hasText = true;
          attempt.textStarted();
        }
        yield event;
        if (signal.aborted) throw cancelled();
      }
      return;
    } catch (error) {
      attempt.close();
      const cause = attempt.failure() ?? error;
      if (hasText) throw cutAfterText(call, cause);
      await pauseOrThrow(call, cause, tries, signal);
    } finally {
      attempt.close();
    }
  }
}

function cutAfterText(call: Call, cause: unknown): NetGuruError {
  const { error } = explainFailure(cause, call.failure);
  return error.reason === 'cancelled' ? error : streamCut(call.failure.label, true, error);
}

async function pauseOrThrow(
  call: Call,
  cause: unknown,
  tries: number,
  signal: AbortSignal,
): Promise<void> {
  const failure = explainFailure(cause, call.failure);
  const { runtime } = call.attempt;
  const delayMs = retryDelayMs(failure, tries, runtime.random());
  if (delayMs === undefined) throw failure.error;
  await runtime.sleep(delayMs, signal);
}

/**
 * The pause before the next attempt, in ms, or undefined when there is none. Doubles from
 * RETRY_BASE_DELAY_MS with up to half of it as jitter, so that many clients do not return at
 * once; never earlier than the server asked.
 */
export function retryDelayMs(failure: Failure, tries: number, random: number): number | undefined {
  if (!failure.isRetryable || tries >= MAX_PROVIDER_ATTEMPTS) return undefined;
  const asked = failure.retryAfterMs ?? 0;
  if (asked > MAX_RETRY_AFTER_MS) return undefined;
  const doubled = Math.min(RETRY_BASE_DELAY_MS * 2 ** (tries - 1), MAX_RETRY_DELAY_MS);
  return Math.max(asked, doubled * (1 - random / 2));
}
