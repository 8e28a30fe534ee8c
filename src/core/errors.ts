import type { AnswerError, ErrorReason, Sentence } from './types.ts';

/** Makes a localisable sentence. The template is English and doubles as the translation key. */
export function sentence(template: string, ...args: readonly (string | number)[]): Sentence {
  return { template, args };
}

/** The English text of a sentence; adapters translate the template before they fill it in. */
export function fillSentence(template: string, args: readonly (string | number)[]): string {
  return template.replace(/\{(\d+)\}/g, (marker, index: string) => {
    const value = args[Number(index)];
    return value === undefined ? marker : String(value);
  });
}

/**
 * The only error that crosses a layer. `reason` is for code, `sentence` tells the user what to
 * do, `cause` is for the log. Adapters turn foreign errors into it at their edge and keep
 * secrets out of all three.
 */
export class NetGuruError extends Error {
  readonly reason: ErrorReason;
  readonly sentence: Sentence;

  constructor(reason: ErrorReason, text: Sentence, options?: { readonly cause?: unknown }) {
    super(fillSentence(text.template, text.args), options);
    this.name = 'NetGuruError';
    this.reason = reason;
    this.sentence = text;
  }

  toAnswerError(): AnswerError {
    return { reason: this.reason, sentence: this.sentence };
  }
}

/** Thrown where work stops because the caller's signal fired. */
export function cancelled(): NetGuruError {
  return new NetGuruError('cancelled', sentence('Cancelled.'));
}

export function isCancellation(error: unknown): boolean {
  return (
    (error instanceof NetGuruError && error.reason === 'cancelled') ||
    (error instanceof Error && (error.name === 'AbortError' || error.name === 'APIUserAbortError'))
  );
}

/** @throws NetGuruError with reason `cancelled` when the signal has fired. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelled();
}

/** Any thrown value as a NetGuruError; unknown ones become `internal` and keep their cause. */
export function asNetGuruError(error: unknown): NetGuruError {
  if (error instanceof NetGuruError) return error;
  if (isCancellation(error)) return cancelled();
  return new NetGuruError(
    'internal',
    sentence('NetGuru hit an unexpected problem. Details are in the NetGuru output channel.'),
    { cause: error },
  );
}
