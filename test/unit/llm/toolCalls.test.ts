import assert from 'node:assert/strict';
import { NetGuruError } from '../../../src/core/errors.ts';
import type { CompletionRequest, ProviderMessage } from '../../../src/llm/provider.ts';
import { redactingProvider } from '../../../src/llm/redactingProvider.ts';
import { parsedArguments, ToolCallAssembler } from '../../../src/llm/toolCalls.ts';
import { events, json, type ScriptedServer, startScriptedServer } from './scriptedServer.ts';
import { drain, never, QUESTION, recordingRuntime, WIRE_FORMATS } from './wire.ts';

const TOOL = {
  name: 'search',
  description: 'Searches.',
  inputSchema: { type: 'object', properties: { query: { type: 'string' } } },
} as const;
const REQUEST: CompletionRequest = { ...QUESTION, tools: [TOOL] };
const CALLS = [
  { id: 'call_a', name: 'search', arguments: '{"query":"ACL-WAN-IN"}' },
  { id: 'call_b', name: 'list_devices', arguments: '{}' },
];
const ROUND: readonly ProviderMessage[] = [
  { role: 'user', text: 'Which neighbour flaps?' },
  { role: 'assistant', text: 'Let me look.', toolCalls: CALLS },
  {
    role: 'user',
    text: '',
    toolResults: [
      { callId: 'call_a', text: 'found [3]' },
      { callId: 'call_b', text: 'r1, r2' },
    ],
  },
];

describe('tool calls over the wire', () => {
  let server: ScriptedServer;
  before(async () => {
    server = await startScriptedServer();
  });
  after(() => server.close());
  const body = (index = 0) => JSON.parse(server.requests[index]?.body ?? '{}');
  const calls = (received: readonly { type: string }[]) =>
    received.filter(({ type }) => type === 'toolCall');

  for (const wire of WIRE_FORMATS) {
    describe(wire.id, () => {
      const { runtime } = recordingRuntime();
      const ask = (request: CompletionRequest = REQUEST) =>
        drain(wire.create(server.url, runtime).stream(request, never));

      it('puts parallel calls together and hands them over after the text', async () => {
        server.script(
          events([wire.opening, wire.text('Hm. '), ...wire.toolCalls(CALLS), wire.toolEnding]),
        );
        const { events: received, error } = await ask();
        assert.equal(error, undefined);
        assert.deepEqual(received, [
          { type: 'text', text: 'Hm. ' },
          ...CALLS.map((call) => ({ type: 'toolCall', call })),
          { type: 'usage', usage: { inputTokens: 12, outputTokens: 3 } },
          { type: 'end', end: 'complete' },
        ]);
      });

      it('hands malformed arguments over as they are, and bounds them', async () => {
        const torn = { id: 'call_a', name: 'search', arguments: '{"query": "x' };
        const long = { id: 'call_b', name: 'search', arguments: 'x'.repeat(100_000) };
        server.script(events([wire.opening, ...wire.toolCalls([torn, long]), wire.toolEnding]));
        const { events: received } = await ask();
        const [first, second] = calls(received);
        assert.deepEqual(first, { type: 'toolCall', call: torn });
        assert.ok(JSON.stringify(second).length < 60_000);
      });

      it('asks again when the stream is cut in the middle of a call', async () => {
        const [start = '', half = ''] = wire.toolCalls(CALLS);
        server.script(
          events([wire.opening, start, half], 'break'),
          events([wire.opening, ...wire.toolCalls(CALLS), wire.toolEnding]),
        );
        const { events: received, error } = await ask();
        assert.equal(error, undefined);
        assert.equal(calls(received).length, 2);
        assert.equal(server.requests.length, 2);
      });

      it('hands no call over when it is cut after text', async () => {
        const [start = '', half = ''] = wire.toolCalls(CALLS);
        server.script(events([wire.opening, wire.text('So far'), start, half], 'break'));
        const { events: received, error } = await ask();
        assert.deepEqual(received, [{ type: 'text', text: 'So far' }]);
        assert.ok(error instanceof NetGuruError && error.reason === 'stream-cut');
      });

      it('says when a model refuses tools, and nothing else for other refusals', async () => {
        const refusals = [
          [json(400, wire.errorBody('invalid_request_error', 'llama2 does not support tools')), 1],
          [json(400, wire.errorBody('invalid_request_error', 'temperature is wrong')), 0],
        ] as const;
        for (const [answer, refused] of refusals) {
          server.script(answer);
          const { error } = await ask();
          assert.ok(error instanceof NetGuruError);
          assert.equal(error.reason === 'tools-refused', refused === 1, error.reason);
          assert.equal(server.requests.length, 1);
        }
        server.script(json(400, wire.errorBody('invalid_request_error', 'no tools here')));
        const { error } = await ask(QUESTION);
        assert.ok(error instanceof NetGuruError && error.reason === 'request-refused');
      });

      it('sends no tools when none are offered', async () => {
        server.script(events([wire.opening, wire.text('ok'), wire.ending]));
        await ask(QUESTION);
        assert.deepEqual([body().tools, body().tool_choice], [undefined, undefined]);
      });

      it('sends no secret of a result, nor of arguments, and keeps placeholders stable', async () => {
        server.script(events([wire.opening, wire.text('ok'), wire.ending]));
        const provider = redactingProvider(wire.create(server.url, runtime));
        const messages: ProviderMessage[] = [
          { role: 'user', text: 'tacacs server A\n key Maple@1924' },
          {
            role: 'assistant',
            text: 'The key is <secret:aaa-key-1>.',
            toolCalls: [
              {
                id: 'call_a',
                name: 'search',
                arguments: '{"query":"key Maple@1924 \\u004daple@1924 <secret:aaa-key-1>"}',
              },
            ],
          },
          {
            role: 'user',
            text: '',
            toolResults: [
              { callId: 'call_a', text: 'snmp-server community Falcon#9010 RO\n key Maple@1924' },
            ],
          },
        ];
        await drain(provider.stream({ ...REQUEST, messages }, never));
        const sent = server.requests[0]?.body ?? '';
        assert.doesNotMatch(sent, /Maple@1924|Falcon#9010/);
        assert.match(sent, /community <secret:snmp-community-1> RO/);
        assert.match(sent, /key <secret:aaa-key-1>/);
        assert.doesNotMatch(sent, /aaa-key-2/);
      });
    });
  }

  const [openai, anthropic] = WIRE_FORMATS;
  if (!openai || !anthropic) throw new Error('Both wire formats are needed.');

  it('openai: definitions, calls and results as the API wants them', async () => {
    server.script(events([openai.opening, openai.text('ok'), openai.ending]));
    const request = { ...REQUEST, messages: ROUND, toolChoice: 'none' } as const;
    await drain(openai.create(server.url).stream(request, never));
    const { messages, tools, tool_choice } = body();
    assert.equal(tool_choice, 'none');
    assert.deepEqual(tools, [
      {
        type: 'function',
        function: { name: 'search', description: 'Searches.', parameters: TOOL.inputSchema },
      },
    ]);
    assert.deepEqual(messages, [
      { role: 'user', content: 'Which neighbour flaps?' },
      {
        role: 'assistant',
        content: 'Let me look.',
        tool_calls: CALLS.map(({ id, name, arguments: text }) => ({
          id,
          type: 'function',
          function: { name, arguments: text },
        })),
      },
      { role: 'tool', tool_call_id: 'call_a', content: 'found [3]' },
      { role: 'tool', tool_call_id: 'call_b', content: 'r1, r2' },
    ]);
  });

  it('anthropic: definitions, calls and results as the API wants them', async () => {
    server.script(events([anthropic.opening, anthropic.text('ok'), anthropic.ending]));
    const request = { ...REQUEST, messages: ROUND, toolChoice: 'none' } as const;
    await drain(anthropic.create(server.url).stream(request, never));
    const { messages, tools, tool_choice } = body();
    assert.deepEqual(tool_choice, { type: 'none' });
    assert.deepEqual(tools, [
      { name: 'search', description: 'Searches.', input_schema: TOOL.inputSchema },
    ]);
    assert.deepEqual(messages, [
      { role: 'user', content: 'Which neighbour flaps?' },
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'Let me look.' },
          { type: 'tool_use', id: 'call_a', name: 'search', input: { query: 'ACL-WAN-IN' } },
          { type: 'tool_use', id: 'call_b', name: 'list_devices', input: {} },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'call_a', content: 'found [3]' },
          { type: 'tool_result', tool_use_id: 'call_b', content: 'r1, r2' },
        ],
      },
    ]);
  });
});

