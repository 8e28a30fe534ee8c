import assert from 'node:assert/strict';
import { NetGuruError } from '../../../src/core/errors.ts';
import { MAX_STREAM_LINE_BYTES } from '../../../src/core/limits.ts';
import type { ErrorReason } from '../../../src/core/types.ts';
import {
  type Answer,
  events,
  json,
  page,
  type ScriptedServer,
  startScriptedServer,
} from './scriptedServer.ts';
import { drain, never, QUESTION, recordingRuntime, thrownBy, WIRE_FORMATS } from './wire.ts';

const END = [
  { type: 'usage', usage: { inputTokens: 12, outputTokens: 3 } },
  { type: 'end', end: 'complete' },
];

function reasonOf(error: unknown): ErrorReason | undefined {
  return error instanceof NetGuruError ? error.reason : undefined;
}

describe('provider streams', () => {
  let server: ScriptedServer;
  before(async () => {
    server = await startScriptedServer();
  });
  after(() => server.close());

  for (const wire of WIRE_FORMATS) {
    describe(wire.id, () => {
      const short = {
        firstTextTimeoutMs: 150,
        connectTimeoutMs: 150,
        idleTimeoutMs: 150,
      };
      const ask = (changes = {}) => {
        const { runtime } = recordingRuntime(changes);
        return drain(wire.create(server.url, runtime).stream(QUESTION, never));
      };

      it('hands over text, then usage, then the end', async () => {
        server.script(events([wire.opening, wire.text('Gi0/1 '), wire.text('flaps'), wire.ending]));
        const { events: received, error } = await ask();
        assert.equal(error, undefined);
        assert.deepEqual(received, [
          { type: 'text', text: 'Gi0/1 ' },
          { type: 'text', text: 'flaps' },
          ...END,
        ]);
      });

      it('reads a stream that arrives byte by byte, with characters torn apart', async () => {
        const whole = wire.opening + wire.text('roteador não responde — ✓ 🛰') + wire.ending;
        server.script(events([...Buffer.from(whole)].map((byte) => Uint8Array.of(byte))));
        const { text, error } = await ask();
        assert.equal(error, undefined);
        assert.equal(text, 'roteador não responde — ✓ 🛰');
      });

      it('survives invalid UTF-8 split over chunks', async () => {
        const [before = '', after = ''] = wire.text('a#b').split('#');
        server.script(
          events([
            wire.opening,
            before,
            Uint8Array.of(0xe2, 0x82),
            Uint8Array.of(0xff),
            after,
            wire.ending,
          ]),
        );
        const { text, error } = await ask();
        assert.equal(error, undefined);
        assert.match(text, /^a\uFFFD+b$/);
      });

      const cuts: Record<string, Answer> = {
        'the connection breaks': events([wire.opening, wire.text('so far')], 'break'),
        'the stream ends without its end marker': events([wire.opening, wire.text('so far')]),
        'an event is malformed': events([
          wire.opening,
          wire.text('so far'),
          'event: message_delta\ndata: {"cho\n\n',
        ]),
        'an event has another shape': events([
          wire.opening,
          wire.text('so far'),
          'event: message_delta\ndata: 7\n\n',
        ]),
        'an error event arrives': events([
          wire.opening,
          wire.text('so far'),
          wire.errorEvent('overloaded_error', 'Overloaded'),
        ]),
        'it falls silent': events([wire.opening, wire.text('so far')], 'silence'),
        'a line never ends': events(
          [wire.opening, wire.text('so far'), `data: ${'x'.repeat(MAX_STREAM_LINE_BYTES + 8)}`],
          'silence',
        ),
      };
      for (const [when, answer] of Object.entries(cuts)) {
        it(`keeps the text and says that it was cut when ${when}`, async () => {
          server.script(answer);
          const { text, error } = await ask(short);
          assert.equal(text, 'so far');
          assert.equal(reasonOf(error), 'stream-cut');
          assert.match(String(error), /what arrived is kept/);
          assert.equal(server.requests.length, 1, 'never asked again after text');
          await server.requests[0]?.closed;
        });
      }

      const early: Record<string, { answer: Answer; reason: ErrorReason; requests: number }> = {
        'nothing follows the headers': {
          answer: events([], 'silence'),
          reason: 'timeout',
          requests: 1,
        },
        'no headers come': { answer: () => {}, reason: 'timeout', requests: 1 },
        'the stream is empty': {
          answer: events([]),
          reason: 'stream-cut',
          requests: 3,
        },
        'a web page comes': {
          answer: page(200),
          reason: 'request-refused',
          requests: 1,
        },
        'plain JSON comes': {
          answer: json(200, { ok: true }),
          reason: 'request-refused',
          requests: 1,
        },
        'the first event is an overload': {
          answer: events([wire.opening, wire.errorEvent('overloaded_error', 'Overloaded')]),
          reason: 'overloaded',
          requests: 3,
        },
        'the server hangs up': {
          answer: (response) => {
            response.destroy();
          },
          reason: 'network',
          requests: 3,
        },
      };
      for (const [when, { answer, reason, requests }] of Object.entries(early)) {
        it(`says ${reason} when ${when}`, async () => {
          server.script(answer);
          const { events: received, error } = await ask(short);
          assert.deepEqual(received, []);
          assert.equal(reasonOf(error), reason);
          assert.equal(server.requests.length, requests);
        });
      }

      it('waits for a slow drip that keeps coming', async () => {
        const drip: Answer = async (response) => {
          response.writeHead(200, { 'content-type': 'text/event-stream' });
          for (const piece of [
            wire.opening,
            wire.text('a'),
            ': still here\n\n',
            wire.text('b'),
            wire.ending,
          ]) {
            response.write(piece);
            await new Promise((resolve) => setTimeout(resolve, 60));
          }
          response.end();
        };
        server.script(drip);
        const { text, error } = await ask(short);
        assert.equal(error, undefined);
        assert.equal(text, 'ab');
      });

      it('tries again after a cut before the first word, and never shows the first try', async () => {
        server.script(
          events([wire.opening], 'break'),
          events([wire.opening, wire.text('second try'), wire.ending]),
        );
        const { text, error } = await ask();
        assert.equal(error, undefined);
        assert.equal(text, 'second try');
      });

      it('closes the socket at once when cancelled in the middle', async () => {
        server.script(events([wire.opening, wire.text('so far')], 'silence'));
        const stop = new AbortController();
        const { runtime } = recordingRuntime();
        const stream = wire.create(server.url, runtime).stream(QUESTION, stop.signal);
        let text = '';
        const error = await thrownBy(
          (async () => {
            for await (const event of stream) {
              if (event.type === 'text') text += event.text;
              setImmediate(() => stop.abort());
            }
          })(),
        );
        await server.requests[0]?.closed;
        assert.equal(text, 'so far');
        assert.equal(reasonOf(error), 'cancelled');
      });

      it('closes the socket when the reader leaves the loop', async () => {
        server.script(events([wire.opening, wire.text('enough')], 'silence'));
        const { runtime } = recordingRuntime();
        for await (const event of wire.create(server.url, runtime).stream(QUESTION, never)) {
          if (event.type === 'text') break;
        }
        await server.requests[0]?.closed;
      });

      it('does not wait long for a model list', async () => {
        server.script(() => {});
        const provider = wire.create(
          server.url,
          recordingRuntime({ connectTimeoutMs: 100 }).runtime,
        );
        assert.equal(reasonOf(await thrownBy(provider.testKey(never))), 'timeout');
      });

      it('asks nothing when it is cancelled beforehand', async () => {
        server.script(events([]));
        const provider = wire.create(server.url);
        const { error } = await drain(provider.stream(QUESTION, AbortSignal.abort()));
        assert.equal(reasonOf(error), 'cancelled');
        assert.equal(server.requests.length, 0);
      });

      it('stops waiting for a retry when cancelled', async () => {
        server.script(
          json(429, wire.errorBody('rate_limit_error', 'slow'), {
            'retry-after': '15',
          }),
        );
        const stop = new AbortController();
        const waiting = drain(wire.create(server.url).stream(QUESTION, stop.signal));
        while (server.requests.length === 0) await new Promise(setImmediate);
        stop.abort();
        assert.equal(reasonOf((await waiting).error), 'cancelled');
      });

      it('reads a whole answer', async () => {
        server.script(json(200, wire.wholeAnswer('Gi0/1')));
        const completion = await wire.create(server.url).complete(QUESTION, never);
        assert.deepEqual(completion, {
          text: 'Gi0/1',
          usage: { inputTokens: 12, outputTokens: 3 },
          end: 'complete',
        });
      });

      it('refuses a whole answer of another shape, and one that never comes', async () => {
        const { runtime } = recordingRuntime({ wholeAnswerTimeoutMs: 150 });
        const provider = wire.create(server.url, runtime);
        for (const [answer, reason] of [
          [json(200, { hello: 1 }), 'request-refused'],
          [page(200), 'request-refused'],
          [() => {}, 'timeout'],
        ] as const) {
          server.script(answer);
          assert.equal(reasonOf(await thrownBy(provider.complete(QUESTION, never))), reason);
        }
      });
    });
  }
});
