import { Anthropic, APIError } from '@anthropic-ai/sdk';
import { z } from 'zod';
import { MAX_LISTED_MODELS } from '../core/limits.ts';
import type { TokenUsage } from '../core/types.ts';
import { anthropicBody, anthropicTools } from './anthropicBody.ts';
import {
  type AnthropicUsage,
  anthropicEventSchema,
  anthropicText,
  anthropicToolCallPart,
  anthropicUsageSchema,
} from './anthropicEvent.ts';
import type { Attempt } from './attempt.ts';
import { notTheApi, type ServerRefusal, streamCut } from './failure.ts';
import { type ClaudeModel, claudeModels } from './modelTable.ts';
import { PLACEHOLDER_KEY, prepareCalls, silentLogger } from './preparedCalls.ts';
import type {
  Completion,
  CompletionEnd,
  CompletionRequest,
  Provider,
  ProviderEvent,
  ProviderSettings,
} from './provider.ts';
import { type ProviderRuntime, systemRuntime } from './providerRuntime.ts';
import { completeWithRetries, streamWithRetries } from './retry.ts';
import { refusesTools, ToolCallAssembler, toolsRefused } from './toolCalls.ts';

const API_VERSION = '2023-06-01';
const MODELS_PER_PAGE = 100;

const FORMAT = {
  id: 'anthropic',
  headers: (key: string) => ({
    'anthropic-version': API_VERSION,
    ...(key && { 'x-api-key': key }),
  }),
  readRefusal,
} as const;

const messageSchema = z.object({
  content: z.array(z.object({ type: z.string(), text: z.string().nullish() })),
  stop_reason: z.string().nullish(),
  usage: anthropicUsageSchema.nullish().catch(null),
});

const modelSchema = z.object({
  id: z.string(),
  display_name: z.string().nullish().catch(null),
  max_input_tokens: z.number().nullish().catch(null),
  max_tokens: z.number().nullish().catch(null),
  lifecycle: z.string().nullish().catch(null),
});

const errorBodySchema = z.object({
  error: z.object({
    type: z.string().nullish().catch(null),
    message: z.string().nullish().catch(null),
    details: z
      .object({ error_code: z.string().nullish().catch(null) })
      .nullish()
      .catch(null),
  }),
});

/**
 * Anthropic's Messages API through the official client. The key goes to the checked endpoint and
 * nowhere else, whatever the environment says.
 *
 * @throws NetGuruError `no-key`, `key-refused` or `endpoint-refused` for unusable settings.
 */
export function createAnthropicProvider(
  settings: ProviderSettings,
  runtime: ProviderRuntime = systemRuntime,
): Provider {
  const { endpoint, call } = prepareCalls(FORMAT, settings, runtime);
  const client = (attempt: Attempt) => createClient(endpoint.baseUrl, attempt, runtime);
  const list = (signal: AbortSignal, wanted: number): Promise<readonly ClaudeModel[]> =>
    completeWithRetries(
      call('json'),
      (attempt) => listOnce(client(attempt), attempt, wanted, endpoint.label),
      signal,
    );
  return {
    id: 'anthropic',
    stream: (request, signal) =>
      streamWithRetries(
        call('events', request.model),
        (attempt) => streamOnce(client(attempt), attempt, request, endpoint.label),
        signal,
      ),
    complete: (request, signal) =>
      completeWithRetries(
        call('json', request.model),
        (attempt) => completeOnce(client(attempt), attempt, request, endpoint.label),
        signal,
      ),
    listModels: async (signal) => claudeModels(await list(signal, MAX_LISTED_MODELS)),
    testKey: async (signal) => {
      await list(signal, 1);
    },
  };
}

/** Every option that the client would otherwise take from the environment or a profile is set. */
function createClient(baseURL: string, attempt: Attempt, runtime: ProviderRuntime): Anthropic {
  return new Anthropic({
    apiKey: PLACEHOLDER_KEY,
    authToken: null,
    credentials: null,
    config: null,
    profile: null,
    webhookKey: null,
    baseURL,
    defaultHeaders: {},
    defaultQuery: {},
    maxRetries: 0,
    // Ours are shorter and tell apart what was waited for.
    timeout: runtime.wholeAnswerTimeoutMs * 2,
    logLevel: 'off',
    logger: silentLogger,
    openTelemetry: false,
    // An extension host may look like a browser to the client; its key is the user's own.
    dangerouslyAllowBrowser: true,
    fetch: attempt.fetch,
  });
}