describe('ToolCallAssembler', () => {
  const tables: readonly (readonly [
    string,
    readonly Parameters<ToolCallAssembler['add']>[0][],
    readonly string[],
  ])[] = [
    [
      'whole calls without an index',
      [
        { id: 'a', name: 'f', arguments: '{}' },
        { id: 'b', name: 'g', arguments: '{"x":1}' },
      ],
      ['a f {}', 'b g {"x":1}'],
    ],
    [
      'whole calls that all have index 0',
      [
        { index: 0, id: 'a', name: 'f', arguments: '{}' },
        { index: 0, id: 'b', name: 'g', arguments: '{}' },
      ],
      ['a f {}', 'b g {}'],
    ],
    [
      'pieces without index and id go to the last call',
      [{ id: 'a', name: 'f' }, { arguments: '{"x"' }, { arguments: ':1}' }],
      ['a f {"x":1}'],
    ],
    [
      'interleaved pieces',
      [
        { index: 0, id: 'a', name: 'f' },
        { index: 1, id: 'b', name: 'g' },
        { index: 0, arguments: '{}' },
        { index: 1, arguments: '[]' },
      ],
      ['a f {}', 'b g []'],
    ],
    ['no id', [{ index: 0, name: 'f', arguments: '{}' }], ['call_1 f {}']],
    ['no name', [{ index: 0, id: 'a', arguments: '{}' }], []],
  ];
  for (const [name, parts, expected] of tables) {
    it(name, () => {
      const assembler = new ToolCallAssembler();
      for (const part of parts) assembler.add(part);
      assert.deepEqual(
        assembler.calls().map(({ id, name: tool, arguments: text }) => `${id} ${tool} ${text}`),
        expected,
      );
    });
  }

  it('keeps no endless list of calls', () => {
    const assembler = new ToolCallAssembler();
    for (let index = 0; index < 10_000; index++) assembler.add({ index, name: 'f' });
    assert.ok(assembler.calls().length < 100);
  });

  it('reads arguments of any kind as an object', () => {
    const read = (text: string) => parsedArguments({ id: 'a', name: 'f', arguments: text });
    assert.deepEqual(read('{"a":1}'), { a: 1 });
    for (const text of ['', '[1]', 'null', '"x"', '{"a"', '7']) assert.deepEqual(read(text), {});
  });
});
