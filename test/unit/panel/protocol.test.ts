import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MAX_PANEL_MESSAGE_CHARACTERS } from '../../../src/core/limits.ts';
import { messageSize } from '../../../src/vscode/panelGuards.ts';
import {
  type HostMessage,
  httpsUrl,
  isHostMessage,
  isWebviewMessage,
  type WebviewMessage,
} from '../../../src/vscode/panelProtocol.ts';

const index = {
  phase: 'idle',
  filesDone: 0,
  filesTotal: 3,
  chunks: 9,
} as const;
const answer = {
  role: 'assistant',
  id: 'a',
  at: 1,
  text: 'x [1]',
  end: 'streaming',
  activity: '',
  sources: [{ n: 1, origin: 'corpus', label: 'a:1-2', title: 't', excerpt: 'e' }],
  note: '',
  details: '',
} as const;
const user = {
  role: 'user',
  id: 'u',
  at: 1,
  text: 'q',
  attachments: [{ label: 'a:1' }],
} as const;

const hostMessages: {
  readonly [K in HostMessage['type']]: HostMessage & { type: K };
} = {
  hello: { type: 'hello', language: 'pt-br', strings: { send: 'Enviar' } },
  status: { type: 'status', key: 'none', index },
  conversations: {
    type: 'conversations',
    items: [{ id: 'c', title: 't', source: 'chat', updatedAt: 1, running: false }],
  },
  conversation: {
    type: 'conversation',
    conversationId: null,
    title: '',
    readOnly: '',
    messages: [user, answer],
  },
  messages: { type: 'messages', conversationId: 'c', messages: [user, answer] },
  delta: {
    type: 'delta',
    conversationId: 'c',
    messageId: 'a',
    offset: 0,
    text: 'x',
  },
  attachments: { type: 'attachments', items: [{ label: 'a:1' }] },
  draft: { type: 'draft', text: 'q' },
  notice: { type: 'notice', text: 'deleted', undoConversationId: 'c' },
};

const webviewMessages: {
  readonly [K in WebviewMessage['type']]: WebviewMessage & { type: K };
} = {
  ready: { type: 'ready', selectedId: null },
  send: { type: 'send', conversationId: 'c', text: 'q' },
  stop: { type: 'stop', conversationId: 'c' },
  retry: { type: 'retry', conversationId: 'c', messageId: 'a' },
  select: { type: 'select', conversationId: null },
  rename: { type: 'rename', conversationId: 'c', title: 't' },
  delete: { type: 'delete', conversationId: 'c' },
  undoDelete: { type: 'undoDelete', conversationId: 'c' },
  openSource: { type: 'openSource', conversationId: 'c', messageId: 'a', n: 1 },
  openLink: { type: 'openLink', url: 'https://example.com' },
  removeAttachment: { type: 'removeAttachment', index: 0 },
  runCommand: { type: 'runCommand', command: 'setApiKey' },
};

const OPTIONAL = new Set(['selectedId', 'undoConversationId', 'message']);

const NULLABLE: Readonly<Record<string, readonly string[]>> = {
  conversationId: ['send', 'select', 'conversation'],
  selectedId: ['ready'],
};

/** The message with one field missing, and with one field of each other type. */
function* damaged(message: { readonly type: string }): Generator<readonly [string, object]> {
  for (const [key, value] of Object.entries(message)) {
    const { [key]: _dropped, ...rest } = Object.fromEntries(Object.entries(message));
    if (!OPTIONAL.has(key)) yield [`without ${key}`, rest];
    for (const other of [1, 'other', null, true, [1], { a: 1 }]) {
      const sameType =
        typeof other === typeof value && Array.isArray(other) === Array.isArray(value);
      const id = NULLABLE[key]?.includes(message.type) === true;
      if (id && (other === null || typeof other === 'string')) continue;
      if (sameType && key !== 'type' && key !== 'command') continue;
      yield [`${key} = ${JSON.stringify(other)}`, { ...rest, [key]: other }];
    }
  }
}

