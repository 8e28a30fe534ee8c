import { APIError, OpenAI } from 'openai';
import { z } from 'zod';
import { MAX_LISTED_MODELS } from '../core/limits.ts';
import type { TokenUsage } from '../core/types.ts';
import type { Attempt } from './attempt.ts';
import { notTheApi, type ServerRefusal, streamCut } from './failure.ts';
import { openAiModels } from './modelTable.ts';
import { openAiMessages, openAiTools } from './openaiBody.ts';
import { openAiChunkSchema, openAiToolCallPart, openAiUsageSchema } from './openaiChunk.ts';
import { PLACEHOLDER_KEY, prepareCalls, silentLogger } from './preparedCalls.ts';
import type {
  Completion,
  CompletionEnd,
  CompletionRequest,
  ModelInfo,
  Provider,
  ProviderEvent,
  ProviderSettings,
} from './provider.ts';
import { type ProviderRuntime, systemRuntime } from './providerRuntime.ts';
import { completeWithRetries, streamWithRetries } from './retry.ts';
import { refusesTools, ToolCallAssembler, toolsRefused } from './toolCalls.ts';

const completionSchema = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({
          content: z.string().nullish(),
          refusal: z.string().nullish(),
        }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
  usage: openAiUsageSchema.nullish().catch(null),
});

const modelListSchema = z.object({
  data: z.array(z.object({ id: z.string() })).nullable(),
});

const errorBodySchema = z.object({
  code: z.union([z.string(), z.number()]).nullish().catch(null),
  type: z.string().nullish().catch(null),
  message: z.string().nullish().catch(null),
});

const FORMAT = {
  id: 'openai',
  headers: (key: string) => ({
    ...(key && { authorization: `Bearer ${key}` }),
  }),
  readRefusal,
} as const;

/** Parameters that older compatible servers refuse; each is given up once they name it. */
interface Dialect {
  maxCompletionTokens: boolean;
  streamOptions: boolean;
}

/**
 * OpenAI, or any server that speaks its Chat Completions format, through the official client.
 * The key goes to the checked endpoint and nowhere else, whatever the environment says.
 *
 * @throws NetGuruError `no-key`, `key-refused` or `endpoint-refused` for unusable settings.
 */
export function createOpenAiProvider(
  settings: ProviderSettings,
  runtime: ProviderRuntime = systemRuntime,
): Provider {
  const { endpoint, call } = prepareCalls(FORMAT, settings, runtime);
  const dialect: Dialect = { maxCompletionTokens: true, streamOptions: true };
  const client = (attempt: Attempt) => createClient(endpoint.baseUrl, attempt, runtime);
  const listModels = (signal: AbortSignal): Promise<readonly ModelInfo[]> =>
    completeWithRetries(
      call('json'),
      async (attempt) => {
        const reply: unknown = await client(attempt).models.list({
          signal: attempt.signal,
        });
        const list = modelListSchema.safeParse(reply);
        if (!list.success) throw notTheApi(endpoint.label, list.error);
        return openAiModels((list.data.data ?? []).slice(0, MAX_LISTED_MODELS).map(({ id }) => id));
      },
      signal,
    );
  return {
    id: 'openai',
    stream: (request, signal) =>
      streamWithRetries(
        call('events', request.model),
        (attempt) => streamOnce(client(attempt), attempt, request, dialect, endpoint.label),
        signal,
      ),
    complete: (request, signal) =>
      completeWithRetries(
        call('json', request.model),
        (attempt) => completeOnce(client(attempt), attempt, request, dialect, endpoint.label),
        signal,
      ),
    listModels,
    testKey: async (signal) => {
      await listModels(signal);
    },
  };
}

/** Every option that the client would otherwise take from the environment is set. */
function createClient(baseURL: string, attempt: Attempt, runtime: ProviderRuntime): OpenAI {
  return new OpenAI({
    apiKey: PLACEHOLDER_KEY,
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL,
    defaultHeaders: {},
    defaultQuery: {},
    maxRetries: 0,
    // Ours are shorter and tell apart what was waited for.
    timeout: runtime.wholeAnswerTimeoutMs * 2,
    logLevel: 'off',
    logger: silentLogger,
    // An extension host may look like a browser to the client; its key is the user's own.
    dangerouslyAllowBrowser: true,
    fetch: attempt.fetch,
  });
}

