import assert from 'node:assert/strict';
import { NetGuruError } from '../../../src/core/errors.ts';
import type { ErrorReason } from '../../../src/core/types.ts';
import {
  type Answer,
  events,
  json,
  page,
  type ScriptedServer,
  startScriptedServer,
} from './scriptedServer.ts';
import {
  drain,
  never,
  QUESTION,
  recordingRuntime,
  thrownBy,
  WIRE_FORMATS,
  type WireFormat,
} from './wire.ts';

interface Case {
  readonly when: string;
  readonly answer: (wire: WireFormat) => Answer;
  readonly reason: ErrorReason;
  readonly says: RegExp;
  readonly requests?: number;
  readonly only?: 'openai' | 'anthropic';
}

const CASES: readonly Case[] = [
  {
    when: '401',
    answer: (wire) => json(401, wire.errorBody('authentication_error', 'invalid x-api-key')),
    reason: 'key-refused',
    says: /refused your key/,
  },
  {
    when: '401 without a body',
    answer: () => (response) => {
      response.writeHead(401).end();
    },
    reason: 'key-refused',
    says: /refused your key/,
  },
  {
    when: '403',
    answer: (wire) => json(403, wire.errorBody('permission_error', 'not yours')),
    reason: 'key-refused',
    says: /refused your key/,
  },
  {
    when: '403 with a web page',
    answer: () => page(403),
    reason: 'proxy',
    says: /firewall blocked/,
  },
  {
    when: '429 insufficient_quota',
    answer: (wire) =>
      json(429, wire.errorBody('insufficient_quota', 'quota', 'insufficient_quota')),
    reason: 'no-credit',
    says: /no credit left/,
  },
  {
    when: '400 with an empty balance',
    answer: (wire) =>
      json(
        400,
        wire.errorBody('invalid_request_error', 'Your credit balance is too low to access'),
      ),
    reason: 'no-credit',
    says: /no credit left/,
  },
  {
    when: '402',
    answer: (wire) => json(402, wire.errorBody('billing_error', 'pay')),
    reason: 'no-credit',
    says: /no credit left/,
  },
  {
    when: '429',
    answer: (wire) =>
      json(429, wire.errorBody('rate_limit_error', 'slow'), {
        'retry-after': '7',
      }),
    reason: 'rate-limited',
    says: /try again in 7 s\.$/,
    requests: 3,
  },
  {
    when: '429 with a long wait',
    answer: (wire) =>
      json(429, wire.errorBody('rate_limit_error', 'slow'), {
        'retry-after': '1000',
      }),
    reason: 'rate-limited',
    says: /try again in 17 minutes\.$/,
    requests: 1,
  },
  {
    when: '400 context_length_exceeded',
    answer: (wire) =>
      json(400, wire.errorBody('invalid_request_error', 'long', 'context_length_exceeded')),
    reason: 'context-too-long',
    says: /too long for test-model/,
    only: 'openai',
  },
  {
    when: '400 prompt is too long',
    answer: (wire) =>
      json(
        400,
        wire.errorBody('invalid_request_error', 'prompt is too long: 9 tokens > 8 maximum'),
      ),
    reason: 'context-too-long',
    says: /too long for test-model/,
  },
  {
    when: '413',
    answer: (wire) => json(413, wire.errorBody('request_too_large', 'big')),
    reason: 'context-too-long',
    says: /too long/,
  },
  {
    when: '529',
    answer: (wire) => json(529, wire.errorBody('overloaded_error', 'Overloaded')),
    reason: 'overloaded',
    says: /overloaded/,
    requests: 3,
  },
  {
    when: '503 with a web page',
    answer: () => page(503),
    reason: 'overloaded',
    says: /overloaded/,
    requests: 3,
  },
  {
    when: '503 that says not to come back',
    answer: (wire) => json(503, wire.errorBody('x', 'y'), { 'x-should-retry': 'false' }),
    reason: 'overloaded',
    says: /overloaded/,
  },
  {
    when: '404',
    answer: (wire) => json(404, wire.errorBody('not_found_error', 'model: test-model')),
    reason: 'model-not-found',
    says: /does not offer test-model/,
  },
  {
    when: '404 with a web page',
    answer: () => page(404),
    reason: 'request-refused',
    says: /endpoint setting/,
  },
  {
    when: '407',
    answer: () => (response) => {
      response.writeHead(407, { 'proxy-authenticate': 'Basic' }).end();
    },
    reason: 'proxy',
    says: /proxy wants you to sign in/,
  },
  {
    when: '400',
    answer: (wire) => json(400, wire.errorBody('invalid_request_error', 'temperature')),
    reason: 'request-refused',
    says: /code 400/,
  },
  {
    when: 'an error body that never ends',
    answer: () => (response) => {
      response.writeHead(401, { 'content-type': 'application/json' });
      response.write('{"error":');
    },
    reason: 'key-refused',
    says: /refused your key/,
  },
  {
    when: 'a redirect to another origin',
    answer: () => (response) => {
      response.writeHead(307, { location: 'https://example.test/v1/chat' }).end();
    },
    reason: 'endpoint-refused',
    says: /redirects to another address/,
  },
];

