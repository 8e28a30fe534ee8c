import assert from 'node:assert/strict';
import { LLMock } from '@copilotkit/aimock';
import { NetGuruError } from '../../../src/core/errors.ts';
import type { CompletionRequest } from '../../../src/llm/provider.ts';
import { createProvider } from '../../../src/llm/providerFactory.ts';
import { drain, never, recordingRuntime, thrownBy, WIRE_FORMATS } from './wire.ts';

const ANSWER = 'OSPF neighbour 10.0.0.2 flaps because the MTU differs [1]. — não é o cabo ✓';

function question(text: string): CompletionRequest {
  return {
    model: 'gpt-4o',
    messages: [
      { role: 'system', text: 'You are NetGuru.' },
      { role: 'user', text },
    ],
    maxOutputTokens: 256,
  };
}

describe('providers against a wire-format server', () => {
  const mock = new LLMock({ port: 0, chunkSize: 7 });
  before(async () => {
    mock.on(
      { userMessage: 'neighbour', systemMessage: 'You are NetGuru.' },
      {
        content: ANSWER,
        usage: {
          prompt_tokens: 41,
          completion_tokens: 17,
          input_tokens: 41,
          output_tokens: 17,
        },
      },
    );
    mock.onMessage('long', { content: 'cut here', finishReason: 'length' });
    mock.onMessage('forbidden', {
      content: 'No.',
      finishReason: 'content_filter',
    });
    mock.onMessage('broken', {
      error: { message: 'slow', type: 'rate_limit_error' },
      status: 429,
      retryAfter: 120,
    });
    await mock.start();
  });
  after(() => mock.stop());

  for (const wire of WIRE_FORMATS) {
    const { runtime, sleeps } = recordingRuntime();
    const create = () => wire.create(mock.url, runtime);

    it(`${wire.id}: streams in pieces, with usage`, async () => {
      const { events, text, error } = await drain(
        create().stream(question('Which neighbour?'), never),
      );
      assert.equal(error, undefined);
      assert.equal(text, ANSWER);
      assert.ok(events.filter(({ type }) => type === 'text').length > 5);
      assert.deepEqual(events.slice(-2), [
        { type: 'usage', usage: { inputTokens: 41, outputTokens: 17 } },
        { type: 'end', end: 'complete' },
      ]);
    });

    it(`${wire.id}: answers whole, with usage`, async () => {
      assert.deepEqual(await create().complete(question('Which neighbour?'), never), {
        text: ANSWER,
        usage: { inputTokens: 41, outputTokens: 17 },
        end: 'complete',
      });
    });

    it(`${wire.id}: says when the output limit ended it`, async () => {
      const { events } = await drain(create().stream(question('long'), never));
      assert.deepEqual(events.at(-1), { type: 'end', end: 'length' });
      assert.equal((await create().complete(question('long'), never)).end, 'length');
    });

    it(`${wire.id}: says when to try again`, async () => {
      const error = await thrownBy(create().complete(question('broken'), never));
      assert.ok(error instanceof NetGuruError);
      assert.equal(error.reason, 'rate-limited');
      assert.match(error.message, /in 2 minutes\.$/);
      assert.deepEqual(sleeps, []);
    });

    it(`${wire.id}: several calls run at the same time`, async () => {
      const provider = create();
      const texts = await Promise.all(
        Array.from({ length: 8 }, () => drain(provider.stream(question('neighbour'), never))),
      );
      assert.deepEqual(
        texts.map(({ text }) => text),
        Array(8).fill(ANSWER),
      );
    });
  }

  it('openai: lists the chat models and tests the key', async () => {
    const provider = createProvider('openai', {
      apiKey: 'sk-test',
      baseUrl: mock.url,
    });
    await provider.testKey(never);
    const ids = (await provider.listModels(never)).map(({ id }) => id);
    assert.ok(ids.length > 0);
    assert.ok(!ids.some((id) => id.includes('embedding')));
  });

  it('openai: a filtered answer is a refusal', async () => {
    const provider = createProvider('openai', {
      apiKey: 'sk-test',
      baseUrl: mock.url,
    });
    const { events } = await drain(provider.stream(question('forbidden'), never));
    assert.deepEqual(events.at(-1), { type: 'end', end: 'refusal' });
  });
});
