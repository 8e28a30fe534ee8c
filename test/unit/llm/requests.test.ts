import assert from 'node:assert/strict';
import type { CompletionEnd, ProviderMessage } from '../../../src/llm/provider.ts';
import { createProvider } from '../../../src/llm/providerFactory.ts';
import { events, json, type ScriptedServer, startScriptedServer } from './scriptedServer.ts';
import { drain, never, QUESTION, WIRE_FORMATS } from './wire.ts';

const CONVERSATION: readonly ProviderMessage[] = [
  { role: 'assistant', text: 'Left over from before.' },
  { role: 'system', text: 'You are NetGuru.' },
  { role: 'user', text: 'Sources' },
  { role: 'user', text: 'Question' },
  { role: 'assistant', text: '' },
  { role: 'system', text: 'Be exact.' },
  { role: 'assistant', text: 'Answer' },
  { role: 'user', text: 'And now?' },
];

describe('provider requests', () => {
  let server: ScriptedServer;
  before(async () => {
    server = await startScriptedServer();
  });
  after(() => server.close());
  const bodies = () => server.requests.map(({ body }) => JSON.parse(body));
  const [openai, anthropic] = WIRE_FORMATS;
  if (!openai || !anthropic) throw new Error('Both wire formats are needed.');

  it('anthropic: system apart, turns merged, empty texts dropped, user first', async () => {
    server.script(json(200, anthropic.wholeAnswer('ok')));
    const request = { ...QUESTION, messages: CONVERSATION };
    await anthropic.create(server.url).complete(request, never);
    assert.equal(server.requests[0]?.url, '/v1/messages');
    assert.deepEqual(bodies(), [
      {
        model: 'test-model',
        max_tokens: 64,
        stream: false,
        system: 'You are NetGuru.\n\nBe exact.',
        messages: [
          { role: 'user', content: 'Sources\n\nQuestion' },
          { role: 'assistant', content: 'Answer' },
          { role: 'user', content: 'And now?' },
        ],
      },
    ]);
  });

  it('openai: messages in order, usage asked for', async () => {
    server.script(events([openai.opening, openai.text('ok'), openai.ending]));
    const request = { ...QUESTION, messages: CONVERSATION.slice(1, 5) };
    await drain(openai.create(server.url).stream(request, never));
    assert.equal(server.requests[0]?.url, '/v1/chat/completions');
    assert.deepEqual(bodies(), [
      {
        model: 'test-model',
        max_completion_tokens: 64,
        stream: true,
        stream_options: { include_usage: true },
        messages: [
          { role: 'system', content: 'You are NetGuru.' },
          { role: 'user', content: 'Sources' },
          { role: 'user', content: 'Question' },
        ],
      },
    ]);
  });

  it('openai: gives up parameters that an older server names, and remembers it', async () => {
    const refusals = [
      json(400, {
        error: {
          message: 'Unsupported parameter',
          param: 'max_completion_tokens',
          code: null,
        },
      }),
      json(422, {
        detail: [
          {
            loc: ['body', 'stream_options'],
            msg: 'Extra inputs are not permitted',
          },
        ],
      }),
    ];
    server.script(...refusals, events([openai.opening, openai.text('ok'), openai.ending]));
    const provider = openai.create(server.url);
    for (const _ of [1, 2])
      assert.equal((await drain(provider.stream(QUESTION, never))).text, 'ok');
    assert.deepEqual(
      bodies().map((body) => Object.keys(body).sort().join(' ')),
      [
        'max_completion_tokens messages model stream stream_options',
        'max_tokens messages model stream stream_options',
        'max_tokens messages model stream',
        'max_tokens messages model stream',
      ],
    );
  });

  it('openai: does not ask again and again when the parameter is refused twice', async () => {
    const refusal = {
      error: { message: 'no max_completion_tokens', param: null, code: null },
    };
    server.script(json(400, refusal));
    await drain(openai.create(server.url).stream(QUESTION, never));
    assert.equal(server.requests.length, 2);
  });

  it('anthropic: a local server of one’s own needs no key, but the version', async () => {
    server.script(json(200, anthropic.wholeAnswer('ok')));
    const provider = createProvider('anthropic', {
      apiKey: '',
      baseUrl: server.url,
    });
    await provider.complete(QUESTION, never);
    const { 'x-api-key': key, 'anthropic-version': version } = server.requests[0]?.headers ?? {};
    assert.deepEqual({ key, version }, { key: undefined, version: '2023-06-01' });
  });

  it('openai: an empty finish reason does not end the answer', async () => {
    const piece = { choices: [{ delta: { content: 'a' }, finish_reason: '' }] };
    server.script(events([`data: ${JSON.stringify(piece)}\n\n`]));
    const { error } = await drain(openai.create(server.url).stream(QUESTION, never));
    assert.match(String(error), /was cut off/);
  });

  it('openai: a local server of one’s own needs no key', async () => {
    server.script(json(200, { data: null }));
    const provider = createProvider('openai', {
      apiKey: '',
      baseUrl: server.url,
    });
    assert.deepEqual(await provider.listModels(never), []);
    assert.equal(server.requests[0]?.headers.authorization, undefined);
  });

  const ends: readonly ['openai' | 'anthropic', string, CompletionEnd][] = [
    ['openai', 'stop', 'complete'],
    ['openai', 'length', 'length'],
    ['openai', 'content_filter', 'refusal'],
    ['anthropic', 'end_turn', 'complete'],
    ['anthropic', 'stop_sequence', 'complete'],
    ['anthropic', 'max_tokens', 'length'],
    ['anthropic', 'model_context_window_exceeded', 'length'],
    ['anthropic', 'refusal', 'refusal'],
  ];
  for (const [id, reason, end] of ends) {
    it(`${id}: ${reason} ends as ${end}, streaming and not`, async () => {
      const wire = id === 'openai' ? openai : anthropic;
      const rename = (text: string) => text.replaceAll(/"(?:stop|end_turn)"/g, `"${reason}"`);
      server.script(events([wire.opening, wire.text('a'), rename(wire.ending)]));
      const { events: received } = await drain(wire.create(server.url).stream(QUESTION, never));
      assert.deepEqual(received.at(-1), { type: 'end', end });
      server.script(json(200, JSON.parse(rename(JSON.stringify(wire.wholeAnswer('a'))))));
      assert.equal((await wire.create(server.url).complete(QUESTION, never)).end, end);
    });
  }

  it('openai: a refusal in its own field is text and refusal', async () => {
    const delta = { choices: [{ delta: { refusal: 'I cannot.' } }] };
    server.script(events([`data: ${JSON.stringify(delta)}\n\n`, openai.ending]));
    const { text, events: received } = await drain(
      openai.create(server.url).stream(QUESTION, never),
    );
    assert.equal(text, 'I cannot.');
    assert.deepEqual(received.at(-1), { type: 'end', end: 'refusal' });
  });

  it('openai: an answer that ended before the connection broke is complete', async () => {
    const [finish = ''] = openai.ending.split('\n\n');
    server.script(events([openai.opening, openai.text('a'), `${finish}\n\n`], 'break'));
    const {
      text,
      error,
      events: received,
    } = await drain(openai.create(server.url).stream(QUESTION, never));
    assert.equal(error, undefined);
    assert.equal(text, 'a');
    assert.deepEqual(received.at(-1), { type: 'end', end: 'complete' });
  });

  it('anthropic: thinking is not part of the answer, cached input counts', async () => {
    const send = (value: { type: string }) =>
      `event: ${value.type}\ndata: ${JSON.stringify(value)}\n\n`;
    const start = {
      type: 'message_start',
      message: {
        usage: {
          input_tokens: 2,
          cache_read_input_tokens: 40,
          output_tokens: 1,
        },
      },
    };
    const thinking = {
      type: 'content_block_delta',
      delta: { type: 'thinking_delta', thinking: 'hmm' },
    };
    server.script(
      events([
        send(start),
        'event: ping\ndata: {}\n\n',
        send(thinking),
        anthropic.text('a'),
        anthropic.ending,
      ]),
    );
    const { events: received } = await drain(anthropic.create(server.url).stream(QUESTION, never));
    assert.deepEqual(received, [
      { type: 'text', text: 'a' },
      { type: 'usage', usage: { inputTokens: 42, outputTokens: 3 } },
      { type: 'end', end: 'complete' },
    ]);
  });

  it('anthropic: follows the pages of the model list, to its end or our cap', async () => {
    const model = (id: string) => ({
      type: 'model',
      id,
      display_name: `Claude ${id}`,
    });
    server.script(
      json(200, {
        data: [model('claude-opus-4-8')],
        has_more: true,
        last_id: 'claude-opus-4-8',
      }),
      json(200, {
        data: [
          {
            ...model('claude-sonnet-5'),
            max_input_tokens: 1_000_000,
            max_tokens: 64_000,
            lifecycle: 'active',
          },
        ],
        has_more: false,
        last_id: 'x',
      }),
    );
    assert.deepEqual(await anthropic.create(server.url).listModels(never), [
      {
        id: 'claude-sonnet-5',
        name: 'Claude claude-sonnet-5',
        maxInputTokens: 1_000_000,
        maxOutputTokens: 64_000,
      },
      {
        id: 'claude-opus-4-8',
        name: 'Claude claude-opus-4-8',
        maxInputTokens: 168_000,
        maxOutputTokens: 32_000,
      },
    ]);
    assert.match(server.requests[1]?.url ?? '', /after_id=claude-opus-4-8/);

    const endless = Array.from({ length: 400 }, (_, n) => model(`claude-${n}`));
    server.script(json(200, { data: endless, has_more: true, last_id: 'again' }));
    assert.equal((await anthropic.create(server.url).listModels(never)).length, 1_000);
    assert.equal(server.requests.length, 3);
  });
});