async function* streamOnce(
  client: OpenAI,
  attempt: Attempt,
  request: CompletionRequest,
  dialect: Dialect,
  label: string,
): AsyncGenerator<ProviderEvent> {
  const chunks = await withToolRefusal(request, label, () =>
    inDialect(dialect, () =>
      client.chat.completions.create(
        {
          ...requestBody(request, dialect),
          ...openAiTools(request),
          stream: true,
          ...(dialect.streamOptions && {
            stream_options: { include_usage: true },
          }),
        },
        { signal: attempt.signal },
      ),
    ),
  );
  const toolCalls = new ToolCallAssembler();
  let finish: string | undefined;
  let isRefusal = false;
  let usage: TokenUsage | undefined;
  try {
    for await (const raw of chunks) {
      const chunk = openAiChunkSchema.safeParse(raw);
      if (!chunk.success) throw streamCut(label, false, chunk.error);
      usage = readUsage(chunk.data.usage) ?? usage;
      const choice = chunk.data.choices?.[0];
      const text = choice?.delta?.content || choice?.delta?.refusal;
      if (choice?.delta?.refusal) isRefusal = true;
      if (text) yield { type: 'text', text };
      for (const part of choice?.delta?.tool_calls ?? []) toolCalls.add(openAiToolCallPart(part));
      finish = choice?.finish_reason || finish;
    }
  } catch (error) {
    // After the end only the token counts can be lost.
    if (finish === undefined) throw error;
  }
  // The client ends quietly when its network was stopped.
  if (finish === undefined) throw attempt.failure() ?? streamCut(label, false);
  const end = isRefusal ? 'refusal' : readEnd(finish);
  // At the output limit the last call is torn.
  if (end === 'complete') {
    for (const toolCall of toolCalls.calls()) yield { type: 'toolCall', call: toolCall };
  }
  if (usage) yield { type: 'usage', usage };
  yield { type: 'end', end };
}

async function withToolRefusal<T>(
  request: CompletionRequest,
  label: string,
  send: () => Promise<T>,
): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw refusesTools(request, readRefusal(error)) ? toolsRefused(label, error) : error;
  }
}

async function completeOnce(
  client: OpenAI,
  attempt: Attempt,
  request: CompletionRequest,
  dialect: Dialect,
  label: string,
): Promise<Completion> {
  const reply: unknown = await inDialect(dialect, () =>
    client.chat.completions.create(
      { ...requestBody(request, dialect), stream: false },
      { signal: attempt.signal },
    ),
  );
  const completion = completionSchema.safeParse(reply);
  const choice = completion.data?.choices[0];
  if (!choice) throw notTheApi(label, completion.error);
  const usage = readUsage(completion.data?.usage);
  return {
    text: choice.message.content || choice.message.refusal || '',
    ...(usage && { usage }),
    end: choice.message.refusal ? 'refusal' : readEnd(choice.finish_reason ?? 'stop'),
  };
}

function requestBody(request: CompletionRequest, dialect: Dialect) {
  const messages = request.messages.flatMap(openAiMessages);
  const { model, maxOutputTokens } = request;
  return dialect.maxCompletionTokens
    ? { model, messages, max_completion_tokens: maxOutputTokens }
    : { model, messages, max_tokens: maxOutputTokens };
}

/** Sends again at once, without the parameter that the server says it does not know. */
async function inDialect<T>(dialect: Dialect, send: () => PromiseLike<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    const refused = refusedParameter(error);
    if (!refused || !dialect[refused]) throw error;
    dialect[refused] = false;
    return inDialect(dialect, send);
  }
}

/** Servers name the parameter in `param`, or somewhere in a body of their validator's shape. */
function refusedParameter(error: unknown): keyof Dialect | undefined {
  if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 422)) {
    return undefined;
  }
  const named = error.param || JSON.stringify(error.error ?? '');
  if (named.includes('max_completion_tokens')) return 'maxCompletionTokens';
  return named.includes('stream_options') ? 'streamOptions' : undefined;
}

function readUsage(
  usage: z.infer<typeof openAiUsageSchema> | null | undefined,
): TokenUsage | undefined {
  return usage
    ? {
        inputTokens: usage.prompt_tokens,
        outputTokens: usage.completion_tokens,
      }
    : undefined;
}

function readEnd(finishReason: string): CompletionEnd {
  if (finishReason === 'length') return 'length';
  return finishReason === 'content_filter' ? 'refusal' : 'complete';
}

/** Status-less client errors are connection errors, unless they hold an error event's body. */
function readRefusal(error: unknown): ServerRefusal | undefined {
  if (!(error instanceof APIError)) return undefined;
  if (error.status === undefined && error.error === undefined) return undefined;
  const body = errorBodySchema.safeParse(error.error).data;
  // Routers put the status of the model's server in the code of an error event.
  const status = error.status ?? (typeof body?.code === 'number' ? body.code : undefined);
  return {
    ...(status !== undefined && { status }),
    codes: [body?.code, body?.type].filter((code) => typeof code === 'string'),
    message: body?.message ?? error.message,
    ...(error.headers && { headers: error.headers }),
    isApiError: error.error !== undefined && error.error !== null,
  };
}
