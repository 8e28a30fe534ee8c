import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { buildMessages, systemPrompt } from '../../../src/answer/prompt.ts';
import type { CompletionRequest, Provider, ProviderMessage } from '../../../src/llm/provider.ts';
import { createProvider } from '../../../src/llm/providerFactory.ts';
import { redactingProvider } from '../../../src/llm/redactingProvider.ts';
import { json, page, type ScriptedServer, startScriptedServer } from './scriptedServer.ts';
import { drain, never, recordingRuntime, WIRE_FORMATS } from './wire.ts';

const SECRETS = ['Falcon#9010', '0822455D0A16', 'Maple@1924', 'Winter-2231'];

const MESSAGES: readonly ProviderMessage[] = [
  { role: 'system', text: 'Answer. The console password is Winter-2231.' },
  { role: 'user', text: 'Is Falcon#9010 still used?' },
  { role: 'assistant', text: 'Yes: `snmp-server community Falcon#9010 RO`.' },
  {
    role: 'user',
    text: 'tacacs server A\n key Maple@1924\nline vty 0 4\n password 7 0822455D0A16\nWhy does Maple@1924 fail?',
  },
];

const REDACTED = [
  'Answer. The console password is <secret:password-1>.',
  'Is <secret:snmp-community-1> still used?',
  'Yes: `snmp-server community <secret:snmp-community-1> RO`.',
  'tacacs server A\n key <secret:aaa-key-1>\nline vty 0 4\n password 7 <secret:password-2>\nWhy does <secret:aaa-key-1> fail?',
];

const REQUEST: CompletionRequest = { model: 'm', messages: MESSAGES, maxOutputTokens: 64 };

/** A provider that keeps what it is asked to send. */
function spyingProvider(): { readonly provider: Provider; readonly sent: CompletionRequest[] } {
  const sent: CompletionRequest[] = [];
  return {
    sent,
    provider: {
      id: 'spy',
      async *stream(request) {
        sent.push(request);
        yield { type: 'text', text: 'See <secret:aaa-key-1>.' };
        yield { type: 'end', end: 'complete' };
      },
      async complete(request) {
        sent.push(request);
        return { text: 'ok', end: 'complete' };
      },
      async listModels() {
        return [{ id: 'm', name: 'M', maxInputTokens: 1, maxOutputTokens: 1 }];
      },
      async testKey() {},
    },
  };
}

function texts({ messages }: CompletionRequest): string[] {
  return messages.map(({ text }) => text);
}

describe('redactingProvider', () => {
  it('redacts every message of stream and complete, and nothing else of the request', async () => {
    const { provider, sent } = spyingProvider();
    const redacting = redactingProvider(provider);
    const { text } = await drain(redacting.stream(REQUEST, never));
    await redacting.complete(REQUEST, never);
    assert.equal(sent.length, 2);
    for (const request of sent) {
      assert.deepEqual(texts(request), REDACTED);
      assert.deepEqual({ ...request, messages: MESSAGES }, REQUEST);
      assert.deepEqual(
        request.messages.map(({ role }) => role),
        MESSAGES.map(({ role }) => role),
      );
    }
    assert.equal(text, 'See <secret:aaa-key-1>.');
    assert.equal(redacting.id, 'spy');
    assert.equal((await redacting.listModels(never))[0]?.id, 'm');
  });

  it('leaves the request that it is given as it is', async () => {
    const before = structuredClone(REQUEST);
    await redactingProvider(spyingProvider().provider).complete(REQUEST, never);
    assert.deepEqual(REQUEST, before);
  });

  it('gives the secrets of two requests their own names', async () => {
    const { provider, sent } = spyingProvider();
    const redacting = redactingProvider(provider);
    for (const secret of ['Oak', 'Elm']) {
      const messages = [{ role: 'user', text: `enable secret ${secret}` } as const];
      await redacting.complete({ ...REQUEST, messages }, never);
    }
    assert.deepEqual(sent.flatMap(texts), [
      'enable secret <secret:password-1>',
      'enable secret <secret:password-1>',
    ]);
  });

  it('keeps the rules of the system prompt, in every language', () => {
    for (const language of ['en', 'pt-br'] as const) {
      const messages: ProviderMessage[] = [
        { role: 'system', text: systemPrompt('passage-0a1b2c3d4e5f', language) },
      ];
      const { provider, sent } = spyingProvider();
      void redactingProvider(provider).complete({ ...REQUEST, messages }, never);
      assert.deepEqual(sent.flatMap(texts), texts({ ...REQUEST, messages }));
      assert.match(messages[0]?.text ?? '', /<secret:…>/);
    }
  });

  it('redacts a whole prompt: passages, their titles, earlier turns and the question', async () => {
    const messages = buildMessages(
      {
        question: 'Why does R1 refuse the community Falcon#9010?',
        attachments: [],
        history: [{ role: 'user', text: 'enable secret Winter-2231' }],
      },
      {
        evidence: [
          {
            n: 1,
            origin: 'workspace',
            path: 'configs/r1.cfg',
            startLine: 3,
            endLine: 4,
            title: 'snmp-server community Falcon#9010 RO',
            platform: 'ios',
            kind: 'config',
            score: 1,
            text: 'snmp-server community Falcon#9010 RO\ntacacs-server key 7 0822455D0A16',
          },
        ],
        language: 'en',
        unknownNames: ['Falcon#9010'],
      },
      'passage-0a1b',
    );
    const { provider, sent } = spyingProvider();
    await redactingProvider(provider).complete({ ...REQUEST, messages }, never);
    const all = sent.flatMap(texts).join('\n');
    for (const secret of SECRETS) assert.ok(!all.includes(secret), secret);
    assert.match(all, /title="snmp-server community <secret:snmp-community-1> RO"/);
    assert.match(all, /the community <secret:snmp-community-1>\?/);
  });
});

