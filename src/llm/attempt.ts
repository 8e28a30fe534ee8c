import { cancelled, NetGuruError, sentence } from '../core/errors.ts';
import { MAX_ERROR_BODY_BYTES, MAX_RESPONSE_BYTES, MAX_STREAM_LINE_BYTES } from '../core/limits.ts';
import { timeoutSentence } from './connectionFailure.ts';
import type { Endpoint } from './endpoint.ts';
import { notTheApi, streamCut } from './failure.ts';
import type { ProviderRuntime } from './providerRuntime.ts';
import type { Scrub } from './scrub.ts';

export interface AttemptOptions {
  readonly endpoint: Endpoint;
  /** The only headers that are sent, beside those of the body; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly baseFetch: typeof fetch;
  readonly runtime: ProviderRuntime;
  readonly scrub: Scrub;
  readonly expects: 'events' | 'json';
}

/** One try of one provider call: its network, its clocks, and why it ended. */
export interface Attempt {
  /** For the client library: keeps the key at the endpoint, and bounds time and size. */
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
  /** What ended it, as the network or we ourselves said it; client libraries hide or wrap that. */
  failure(): unknown;
  /** The model speaks: from now on silence means a broken stream. */
  textStarted(): void;
  /** Closes the network and lets go of the caller's signal. */
  close(): void;
}

/** The caller's signal ends the attempt at once. */
export function startAttempt(options: AttemptOptions, callerSignal: AbortSignal): Attempt {
  const network = new AbortController();
  let failure: unknown;
  let hasText = false;
  const fail = (error: unknown): unknown => {
    failure ??= error;
    network.abort(failure);
    return failure;
  };
  const onCancel = () => fail(cancelled());
  callerSignal.addEventListener('abort', onCancel, { once: true });
  if (callerSignal.aborted) onCancel();
  const { expects, runtime, endpoint } = options;
  const wholeAnswerTimer =
    expects === 'json'
      ? setTimeout(() => fail(timedOut(endpoint.label)), runtime.wholeAnswerTimeoutMs)
      : undefined;
  const context: FetchContext = {
    ...options,
    signal: network.signal,
    fail,
    hasText: () => hasText,
  };
  return {
    fetch: (input, init) => guardedFetch(context, input, init),
    signal: network.signal,
    failure: () => failure,
    textStarted: () => {
      hasText = true;
    },
    close: () => {
      clearTimeout(wholeAnswerTimer);
      callerSignal.removeEventListener('abort', onCancel);
      network.abort();
    },
  };
}

interface FetchContext extends AttemptOptions {
  readonly signal: AbortSignal;
  /** Ends the attempt; returns what ended it first. */
  readonly fail: (error: unknown) => unknown;
  readonly hasText: () => boolean;
}

/**
 * Headers are built here from scratch: client libraries merge headers from environment variables
 * into theirs, and describe the user's machine in others.
 */
async function guardedFetch(
  context: FetchContext,
  input: Parameters<typeof fetch>[0],
  init: RequestInit | undefined,
): Promise<Response> {
  try {
    const response = await request(context, input, init);
    if (!response.ok) return await readErrorBody(context, response);
    const body = response.body ? guardBody(context, response.body) : null;
    return new Response(body, {
      status: response.status,
      headers: response.headers,
    });
  } catch (error) {
    throw context.fail(error);
  }
}

async function request(
  context: FetchContext,
  input: Parameters<typeof fetch>[0],
  init: RequestInit | undefined,
): Promise<Response> {
  const { endpoint, expects } = context;
  const url = new URL(input instanceof Request ? input.url : input);
  if (!url.href.startsWith(`${endpoint.baseUrl}/`)) throw leavesEndpoint(endpoint.label);
  const headers = new Headers(context.headers);
  headers.set('accept', expects === 'events' ? 'text/event-stream' : 'application/json');
  if (init?.body) headers.set('content-type', 'application/json');
  const sent = context.baseFetch(url, {
    method: init?.method ?? 'GET',
    headers,
    body: init?.body ?? null,
    redirect: 'manual',
    signal: context.signal,
  });
  const waitMs = firstByteTimeoutMs(context, init?.body != null);
  const response = await withTimeout(sent, context.signal, waitMs, () => timedOut(endpoint.label));
  const isRedirect = response.status >= 300 && response.status < 400;
  if (isRedirect || response.type === 'opaqueredirect') throw leavesEndpoint(endpoint.label);
  if (response.ok && !isExpectedType(response.headers.get('content-type'), expects)) {
    throw notTheApi(endpoint.label);
  }
  return response;
}

/** Whole answers come with their first byte; local servers load the model before it. */
function firstByteTimeoutMs(context: FetchContext, asksModel: boolean): number {
  const { endpoint, expects, runtime } = context;
  if (!asksModel) return runtime.connectTimeoutMs;
  if (expects === 'json') return runtime.wholeAnswerTimeoutMs;
  return endpoint.isLoopback ? runtime.firstTextTimeoutMs : runtime.connectTimeoutMs;
}

function leavesEndpoint(label: string): NetGuruError {
  const text = sentence(
    '{0} redirects to another address, where your key is not sent: correct the endpoint setting.',
    label,
  );
  return new NetGuruError('endpoint-refused', text);
}

function timedOut(label: string): NetGuruError {
  return new NetGuruError('timeout', timeoutSentence(label));
}

/** Servers that name no type, or a general one, are believed; a web page or other JSON is not. */
function isExpectedType(contentType: string | null, expects: 'events' | 'json'): boolean {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'text/html' || type === 'application/xhtml+xml') return false;
  return expects === 'events' ? !type.endsWith('json') : type !== 'text/event-stream';
}