describe('provider refusals', () => {
  let server: ScriptedServer;
  before(async () => {
    server = await startScriptedServer();
  });
  after(() => server.close());

  for (const wire of WIRE_FORMATS) {
    for (const { when, answer, reason, says, requests = 1, only } of CASES) {
      if (only && only !== wire.id) continue;
      it(`${wire.id}: ${when} is ${reason}, streaming and not`, async () => {
        const { runtime } = recordingRuntime({ connectTimeoutMs: 100 });
        const provider = wire.create(server.url, runtime);
        for (const ask of [
          async () => (await drain(provider.stream(QUESTION, never))).error,
          () => thrownBy(provider.complete(QUESTION, never)),
        ]) {
          server.script(answer(wire));
          const error = await ask();
          assert.ok(error instanceof NetGuruError);
          assert.equal(error.reason, reason);
          assert.match(error.message, says);
          assert.match(error.sentence.template, /^[^.!?]+\.$/, 'one sentence');
          assert.equal(server.requests.length, requests);
        }
      });
    }

    it(`${wire.id}: a refused key is refused in the test and in the list too`, async () => {
      server.script(json(401, wire.errorBody('authentication_error', 'invalid')));
      const provider = wire.create(server.url);
      for (const work of [provider.testKey(never), provider.listModels(never)]) {
        const error = await thrownBy(work);
        assert.ok(error instanceof NetGuruError);
        assert.equal(error.reason, 'key-refused');
      }
    });

    const waits: Record<string, { headers: Record<string, string>; sleeps: readonly number[] }> = {
      seconds: { headers: { 'retry-after': '2' }, sleeps: [2_000] },
      milliseconds: {
        headers: { 'retry-after-ms': '1250', 'retry-after': '9' },
        sleeps: [1_250],
      },
      'an HTTP date': {
        headers: { 'retry-after': 'Thu, 01 Jan 2026 00:00:05 GMT' },
        sleeps: [5_000],
      },
      nothing: { headers: {}, sleeps: [500] },
      'a moment': { headers: { 'retry-after': '0' }, sleeps: [500] },
      rubbish: { headers: { 'retry-after': 'soon' }, sleeps: [500] },
    };
    for (const [named, { headers, sleeps: expected }] of Object.entries(waits)) {
      it(`${wire.id}: 429 that names ${named}, then success`, async () => {
        const { runtime, sleeps } = recordingRuntime({
          now: () => Date.UTC(2026, 0, 1),
        });
        server.script(
          json(429, wire.errorBody('rate_limit_error', 'slow'), headers),
          events([wire.opening, wire.text('ok'), wire.ending]),
        );
        const { text, error } = await drain(
          wire.create(server.url, runtime).stream(QUESTION, never),
        );
        assert.equal(error, undefined);
        assert.equal(text, 'ok');
        assert.deepEqual(sleeps, expected);
      });
    }
  }
});
