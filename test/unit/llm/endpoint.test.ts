import assert from 'node:assert/strict';
import { NetGuruError } from '../../../src/core/errors.ts';
import { checkEndpoint, resolveEndpoint } from '../../../src/llm/endpoint.ts';
import type { ProviderId } from '../../../src/llm/provider.ts';
import { createProvider } from '../../../src/llm/providerFactory.ts';

describe('checkEndpoint', () => {
  const accepted = [
    'https://api.openai.com/v1',
    'https://10.0.0.5:8443/openai',
    'http://127.0.0.1:11434',
    'http://127.9.8.7/v1',
    'http://2130706433/v1',
    'http://[::1]:8080/v1',
    'http://localhost:1234/v1',
    ' https://host.example/v1 ',
  ];
  for (const url of accepted) {
    it(`accepts ${url}`, () => {
      assert.ok(checkEndpoint(url) instanceof URL);
    });
  }
  const refused = [
    'http://api.openai.com/v1',
    'http://10.0.0.5/v1',
    'http://0.0.0.0:11434',
    'http://127.0.0.1.example.com/v1',
    'http://localhost.example.com',
    'http://[::ffff:127.0.0.1]/',
    'ftp://127.0.0.1/',
    'file:///etc/passwd',
    'https://user:secret@host.example/v1',
    'https://user@host.example/v1',
    'https://host.example/v1?key=1',
    'https://host.example/v1#x',
    'host.example/v1',
    '',
  ];
  for (const url of refused) {
    it(`refuses ${JSON.stringify(url)}`, () => {
      assert.throws(
        () => checkEndpoint(url),
        (error) => error instanceof NetGuruError && error.reason === 'endpoint-refused',
      );
    });
  }
});

describe('resolveEndpoint', () => {
  const table: readonly [ProviderId, string | undefined, string, string][] = [
    ['openai', undefined, 'https://api.openai.com/v1', 'OpenAI'],
    ['openai', '  ', 'https://api.openai.com/v1', 'OpenAI'],
    ['openai', 'https://api.openai.com', 'https://api.openai.com/v1', 'OpenAI'],
    ['openai', 'http://localhost:11434', 'http://localhost:11434/v1', 'localhost:11434'],
    ['openai', 'https://gw.example/openai/', 'https://gw.example/openai', 'gw.example'],
    ['anthropic', undefined, 'https://api.anthropic.com', 'Anthropic'],
    ['anthropic', 'https://api.anthropic.com/v1/', 'https://api.anthropic.com', 'Anthropic'],
    ['anthropic', 'https://gw.example/a/v1', 'https://gw.example/a', 'gw.example'],
  ];
  for (const [id, override, baseUrl, label] of table) {
    it(`${id} with ${override} is ${baseUrl}`, () => {
      const endpoint = resolveEndpoint(id, override);
      assert.equal(endpoint.baseUrl, baseUrl);
      assert.equal(endpoint.label, label);
    });
  }
});

describe('createProvider', () => {
  const table: readonly [string, string | undefined, string | undefined][] = [
    ['', undefined, 'no-key'],
    [' \n', undefined, 'no-key'],
    ['', 'http://localhost:1', undefined],
    [' sk-pasted\n', undefined, undefined],
    ['sk-two words', undefined, 'key-refused'],
    ['sk-chave-não', undefined, 'key-refused'],
    ['sk-fine', 'http://example.com', 'endpoint-refused'],
  ];
  for (const id of ['openai', 'anthropic'] as const) {
    for (const [apiKey, baseUrl, reason] of table) {
      it(`${id}: key ${JSON.stringify(apiKey)} at ${baseUrl} gives ${reason ?? 'a provider'}`, () => {
        const create = () => createProvider(id, { apiKey, ...(baseUrl && { baseUrl }) });
        if (!reason) {
          assert.equal(create().id, id);
          return;
        }
        assert.throws(create, (error) => error instanceof NetGuruError && error.reason === reason);
      });
    }
  }
});