/** Rejects with the signal's reason as soon as it fires, even when the work ignores it. */
async function withTimeout<T>(
  work: Promise<T>,
  signal: AbortSignal,
  timeoutMs: number,
  timeoutError: () => NetGuruError,
): Promise<T> {
  let reject: (reason: unknown) => void = () => {};
  const ended = new Promise<never>((_, rejectEnded) => {
    reject = rejectEnded;
  });
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  const timer = setTimeout(() => reject(timeoutError()), timeoutMs);
  try {
    return await Promise.race([work, ended]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

/** The same bytes, ended by silence, by too many of them, or by an endless line. */
function guardBody(
  context: FetchContext,
  body: ReadableStream<Uint8Array>,
): ReadableStream<Uint8Array> {
  const { endpoint, runtime, signal, fail, hasText, expects } = context;
  const reader = body.getReader();
  const cut = () => streamCut(endpoint.label, hasText());
  let totalBytes = 0;
  let lineBytes = 0;
  let isLeft = false;
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const isThinking = expects === 'events' && !hasText();
    const silenceMs = isThinking ? runtime.firstTextTimeoutMs : runtime.idleTimeoutMs;
    const silent = () => (isThinking ? timedOut(endpoint.label) : cut());
    const { done, value } = await withTimeout(reader.read(), signal, silenceMs, silent);
    if (isLeft) return;
    if (done) {
      controller.close();
      return;
    }
    totalBytes += value.length;
    const lineEnd = value.lastIndexOf(0x0a);
    lineBytes = lineEnd < 0 ? lineBytes + value.length : value.length - lineEnd - 1;
    const isEndless = expects === 'events' && lineBytes > MAX_STREAM_LINE_BYTES;
    if (totalBytes > MAX_RESPONSE_BYTES || isEndless) throw cut();
    controller.enqueue(value);
  };
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        await pull(controller);
      } catch (error) {
        if (!isLeft) throw fail(error);
      }
    },
    cancel: (reason) => {
      // The reader has what it wanted, or a reason of its own to stop.
      isLeft = true;
      return reader.cancel(reason);
    },
  });
}

/** The refusal with the start of its body, in which servers may echo the key. */
async function readErrorBody(context: FetchContext, response: Response): Promise<Response> {
  const { endpoint, runtime, signal, scrub } = context;
  const chunks: Uint8Array[] = [];
  const read = async () => {
    let size = 0;
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MAX_ERROR_BODY_BYTES) break;
    }
  };
  try {
    await withTimeout(read(), signal, runtime.connectTimeoutMs, () => timedOut(endpoint.label));
  } catch (error) {
    // The status alone says what matters, unless the caller went away.
    if (signal.aborted) throw error;
  }
  const text = Buffer.concat(chunks).subarray(0, MAX_ERROR_BODY_BYTES).toString('utf8');
  return new Response(scrub(text), {
    status: response.status,
    headers: response.headers,
  });
}
