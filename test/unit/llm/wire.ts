import { createAnthropicProvider } from '../../../src/llm/anthropic.ts';
import { createOpenAiProvider } from '../../../src/llm/openai.ts';
import type { Provider, ProviderEvent, ProviderId } from '../../../src/llm/provider.ts';
import { type ProviderRuntime, systemRuntime } from '../../../src/llm/providerRuntime.ts';

/** The key that must never be seen anywhere. */
export const CANARY_KEY = 'sk-canary-4b1d0c0ffee/+=7Zq';

export const QUESTION = {
  model: 'test-model',
  messages: [{ role: 'user', text: 'Which neighbour flaps?' }],
  maxOutputTokens: 64,
} as const;

export const never = new AbortController().signal;

/** Waits that are recorded instead of slept, and no jitter. */
export function recordingRuntime(changes: Partial<ProviderRuntime> = {}): {
  readonly runtime: ProviderRuntime;
  readonly sleeps: readonly number[];
} {
  const sleeps: number[] = [];
  const runtime: ProviderRuntime = {
    ...systemRuntime,
    sleep: async (ms) => {
      sleeps.push(ms);
    },
    random: () => 0,
    ...changes,
  };
  return { runtime, sleeps };
}

export interface WireCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}

function halves(text: string): readonly [string, string] {
  const middle = Math.floor(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)];
}

export interface WireFormat {
  readonly id: ProviderId;
  create(url: string, runtime?: ProviderRuntime, apiKey?: string): Provider;
  /** The events of one text piece, and those that end the answer. */
  text(text: string): string;
  readonly opening: string;
  readonly ending: string;
  /** The pieces of tool calls, arguments torn in the middle, without the end of the answer. */
  toolCalls(calls: readonly WireCall[]): readonly string[];
  /** Ends an answer that wants tools to be called. */
  readonly toolEnding: string;
  /** An error inside the stream. */
  errorEvent(type: string, message: string): string;
  errorBody(type: string, message: string, code?: string): unknown;
  wholeAnswer(text: string): unknown;
}

function data(event: string, value: unknown): string {
  return `${event === '' ? '' : `event: ${event}\n`}data: ${JSON.stringify(value)}\n\n`;
}

const openai: WireFormat = {
  id: 'openai',
  create: (url, runtime, apiKey = CANARY_KEY) =>
    createOpenAiProvider({ apiKey, baseUrl: `${url}/v1` }, runtime),
  opening: data('', {
    choices: [{ index: 0, delta: { role: 'assistant', content: '' } }],
  }),
  text: (text) => data('', { choices: [{ index: 0, delta: { content: text } }] }),
  ending:
    data('', {
      choices: [{ index: 0, delta: {}, finish_reason: 'stop' }],
      usage: null,
    }) +
    data('', {
      choices: [],
      usage: { prompt_tokens: 12, completion_tokens: 3 },
    }) +
    'data: [DONE]\n\n',
  toolCalls: (calls) =>
    calls.flatMap((call, index) => {
      const part = (value: object) =>
        data('', { choices: [{ index: 0, delta: { tool_calls: [{ index, ...value }] } }] });
      const [first, second] = halves(call.arguments);
      return [
        part({ id: call.id, type: 'function', function: { name: call.name, arguments: '' } }),
        part({ function: { arguments: first } }),
        part({ function: { arguments: second } }),
      ];
    }),
  toolEnding:
    data('', { choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }] }) +
    data('', { choices: [], usage: { prompt_tokens: 12, completion_tokens: 3 } }) +
    'data: [DONE]\n\n',
  errorEvent: (type, message) => data('', { error: { type, message } }),
  errorBody: (type, message, code) => ({
    error: { type, message, param: null, code },
  }),
  wholeAnswer: (text) => ({
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: text },
        finish_reason: 'stop',
      },
    ],
    usage: { prompt_tokens: 12, completion_tokens: 3 },
  }),
};

const anthropic: WireFormat = {
  id: 'anthropic',
  create: (url, runtime, apiKey = CANARY_KEY) =>
    createAnthropicProvider({ apiKey, baseUrl: url }, runtime),
  opening:
    data('message_start', {
      type: 'message_start',
      message: { content: [], usage: { input_tokens: 12, output_tokens: 1 } },
    }) +
    data('content_block_start', {
      type: 'content_block_start',
      index: 0,
      content_block: { type: 'text', text: '' },
    }),
  text: (text) =>
    data('content_block_delta', {
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'text_delta', text },
    }),
  ending:
    data('content_block_stop', { type: 'content_block_stop', index: 0 }) +
    data('message_delta', {
      type: 'message_delta',
      delta: { stop_reason: 'end_turn' },
      usage: { output_tokens: 3 },
    }) +
    data('message_stop', { type: 'message_stop' }),
  toolCalls: (calls) =>
    calls.flatMap((call, position) => {
      const index = position + 1;
      const delta = (text: string) =>
        data('content_block_delta', {
          type: 'content_block_delta',
          index,
          delta: { type: 'input_json_delta', partial_json: text },
        });
      const [first, second] = halves(call.arguments);
      return [
        data('content_block_start', {
          type: 'content_block_start',
          index,
          content_block: { type: 'tool_use', id: call.id, name: call.name, input: {} },
        }),
        delta(first),
        delta(second),
        data('content_block_stop', { type: 'content_block_stop', index }),
      ];
    }),
  toolEnding:
    data('message_delta', {
      type: 'message_delta',
      delta: { stop_reason: 'tool_use' },
      usage: { output_tokens: 3 },
    }) + data('message_stop', { type: 'message_stop' }),
  errorEvent: (type, message) => data('error', { type: 'error', error: { type, message } }),
  errorBody: (type, message) => ({ type: 'error', error: { type, message } }),
  wholeAnswer: (text) => ({
    type: 'message',
    role: 'assistant',
    content: [{ type: 'text', text }],
    stop_reason: 'end_turn',
    usage: { input_tokens: 12, output_tokens: 3 },
  }),
};

export const WIRE_FORMATS: readonly WireFormat[] = [openai, anthropic];

/** Everything that a stream hands over, and what it threw. */
export async function drain(stream: AsyncIterable<ProviderEvent>): Promise<{
  readonly events: readonly ProviderEvent[];
  readonly text: string;
  readonly error: unknown;
}> {
  const events: ProviderEvent[] = [];
  let error: unknown;
  try {
    for await (const event of stream) events.push(event);
  } catch (thrown) {
    error = thrown;
  }
  const text = events.map((event) => (event.type === 'text' ? event.text : '')).join('');
  return { events, text, error };
}

export async function thrownBy(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
}