describe('panel protocol', () => {
  const tables = [
    ['host', Object.values(hostMessages), isHostMessage, isWebviewMessage],
    ['webview', Object.values(webviewMessages), isWebviewMessage, isHostMessage],
  ] as const;
  for (const [side, messages, accepts, acceptsOther] of tables) {
    for (const message of messages) {
      it(`${side} message ${message.type}: whole accepted, damaged dropped`, () => {
        assert.ok(accepts(message));
        assert.ok(accepts(structuredClone(message)));
        assert.ok(!acceptsOther(message));
        for (const [how, broken] of damaged(message)) assert.ok(!accepts(broken), how);
      });
    }
  }

  it('drops whatever else arrives, without throwing', () => {
    const anything = fc.anything({
      withDate: true,
      withMap: true,
      withNullPrototype: true,
    });
    const typed = fc
      .tuple(fc.constantFrom(...Object.keys({ ...hostMessages, ...webviewMessages })), fc.object())
      .map(([type, fields]) => ({ ...fields, type }));
    fc.assert(
      fc.property(fc.oneof(anything, typed), (value) => {
        // `ready` is whole without any other field.
        const isReady = typeof value === 'object' && value !== null && 'type' in value;
        if (isReady && value.type === 'ready') return;
        assert.equal(isWebviewMessage(value), false);
        assert.equal(isHostMessage(value), false);
      }),
      { numRuns: 500 },
    );
  });

  for (const type of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'unknown']) {
    it(`does not know the type ${JSON.stringify(type)}`, () => {
      assert.equal(isWebviewMessage({ type, text: 'x', conversationId: 'c' }), false);
      assert.equal(isHostMessage({ type, text: 'x', conversationId: 'c' }), false);
    });
  }

  it('drops oversized, deep and cyclic messages', () => {
    const text = 'x'.repeat(MAX_PANEL_MESSAGE_CHARACTERS);
    assert.ok(!isWebviewMessage({ ...webviewMessages.send, text }));
    assert.ok(isWebviewMessage({ ...webviewMessages.send, text: text.slice(200) }));
    assert.ok(
      !isWebviewMessage({
        ...webviewMessages.send,
        extra: Array(100_000).fill(0),
      }),
    );
    let deep: unknown = 'x';
    for (let level = 0; level < 50; level += 1) deep = [deep];
    assert.ok(!isWebviewMessage({ ...webviewMessages.send, deep }));
    const cyclic: Record<string, unknown> = { ...webviewMessages.send };
    cyclic.self = cyclic;
    assert.ok(!isWebviewMessage(cyclic));
  });

  it('measures at least the characters, and stops counting at the limit', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (texts) => {
        const characters = texts.reduce((sum, text) => sum + text.length, 0);
        assert.ok(messageSize(texts, Number.MAX_SAFE_INTEGER) >= characters);
      }),
    );
    assert.ok(messageSize(Array(1_000_000).fill('x'), 100) < 1_000);
  });
});

describe('httpsUrl', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['https://www.cisco.com/c/en?x=1#y', 'www.cisco.com'],
    ['HTTPS://EXAMPLE.com', 'example.com'],
    ['https://exämple.com/', 'xn--exmple-cua.com'],
    ['http://example.com', undefined],
    ['https://user@example.com', undefined],
    ['https://user:pw@example.com', undefined],
    ['https://', undefined],
    ['//example.com', undefined],
    ['javascript:alert(1)', undefined],
    ['command:workbench.action.terminal.new', undefined],
    ['vscode://file/etc/passwd', undefined],
    ['file:///etc/passwd', undefined],
    ['data:text/html,x', undefined],
    ['', undefined],
  ];
  for (const [text, host] of cases) {
    it(`${JSON.stringify(text)} → ${host ?? 'refused'}`, () => {
      assert.equal(httpsUrl(text)?.host, host);
    });
  }
});