async function* streamOnce(
  client: Anthropic,
  attempt: Attempt,
  request: CompletionRequest,
  label: string,
): AsyncGenerator<ProviderEvent> {
  const events = await openEvents(client, attempt, request, label);
  const toolCalls = new ToolCallAssembler();
  let usage: AnthropicUsage = {};
  let stopReason: string | undefined;
  let isOver = false;
  for await (const raw of events) {
    const parsed = anthropicEventSchema.safeParse(raw);
    if (!parsed.success) throw streamCut(label, false, parsed.error);
    const event = parsed.data;
    usage = mergeUsage(usage, event.message?.usage ?? event.usage);
    stopReason = event.delta?.stop_reason ?? stopReason;
    const text = anthropicText(event);
    if (text) yield { type: 'text', text };
    const part = anthropicToolCallPart(event);
    if (part) toolCalls.add(part);
    if (event.type === 'message_stop') {
      isOver = true;
      break;
    }
  }
  // The client ends quietly when its network was stopped.
  if (!isOver) throw attempt.failure() ?? streamCut(label, false);
  const end = readEnd(stopReason);
  // At the output limit the last call is torn.
  if (end === 'complete') {
    for (const toolCall of toolCalls.calls()) yield { type: 'toolCall', call: toolCall };
  }
  const total = readUsage(usage);
  if (total) yield { type: 'usage', usage: total };
  yield { type: 'end', end };
}

async function openEvents(
  client: Anthropic,
  attempt: Attempt,
  request: CompletionRequest,
  label: string,
): Promise<AsyncIterable<unknown>> {
  try {
    return await client.messages.create(
      { ...anthropicBody(request), ...anthropicTools(request), stream: true },
      { signal: attempt.signal },
    );
  } catch (error) {
    throw refusesTools(request, readRefusal(error)) ? toolsRefused(label, error) : error;
  }
}

async function completeOnce(
  client: Anthropic,
  attempt: Attempt,
  request: CompletionRequest,
  label: string,
): Promise<Completion> {
  const reply: unknown = await client.messages.create(
    { ...anthropicBody(request), stream: false },
    { signal: attempt.signal },
  );
  const message = messageSchema.safeParse(reply);
  if (!message.success) throw notTheApi(label, message.error);
  const { content, stop_reason, usage } = message.data;
  const total = readUsage(usage ?? {});
  return {
    text: content.map(({ type, text }) => (type === 'text' ? (text ?? '') : '')).join(''),
    ...(total && { usage: total }),
    end: readEnd(stop_reason ?? undefined),
  };
}

async function listOnce(
  client: Anthropic,
  attempt: Attempt,
  wanted: number,
  label: string,
): Promise<readonly ClaudeModel[]> {
  const models: ClaudeModel[] = [];
  const limit = Math.min(wanted, MODELS_PER_PAGE);
  for await (const raw of client.models.list({ limit }, { signal: attempt.signal })) {
    const model = modelSchema.safeParse(raw);
    if (!model.success) throw notTheApi(label, model.error);
    models.push(readModel(model.data));
    if (models.length >= wanted) break;
  }
  return models;
}

function readModel(model: z.infer<typeof modelSchema>): ClaudeModel {
  return {
    id: model.id,
    ...(model.display_name && { displayName: model.display_name }),
    ...(model.max_input_tokens && { maxInputTokens: model.max_input_tokens }),
    ...(model.max_tokens && { maxOutputTokens: model.max_tokens }),
    ...(model.lifecycle && { lifecycle: model.lifecycle }),
  };
}

/** The last number wins: a stream counts its output up. */
function mergeUsage(
  usage: AnthropicUsage,
  next: AnthropicUsage | null | undefined,
): AnthropicUsage {
  const given = Object.entries(next ?? {}).filter(([, count]) => typeof count === 'number');
  return { ...usage, ...Object.fromEntries(given) };
}

/** Cached input is input too. */
function readUsage(usage: AnthropicUsage): TokenUsage | undefined {
  if (typeof usage.output_tokens !== 'number') return undefined;
  const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens } = usage;
  const inputTokens =
    (input_tokens ?? 0) + (cache_creation_input_tokens ?? 0) + (cache_read_input_tokens ?? 0);
  return { inputTokens, outputTokens: usage.output_tokens };
}

function readEnd(stopReason: string | undefined): CompletionEnd {
  if (stopReason === 'max_tokens' || stopReason === 'model_context_window_exceeded') {
    return 'length';
  }
  return stopReason === 'refusal' ? 'refusal' : 'complete';
}

/** Status-less client errors are connection errors, unless they hold an error event's body. */
function readRefusal(error: unknown): ServerRefusal | undefined {
  if (!(error instanceof APIError)) return undefined;
  if (error.status === undefined && error.error === undefined) return undefined;
  const body = errorBodySchema.safeParse(error.error).data?.error;
  return {
    ...(error.status !== undefined && { status: error.status }),
    codes: [body?.details?.error_code, body?.type].filter((code) => typeof code === 'string'),
    message: body?.message ?? error.message,
    ...(error.headers && { headers: error.headers }),
    isApiError: body !== undefined,
  };
}
