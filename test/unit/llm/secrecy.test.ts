import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { asNetGuruError, NetGuruError } from '../../../src/core/errors.ts';
import { createProvider } from '../../../src/llm/providerFactory.ts';
import { createScrub, scrubbedCause } from '../../../src/llm/scrub.ts';
import {
  type Answer,
  events,
  json,
  type ScriptedServer,
  startScriptedServer,
} from './scriptedServer.ts';
import {
  CANARY_KEY,
  drain,
  never,
  QUESTION,
  recordingRuntime,
  thrownBy,
  WIRE_FORMATS,
} from './wire.ts';

const CANARY_FORMS = [
  CANARY_KEY,
  encodeURIComponent(CANARY_KEY),
  Buffer.from(CANARY_KEY).toString('base64'),
  'sk-canary',
];

/** Every string that can be reached from a value: own and hidden properties, causes, stacks. */
function reachableStrings(value: unknown, seen = new Set<unknown>()): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  const inside = value instanceof Headers || value instanceof Map ? [...value] : [];
  const own = Reflect.ownKeys(value).flatMap((name) => [String(name), Reflect.get(value, name)]);
  return [...inside, ...own].flatMap((part) => reachableStrings(part, seen));
}

function assertSecret(error: unknown): void {
  assert.ok(error instanceof NetGuruError);
  const texts = [
    ...reachableStrings(error),
    inspect(error, { depth: 20, showHidden: true }),
    JSON.stringify(error.toAnswerError()),
  ];
  for (const form of CANARY_FORMS) {
    const found = texts.find((text) => text.includes(form));
    assert.equal(found, undefined, `key found in ${error.reason}`);
  }
}

const HOSTILE_ENVIRONMENT = {
  OPENAI_API_KEY: 'sk-from-environment',
  OPENAI_ADMIN_KEY: 'sk-admin-from-environment',
  OPENAI_ORG_ID: 'org-from-environment',
  OPENAI_PROJECT_ID: 'proj-from-environment',
  OPENAI_WEBHOOK_SECRET: 'hook-from-environment',
  OPENAI_LOG: 'debug',
  OPENAI_CUSTOM_HEADERS: 'x-spy: from-environment\nauthorization: Bearer from-environment',
  ANTHROPIC_API_KEY: 'sk-ant-from-environment',
  ANTHROPIC_AUTH_TOKEN: 'token-from-environment',
  ANTHROPIC_PROFILE: 'from-environment',
  ANTHROPIC_LOG: 'debug',
  ANTHROPIC_CUSTOM_HEADERS: 'x-spy: from-environment\nx-api-key: from-environment',
  ANTHROPIC_OPEN_TELEMETRY: 'true',
};

