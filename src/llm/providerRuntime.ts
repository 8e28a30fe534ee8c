import { cancelled } from '../core/errors.ts';
import {
  CONNECT_TIMEOUT_MS,
  FIRST_TEXT_TIMEOUT_MS,
  STREAM_IDLE_TIMEOUT_MS,
  WHOLE_ANSWER_TIMEOUT_MS,
} from '../core/limits.ts';

/** The side effects and waiting times of provider calls, so that tests can set them. */
export interface ProviderRuntime {
  /** Milliseconds since 1970, for Retry-After dates. */
  now(): number;
  /** @throws NetGuruError `cancelled` at once when the signal fires. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** From 0 up to 1, for jitter. */
  random(): number;
  readonly connectTimeoutMs: number;
  readonly firstTextTimeoutMs: number;
  readonly idleTimeoutMs: number;
  readonly wholeAnswerTimeoutMs: number;
}

export const systemRuntime: ProviderRuntime = {
  now: () => Date.now(),
  sleep,
  random: () => Math.random(),
  connectTimeoutMs: CONNECT_TIMEOUT_MS,
  firstTextTimeoutMs: FIRST_TEXT_TIMEOUT_MS,
  idleTimeoutMs: STREAM_IDLE_TIMEOUT_MS,
  wholeAnswerTimeoutMs: WHOLE_ANSWER_TIMEOUT_MS,
};

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(cancelled());
      return;
    }
    const stop = () => {
      clearTimeout(timer);
      reject(cancelled());
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
