import { cancelled, isCancellation, NetGuruError, sentence } from '../core/errors.ts';
import type { ErrorReason, Sentence } from '../core/types.ts';
import { connectionFailure } from './connectionFailure.ts';
import { parseRetryAfter } from './retryAfter.ts';
import { type Scrub, scrubbedCause } from './scrub.ts';

/** One failed attempt: what the user is told, and whether another attempt can help. */
export interface Failure {
  readonly error: NetGuruError;
  readonly isRetryable: boolean;
  readonly retryAfterMs?: number;
}

/** What a server said when it refused, as far as both wire formats agree. */
export interface ServerRefusal {
  /** Absent for an error event inside a stream. */
  readonly status?: number;
  /** Every code and type that the body names, most specific first. */
  readonly codes: readonly string[];
  readonly message: string;
  readonly headers?: Headers;
  /** The body was an API error, not a web page of something in between. */
  readonly isApiError: boolean;
}

export interface FailureContext {
  readonly label: string;
  readonly model: string;
  readonly scrub: Scrub;
  readonly now: () => number;
  /** Recognises the client library's own error class. */
  readonly readRefusal: (error: unknown) => ServerRefusal | undefined;
}

/** Codes and types as the OpenAI and Anthropic references and common compatible servers use them. */
const REASON_BY_CODE: ReadonlyMap<string, ErrorReason> = new Map([
  ['insufficient_quota', 'no-credit'],
  ['billing_hard_limit_reached', 'no-credit'],
  ['billing_not_active', 'no-credit'],
  ['billing_error', 'no-credit'],
  ['contract_spend_limit_reached', 'no-credit'],
  ['enforced_spend_limit_reached', 'no-credit'],
  ['linked_organization_spend_limit_reached', 'no-credit'],
  ['context_length_exceeded', 'context-too-long'],
  ['exceed_context_size_error', 'context-too-long'],
  ['request_too_large', 'context-too-long'],
  ['invalid_api_key', 'key-refused'],
  ['authentication_error', 'key-refused'],
  ['permission_error', 'key-refused'],
  ['model_not_found', 'model-not-found'],
  ['not_found_error', 'model-not-found'],
  ['rate_limit_exceeded', 'rate-limited'],
  ['rate_limit_error', 'rate-limited'],
  ['overloaded_error', 'overloaded'],
  ['server_is_overloaded', 'overloaded'],
  ['slow_down', 'overloaded'],
  ['api_error', 'overloaded'],
  ['server_error', 'overloaded'],
  ['timeout_error', 'overloaded'],
]);

const REASON_BY_STATUS: ReadonlyMap<number, ErrorReason> = new Map([
  [401, 'key-refused'],
  [402, 'no-credit'],
  [403, 'key-refused'],
  [404, 'model-not-found'],
  [407, 'proxy'],
  [413, 'context-too-long'],
  [429, 'rate-limited'],
]);

/** Any error of an attempt, explained. Never holds the key. */
export function explainFailure(error: unknown, context: FailureContext): Failure {
  if (error instanceof NetGuruError) {
    return { error, isRetryable: error.reason === 'stream-cut' };
  }
  const cause = scrubbedCause(error, context.scrub);
  const refusal = context.readRefusal(error);
  if (refusal) return explainRefusal(refusal, context, cause);
  const connection = connectionFailure(error, context.label);
  if (connection) {
    const { reason, text, isRetryable } = connection;
    return { error: new NetGuruError(reason, text, { cause }), isRetryable };
  }
  if (isCancellation(error)) return { error: cancelled(), isRetryable: false };
  if (error instanceof SyntaxError) {
    return { error: streamCut(context.label, false, cause), isRetryable: true };
  }
  const text = sentence(
    'NetGuru hit an unexpected problem. Details are in the NetGuru output channel.',
  );
  return {
    error: new NetGuruError('internal', text, { cause }),
    isRetryable: false,
  };
}

/** The stream stopped before its end marker. Text that already arrived stays with the reader. */
export function streamCut(label: string, hasText: boolean, cause?: unknown): NetGuruError {
  const text = hasText
    ? sentence('The answer from {0} was cut off: what arrived is kept, ask again for all.', label)
    : sentence('The answer from {0} broke off before its first word: ask again.', label);
  return new NetGuruError('stream-cut', text, cause === undefined ? {} : { cause });
}