describe('provider secrecy', () => {
  let server: ScriptedServer;
  let elsewhere: ScriptedServer;
  before(async () => {
    server = await startScriptedServer();
    elsewhere = await startScriptedServer();
  });
  after(async () => {
    await server.close();
    await elsewhere.close();
  });

  describe('with a hostile environment', () => {
    const original = { ...process.env };
    const printed: unknown[][] = [];
    const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;
    const originals = methods.map((method) => console[method]);
    beforeEach(() => {
      Object.assign(process.env, HOSTILE_ENVIRONMENT, {
        OPENAI_BASE_URL: `${elsewhere.url}/v1`,
        ANTHROPIC_BASE_URL: elsewhere.url,
      });
      printed.length = 0;
      for (const method of methods) console[method] = (...texts) => printed.push(texts);
    });
    afterEach(() => {
      for (const [index, method] of methods.entries()) {
        console[method] = originals[index] ?? console[method];
      }
      for (const name of Object.keys(process.env)) {
        if (!(name in original)) delete process.env[name];
      }
      Object.assign(process.env, original);
    });

    for (const wire of WIRE_FORMATS) {
      it(`${wire.id}: asks the configured endpoint with our headers only, and prints nothing`, async () => {
        elsewhere.script(json(200, {}));
        server.script(
          json(200, { data: [{ id: 'test-model' }], has_more: false }),
          json(200, wire.wholeAnswer('ok')),
          events([wire.opening, wire.text('ok'), 'event: message_delta\ndata: {broken\n\n']),
        );
        const provider = wire.create(server.url, recordingRuntime().runtime);
        await provider.listModels(never);
        await provider.complete(QUESTION, never);
        await drain(provider.stream(QUESTION, never));

        assert.equal(elsewhere.requests.length, 0);
        assert.equal(server.requests.length, 3);
        for (const { headers, url, method } of server.requests) {
          assert.ok(!/environment/.test(JSON.stringify([headers, url])));
          const { authorization, 'x-api-key': xApiKey } = headers;
          assert.deepEqual(
            { authorization, xApiKey },
            wire.id === 'openai'
              ? { authorization: `Bearer ${CANARY_KEY}`, xApiKey: undefined }
              : { authorization: undefined, xApiKey: CANARY_KEY },
          );
          const allowed =
            /^(?:accept|accept-encoding|accept-language|anthropic-version|authorization|connection|content-length|content-type|host|sec-fetch-mode|user-agent|x-api-key)$/;
          assert.deepEqual(
            Object.keys(headers).filter((name) => !allowed.test(name)),
            [],
          );
          assert.equal(headers['user-agent'], 'NetGuru');
          assert.equal(headers['content-type'], method === 'POST' ? 'application/json' : undefined);
        }
        assert.deepEqual(printed, []);
      });

      it(`${wire.id}: goes to the company's own address when none is configured`, async () => {
        const asked: string[] = [];
        const settings = {
          apiKey: CANARY_KEY,
          fetch: async (input: string | URL | Request) => {
            asked.push(String(input));
            return Response.json({ data: [], has_more: false });
          },
        };
        await createProvider(wire.id, settings).testKey(never);
        assert.equal(asked.length, 1);
        assert.equal(new URL(asked[0] ?? '').host, `api.${wire.id}.com`);
      });

      it(`${wire.id}: needs a key of its own`, () => {
        assert.throws(
          () => createProvider(wire.id, { apiKey: '' }),
          (error) => error instanceof NetGuruError && error.reason === 'no-key',
        );
      });
    }
  });

  for (const wire of WIRE_FORMATS) {
    it(`${wire.id}: a redirect is not followed`, async () => {
      elsewhere.script(json(200, wire.wholeAnswer('stolen')));
      for (const status of [301, 302, 303, 307, 308]) {
        server.script((response) => {
          response.writeHead(status, { location: `${elsewhere.url}/v1/messages` }).end();
        });
        const error = await thrownBy(wire.create(server.url).complete(QUESTION, never));
        assert.ok(error instanceof NetGuruError);
        assert.equal(error.reason, 'endpoint-refused');
        assertSecret(error);
      }
      assert.equal(elsewhere.requests.length, 0);
    });

    const echo = `Incorrect API key provided: ${CANARY_KEY} (${encodeURIComponent(CANARY_KEY)}), Basic ${Buffer.from(CANARY_KEY).toString('base64')}, like sk-canary-4b1********7Zq`;
    const echoes: Record<string, Answer> = {
      '401': json(401, wire.errorBody('authentication_error', echo, echo), {
        'x-echo': CANARY_KEY,
      }),
      '400': json(400, wire.errorBody(echo, echo)),
      '500 as plain text': (response) => {
        response.writeHead(500, { 'content-type': 'text/plain' }).end(echo);
      },
      'an error event': events([wire.opening, wire.errorEvent(echo, echo)]),
      'an error event after text': events([
        wire.opening,
        wire.text('a'),
        wire.errorEvent('x', echo),
      ]),
      'malformed data': events([wire.opening, `event: message_delta\ndata: {"${echo}\n\n`]),
      'a wrong shape': events([`event: message_start\ndata: ${JSON.stringify([echo])}\n\n`]),
      'a broken header': (response) => {
        response.socket?.end(`HTTP/1.1 200 ${echo}\r\nx: \u0001${echo}\r\n\r\n`);
      },
    };
    for (const [where, answer] of Object.entries(echoes)) {
      it(`${wire.id}: the key is in no error when the server echoes it in ${where}`, async () => {
        const provider = wire.create(server.url, recordingRuntime().runtime);
        server.script(answer);
        assertSecret((await drain(provider.stream(QUESTION, never))).error);
        server.script(answer);
        assertSecret(await thrownBy(provider.complete(QUESTION, never)));
        server.script(answer);
        assertSecret(await thrownBy(provider.listModels(never)));
      });
    }

    it(`${wire.id}: the key is in no error when the fetch throws it`, async () => {
      const settings = {
        apiKey: CANARY_KEY,
        fetch: async () => {
          const cause = Object.assign(new Error(`header ${CANARY_KEY}`), {
            key: CANARY_KEY,
          });
          throw new TypeError(`invalid value "Bearer ${CANARY_KEY}"`, {
            cause,
          });
        },
      };
      const provider = createProvider(wire.id, settings, recordingRuntime().runtime);
      assertSecret((await drain(provider.stream(QUESTION, never))).error);
      assertSecret(await thrownBy(provider.complete(QUESTION, never)));
    });
  }

  it('keeps what the log needs: names, codes and the words around the key', () => {
    const scrub = createScrub(CANARY_KEY);
    const inner = Object.assign(new Error(`socket of ${CANARY_KEY}`), {
      code: 'ECONNRESET',
    });
    const copy = scrubbedCause(new TypeError('fetch failed', { cause: inner }), scrub);
    assert.equal(copy.message, 'TypeError: fetch failed');
    assert.ok(copy.cause instanceof Error);
    assert.equal(copy.cause.message, 'Error: socket of [key removed] (ECONNRESET)');
  });

  it('the check itself finds a key that is there', () => {
    const leaky = new NetGuruError(
      'internal',
      { template: 'x', args: [] },
      {
        cause: Object.assign(new Error('x'), {
          request: { headers: new Headers({ a: CANARY_KEY }) },
        }),
      },
    );
    assert.throws(() => assertSecret(leaky), /key found/);
    assert.doesNotThrow(() => assertSecret(asNetGuruError(new Error('harmless'))));
  });
});