describe('createProvider', () => {
  let server: ScriptedServer;
  before(async () => {
    server = await startScriptedServer();
  });
  after(() => server.close());

  for (const wire of WIRE_FORMATS) {
    it(`${wire.id}: no secret reaches the network`, async () => {
      server.script(json(200, wire.wholeAnswer('ok')), page(500));
      const settings = {
        apiKey: 'sk-test-key-of-nobody',
        baseUrl: wire.id === 'openai' ? `${server.url}/v1` : server.url,
      };
      const provider = createProvider(wire.id, settings, recordingRuntime().runtime);
      await provider.complete(REQUEST, never);
      assert.ok((await drain(provider.stream(REQUEST, never))).error);
      assert.ok(server.requests.length >= 2);
      for (const { body, url, headers } of server.requests) {
        const sent = JSON.stringify([body, url, headers]);
        for (const secret of SECRETS) assert.ok(!sent.includes(secret), secret);
        assert.ok(body.includes('<secret:aaa-key-1>'));
      }
    });
  }
});

describe('the source', () => {
  const root = new URL('../../../src/', import.meta.url);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({ path, text: readFileSync(new URL(path, root), 'utf8') }));

  function filesWith(text: string | RegExp): string[] {
    const found = files.filter((file) =>
      typeof text === 'string' ? file.text.includes(text) : text.test(file.text),
    );
    return found.map(({ path }) => path).sort();
  }

  it('builds providers in the factory only, which wraps them', () => {
    assert.deepEqual(filesWith(/from '[^']*\/(?:openai|anthropic)\.ts'/), [
      'llm/providerFactory.ts',
    ]);
    assert.deepEqual(filesWith(/\bcreate(?:OpenAi|Anthropic)Provider\(/), [
      'llm/anthropic.ts',
      'llm/openai.ts',
      'llm/providerFactory.ts',
    ]);
    const factory = files.find(({ path }) => path === 'llm/providerFactory.ts')?.text ?? '';
    assert.equal(factory.match(/\breturn\b/g)?.length, 1);
    assert.match(factory, /return redactingProvider\(/);
  });

  it('wraps the models of other extensions where they become providers', () => {
    assert.deepEqual(filesWith(/\bmodel\.sendRequest\(|LanguageModelChatMessage\.User\(/), [
      'vscode/vscodeModelProvider.ts',
    ]);
    const adapter = files.find(({ path }) => path === 'vscode/vscodeModelProvider.ts')?.text ?? '';
    assert.deepEqual(adapter.match(/export function .*/g), [
      'export function vscodeModelProvider(model: vscode.LanguageModelChat): Provider {',
    ]);
    assert.match(
      adapter,
      /\): Provider \{\n {2}return redactingProvider\(plainProvider\(model\)\);/,
    );
  });

  it('speaks to model services nowhere else', () => {
    assert.deepEqual(filesWith(/^import (?!type\b).*from '(?:openai|@anthropic-ai\/sdk)[^']*'/m), [
      'llm/anthropic.ts',
      'llm/openai.ts',
    ]);
    const implementations = filesWith(/\btestKey\s*(?:\(|:)[^;]*(?:\{|=>)/);
    assert.deepEqual(implementations, [
      'llm/anthropic.ts',
      'llm/openai.ts',
      'llm/redactingProvider.ts',
      'vscode/vscodeModelProvider.ts',
    ]);
  });
});