/** A web page, or another format, where the provider's answer should be. */
export function notTheApi(label: string, cause?: unknown): NetGuruError {
  const text = sentence(
    '{0} did not answer in the expected format: check the endpoint setting and your network.',
    label,
  );
  return new NetGuruError('request-refused', text, cause === undefined ? {} : { cause });
}

function explainRefusal(refusal: ServerRefusal, context: FailureContext, cause: Error): Failure {
  const retryAfterMs = parseRetryAfter(refusal.headers, context.now());
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  const reason = refusalReason(refusal);
  if (reason === 'wrong-address') {
    return { error: notTheApi(context.label, cause), isRetryable: false };
  }
  const text = refusalSentence(reason, refusal, context, retryAfterMs);
  const forbidden = refusal.headers?.get('x-should-retry') === 'false';
  return {
    error: new NetGuruError(reason, text, { cause }),
    isRetryable: !forbidden && mayPass(reason, refusal.status),
    ...wait,
  };
}

function mayPass(reason: ErrorReason, status: number | undefined): boolean {
  return (
    reason === 'rate-limited' ||
    reason === 'overloaded' ||
    reason === 'stream-cut' ||
    status === 408 ||
    status === 409
  );
}

function refusalReason(refusal: ServerRefusal): ErrorReason | 'wrong-address' {
  for (const code of refusal.codes) {
    const reason = REASON_BY_CODE.get(code);
    if (reason) return reason;
  }
  const { status } = refusal;
  if (status === undefined) return 'stream-cut';
  if (!refusal.isApiError && status === 404) return 'wrong-address';
  if (!refusal.isApiError && status === 403) return 'proxy';
  if (status >= 500) return 'overloaded';
  return REASON_BY_STATUS.get(status) ?? reasonByMessage(refusal.message) ?? 'request-refused';
}

/**
 * Only where no code exists: Anthropic reports an empty balance and a prompt that is too long as
 * a plain `invalid_request_error`, as do several compatible servers.
 */
function reasonByMessage(message: string): ErrorReason | undefined {
  if (/credit balance is too low/i.test(message)) return 'no-credit';
  if (
    /prompt is too long|maximum context length|context (?:window|size|length)|too many tokens/i.test(
      message,
    )
  ) {
    return 'context-too-long';
  }
  return undefined;
}

function refusalSentence(
  reason: ErrorReason,
  refusal: ServerRefusal,
  { label, model }: FailureContext,
  retryAfterMs: number | undefined,
): Sentence {
  switch (reason) {
    case 'key-refused':
      return sentence('{0} refused your key: check it, or set another one.', label);
    case 'no-credit':
      return sentence('Your {0} account has no credit left: add some, then ask again.', label);
    case 'context-too-long':
      return sentence(
        'The question and its sources are too long for {0}: attach less, or choose a larger model.',
        model,
      );
    case 'rate-limited':
      return rateLimitSentence(label, retryAfterMs);
    case 'overloaded':
      return sentence('{0} is overloaded or has a problem: try again in a minute.', label);
    case 'model-not-found':
      return sentence('{0} does not offer {1} to your key: choose another model.', label, model);
    case 'proxy':
      return refusal.status === 407
        ? sentence('Your proxy wants you to sign in: set its user name and password in VS Code.')
        : sentence('A proxy or firewall blocked {0}: ask for access, or change the proxy.', label);
    case 'stream-cut':
      return streamCut(label, false).sentence;
    default:
      return sentence(
        '{0} refused the request (code {1}): choose another model, or see the output channel.',
        label,
        refusal.status ?? refusal.codes[0] ?? '-',
      );
  }
}

/** Two minutes and more are said in minutes, rounded up. */
function rateLimitSentence(label: string, retryAfterMs: number | undefined): Sentence {
  if (retryAfterMs === undefined) {
    return sentence('{0} limits how often you may ask: try again in a minute.', label);
  }
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  if (seconds < 120) {
    return sentence('{0} limits how often you may ask: try again in {1} s.', label, seconds);
  }
  const minutes = Math.ceil(seconds / 60);
  return sentence('{0} limits how often you may ask: try again in {1} minutes.', label, minutes);
}
