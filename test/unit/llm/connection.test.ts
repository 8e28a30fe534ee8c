import assert from 'node:assert/strict';
import { createServer, setGlobalProxyFromEnv } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createSocketServer } from 'node:net';
import { NetGuruError } from '../../../src/core/errors.ts';
import type { ErrorReason } from '../../../src/core/types.ts';
import { connectionFailure } from '../../../src/llm/connectionFailure.ts';
import { createProvider } from '../../../src/llm/providerFactory.ts';
import { listen } from './scriptedServer.ts';
import { selfSignedCertificate } from './selfSignedCertificate.ts';
import { CANARY_KEY, drain, never, QUESTION, recordingRuntime, WIRE_FORMATS } from './wire.ts';

async function failureAt(baseUrl: string, baseFetch?: typeof fetch): Promise<NetGuruError> {
  const { runtime } = recordingRuntime();
  const settings = {
    apiKey: CANARY_KEY,
    baseUrl,
    ...(baseFetch && { fetch: baseFetch }),
  };
  const { error } = await drain(
    createProvider('openai', settings, runtime).stream(QUESTION, never),
  );
  assert.ok(error instanceof NetGuruError);
  return error;
}

describe('provider connections', () => {
  it('says network when nothing listens', async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    const error = await failureAt(`http://127.0.0.1:${port}`);
    assert.equal(error.reason, 'network');
    assert.match(error.message, /Nothing answers at 127\.0\.0\.1/);
  });

  it('says network when the name is unknown', async () => {
    const error = await failureAt('https://netguru-test.invalid/v1');
    assert.equal(error.reason, 'network');
  });

  it('says certificate for a server that vouches for itself', async () => {
    const server = createTlsServer(selfSignedCertificate(), (_, response) => response.end());
    const port = await listen(server);
    const error = await failureAt(`https://127.0.0.1:${port}`);
    assert.equal(error.reason, 'certificate');
    assert.match(error.message, /DEPTH_ZERO_SELF_SIGNED_CERT/);
    await new Promise((resolve) => server.close(resolve));
  });

  it('says certificate for a server that speaks no TLS', async () => {
    const server = createServer();
    const port = await listen(server);
    const error = await failureAt(`https://127.0.0.1:${port}`);
    assert.equal(error.reason, 'certificate');
    await new Promise((resolve) => server.close(resolve));
  });

  it('says network when the connection is reset', async () => {
    const server = createSocketServer((socket) => {
      socket.once('data', () => socket.resetAndDestroy());
      socket.on('error', () => {});
    });
    const port = await listen(server);
    assert.equal((await failureAt(`http://127.0.0.1:${port}`)).reason, 'network');
    await new Promise((resolve) => server.close(resolve));
  });

  it('says proxy when the proxy wants a password or forbids, and shows it no key', async () => {
    for (const [status, says] of [
      ['407 Proxy Authentication Required', /sign in/],
      ['403 Forbidden', /does not let api\.example\.test through/],
    ] as const) {
      let seen = '';
      const proxy = createServer();
      proxy.on('connect', (request, socket) => {
        seen += JSON.stringify([request.url, request.headers]);
        socket.end(`HTTP/1.1 ${status}\r\n\r\n`);
      });
      const port = await listen(proxy);
      const restore = setGlobalProxyFromEnv({
        https_proxy: `http://127.0.0.1:${port}`,
      });
      const error = await failureAt('https://api.example.test/v1');
      restore();
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
      assert.equal(error.reason, 'proxy');
      assert.match(error.message, says);
      assert.match(seen, /api\.example\.test:443/);
      assert.ok(!seen.includes(CANARY_KEY));
    }
  });

  it('says proxy when the fetch of the editor hands over a 407', async () => {
    const error = await failureAt(
      'https://api.example.test/v1',
      async () => new Response(null, { status: 407 }),
    );
    assert.equal(error.reason, 'proxy');
  });

  it('stops at once even when a fetch ignores its signal', async () => {
    for (const wire of WIRE_FORMATS) {
      const settings = {
        apiKey: CANARY_KEY,
        fetch: () => new Promise<Response>(() => {}),
      };
      const stop = new AbortController();
      const waiting = drain(createProvider(wire.id, settings).stream(QUESTION, stop.signal));
      setImmediate(() => stop.abort());
      const { error } = await waiting;
      assert.ok(error instanceof NetGuruError);
      assert.equal(error.reason, 'cancelled');
    }
  });
});

describe('connectionFailure', () => {
  const table: readonly [string, ErrorReason, boolean][] = [
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate', false],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate', false],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate', false],
    ['CERT_HAS_EXPIRED', 'certificate', false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate', false],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'certificate', false],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'proxy', false],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', 'proxy', false],
    ['net::ERR_NAME_NOT_RESOLVED', 'network', false],
    ['net::ERR_INTERNET_DISCONNECTED', 'network', false],
    ['net::ERR_CONNECTION_RESET', 'network', true],
    ['net::ERR_CONNECTION_TIMED_OUT', 'timeout', false],
    ['ENOTFOUND', 'network', false],
    ['ECONNREFUSED', 'network', false],
    ['ECONNRESET', 'network', true],
    ['UND_ERR_SOCKET', 'network', true],
    ['ETIMEDOUT', 'timeout', false],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout', false],
  ];
  for (const [code, reason, isRetryable] of table) {
    it(`${code} is ${reason}`, () => {
      const inner = code.startsWith('net::')
        ? new Error(code)
        : Object.assign(new Error('below'), { code });
      const failure = connectionFailure(new TypeError('fetch failed', { cause: inner }), 'OpenAI');
      assert.equal(failure?.reason, reason);
      assert.equal(failure?.isRetryable, isRetryable);
    });
  }

  it('finds the code in an aggregate of addresses', () => {
    const members = [Object.assign(new Error(''), { code: 'ECONNREFUSED' })];
    const error = new TypeError('fetch failed', {
      cause: new AggregateError(members),
    });
    assert.equal(connectionFailure(error, 'OpenAI')?.reason, 'network');
  });

  it('leaves errors of our own code alone', () => {
    assert.equal(connectionFailure(new TypeError('x is not a function'), 'OpenAI'), undefined);
  });
});
