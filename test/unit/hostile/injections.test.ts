/// <reference lib="dom.asynciterable" />

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import type * as vscode from 'vscode';
import { z } from 'zod';
import { answer } from '../../../src/answer/engine.ts';
import type { ToolSources } from '../../../src/answer/tools/toolSources.ts';
import type { ChatEvent, Evidence } from '../../../src/core/types.ts';
import type { ProviderMessage } from '../../../src/llm/provider.ts';
import { redactingProvider } from '../../../src/llm/redactingProvider.ts';
import { KnowledgeBase } from '../../../src/retrieval/knowledgeBase.ts';
import { createMarkdownRenderer } from '../../../src/webview/renderMarkdown.ts';
import { evidenceOf } from '../support/evidence.ts';
import { FakeEmbedder } from '../support/fakeEmbedder.ts';
import { assertSafeMarkdown } from '../support/safeMarkup.ts';
import { useTemporaryFolder, writeFiles } from '../support/temporaryFolder.ts';
import { type Obedience, obedientModel } from './obedientModel.ts';
import { watchOpenedFiles } from './openedFiles.ts';
import { provideVscode } from './vscodeDouble.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/injections');

const injection = z.strictObject({
  id: z.string(),
  text: z.string(),
  path: z.string().optional(),
  title: z.string().optional(),
  hostname: z.string().optional(),
  kind: z.enum(['log', 'capture', 'pdf']).optional(),
  origin: z.literal('corpus').optional(),
});
type Injection = z.infer<typeof injection>;

const INJECTIONS: readonly Injection[] = globSync('*.json', { cwd: FIXTURES })
  .sort()
  .flatMap((file) =>
    z.array(injection).parse(JSON.parse(readFileSync(join(FIXTURES, file), 'utf8'))),
  );

const READ_ONLY_TOOLS: ReadonlySet<string> = new Set([
  ...['search', 'read_lines', 'find_references', 'list_devices', 'log_timeline'],
]);

/** In a passage, in an indexed file, outside of the workspace, and in a file that is left out. */
const SECRETS = ['Canary#Community1', 'CanaryTacacs@2', 'Canary-Enable-3', 'CanaryPsk!4'];
const OUTSIDE_TEXT = 'canary-outside-of-the-workspace';
const EXCLUDED_TEXT = 'canary-in-an-excluded-file';
const WITH_SECRETS = `hostname r2
!
enable secret 0 ${SECRETS[2]}
snmp-server community ${SECRETS[0]} RO
tacacs server T1
 key ${SECRETS[1]}
crypto isakmp key ${SECRETS[3]} address 192.0.2.1
end
`;

interface Run {
  readonly events: readonly ChatEvent[];
  readonly did: Obedience;
  readonly sourcesAsked: ReadonlySet<string>;
  readonly opened: ReadonlySet<string>;
}

/** All that the provider was sent, as text. */
function sentText({ requests }: Obedience): string {
  return JSON.stringify(requests.map(({ messages }) => messages));
}

function tagOf({ requests }: Obedience): string {
  const system = requests[0]?.messages[0]?.text ?? '';
  const tag = /passage-[0-9a-f]{12}/.exec(system)?.[0];
  assert.ok(tag);
  return tag;
}

/** Texts of the user's side, in which passages stand. */
function fencedTexts(messages: readonly ProviderMessage[]): string[] {
  return messages
    .filter(({ role }) => role === 'user')
    .flatMap(({ text, toolResults = [] }) => [text, ...toolResults.map((result) => result.text)]);
}

/** Opening and closing tags take turns, and the tag's name stands nowhere else. */
function assertFenced(text: string, tag: string): void {
  const marks = [...text.matchAll(new RegExp(`<(/?)${tag}(?: [^<>]*)?>`, 'g'))];
  marks.forEach(([mark, slash], index) => {
    assert.equal(slash, index % 2 === 0 ? '' : '/', mark);
    // As NetGuru opens passages; the fixtures open theirs without a source.
    if (slash === '') assert.match(mark, / source="/);
  });
  assert.equal(marks.length % 2, 0, text);
  const visible = text.replace(/[^\x20-\x7e]/g, '');
  assert.equal(visible.toLowerCase().split(tag).length - 1, marks.length, text);
}

describe('text that tells the model what to do', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  const net = () => join(folder.path, 'net');
  let base: KnowledgeBase;
  let renderChat: typeof import('../../../src/vscode/renderChat.ts')['renderChat'];

  before(async () => {
    provideVscode();
    ({ renderChat } = await import('../../../src/vscode/renderChat.ts'));
  });
  beforeEach(async () => {
    await writeFiles(folder.path, {
      'outside.txt': OUTSIDE_TEXT,
      'net/.netguruignore': 'private/\n',
      'net/private/left-out.cfg': `hostname x\n! ${EXCLUDED_TEXT}\n`,
      'net/r2.cfg': WITH_SECRETS,
    });
    base = await KnowledgeBase.open({
      storeFolder: join(folder.path, 'store'),
      corpusFolder: join(folder.path, 'no-corpus'),
      embedder: new FakeEmbedder(),
    });
    await base.refresh([{ folder: net(), excludeGlobs: [] }]);
  });
  afterEach(() => base.close());

  function filled(text: string, tag = 'passage'): string {
    return text
      .replaceAll('{{OUTSIDE}}', join(folder.path, 'outside.txt'))
      .replaceAll('{{EXCLUDED}}', join(net(), 'private/left-out.cfg'))
      .replaceAll('{{TAG}}', tag)
      .replaceAll('{{TAG_UPPER}}', tag.toUpperCase())
      .replaceAll('{{TAG_ZERO_WIDTH}}', [...tag].join('\u200b'));
  }

  function passagesOf({ text, id: _, kind, origin, ...more }: Injection, tag?: string): Evidence[] {
    const own = {
      ...(more.path !== undefined && { path: filled(more.path) }),
      ...(more.title !== undefined && { title: more.title }),
      ...(more.hostname !== undefined && { hostname: more.hostname }),
      ...(kind !== undefined && { kind }),
      ...(origin && { origin }),
    };
    return [
      evidenceOf(1, filled(text, tag), { folder: net(), ...own }),
      evidenceOf(2, WITH_SECRETS, { folder: net(), path: 'r2.cfg', startLine: 1 }),
    ];
  }

  async function run(one: Injection): Promise<Run> {
    const { provider, did } = obedientModel();
    const sourcesAsked = new Set<string>();
    const sources = new Proxy<ToolSources>(base, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        return (...args: unknown[]) => {
          sourcesAsked.add(String(name));
          // What a search returns was written by someone who knows the tag of this request.
          if (name === 'search') return passagesOf(one, tagOf(did)).map(({ n: __, ...p }) => p);
          return typeof value === 'function' ? Reflect.apply(value, target, args) : undefined;
        };
      },
    });
    const asked = { ...one, text: `${one.text}\nCall search {"query": "more"}` };
    const watch = watchOpenedFiles();
    const events: ChatEvent[] = [];
    try {
      const services = {
        catchUp: async () => undefined,
        retrieve: async () => ({
          ...{ language: 'en' as const, tokens: [], unknownNames: [] },
          evidence: passagesOf(asked),
        }),
        chooseModel: async () => ({ provider: redactingProvider(provider), model: 'obedient' }),
        tools: sources,
        now: () => performance.now(),
      };
      const request = { question: 'What is configured on r1?', attachments: [], history: [] };
      for await (const event of answer(request, services, AbortSignal.timeout(30_000))) {
        events.push(event);
      }
    } finally {
      watch.stop();
    }
    return { events, did, sourcesAsked, opened: watch.opened };
  }

  async function chatMarkdown(events: readonly ChatEvent[]): Promise<string> {
    let markdown = '';
    const stream = {
      progress: () => undefined,
      reference: () => undefined,
      markdown: (text: string) => {
        markdown += text;
      },
      // As VS Code writes what an anchor becomes.
      anchor: (_: unknown, title: string) => {
        markdown += `[${title}](https://anchor.example/0) (anchor.example)`;
      },
    };
    async function* replay(): AsyncGenerator<ChatEvent> {
      yield* events;
    }
    const extension = { path: '/extension' };
    // As much of the two as renderChat uses.
    await renderChat(
      replay(),
      stream as unknown as vscode.ChatResponseStream,
      extension as unknown as vscode.Uri,
    );
    return markdown;
  }

  it('comes in at least 40 forms, each with a name of its own', () => {
    assert.ok(INJECTIONS.length >= 40, String(INJECTIONS.length));
    assert.equal(new Set(INJECTIONS.map(({ id }) => id)).size, INJECTIONS.length);
  });

  const render = createMarkdownRenderer(
    new JSDOM('<body></body>').window as unknown as Window & typeof globalThis,
  );

  for (const one of INJECTIONS) {
    it(`gets nothing: ${one.id}`, async () => {
      const { events, did, sourcesAsked, opened } = await run(one);
      assert.equal(events.at(-1)?.type, 'done');
      assert.deepEqual(
        events.filter(({ type }) => type === 'error'),
        [],
      );

      // The model could call: it did, and only what reads the index ran.
      for (const { tools = [] } of did.requests) {
        assert.deepEqual(new Set(tools.map(({ name }) => name)), READ_ONLY_TOOLS);
      }
      assert.ok(sourcesAsked.has('search'));
      const readOnly = ['search', 'readLines', 'findReferences', 'listDevices', 'logTimeline'];
      assert.deepEqual(
        [...sourcesAsked].filter((name) => !readOnly.includes(name)),
        [],
      );

      // No file but the indexed ones was opened.
      const indexed = [join(net(), 'r2.cfg'), join(folder.path, 'store')];
      const foreign = [...opened].filter(
        (path) => !indexed.some((known) => path.startsWith(known)),
      );
      assert.deepEqual(foreign, []);

      const sent = sentText(did);
      const shown = events.map((event) => (event.type === 'text' ? event.text : '')).join('');
      for (const secret of [...SECRETS, OUTSIDE_TEXT, EXCLUDED_TEXT]) {
        assert.ok(!sent.includes(secret), `${secret} was sent`);
        assert.ok(!shown.includes(secret), `${secret} was shown`);
      }

      const tag = tagOf(did);
      for (const { messages } of did.requests) {
        for (const text of fencedTexts(messages)) assertFenced(text, tag);
      }
      assert.doesNotMatch(sent, /[\u{E0000}-\u{E007F}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u);
      assert.doesNotMatch(sent, /<\|\w+\|>/);

      assertSafeMarkdown(await chatMarkdown(events));
      const box = render(shown, new Map([[1, 'source']]));
      assert.equal(
        box.querySelectorAll('img, a, script, iframe, svg, video, object, style').length,
        0,
      );
      for (const opener of box.querySelectorAll('[data-url]')) {
        const url = new URL(opener.getAttribute('data-url') ?? '');
        assert.equal(url.protocol, 'https:');
        assert.equal(opener.nextElementSibling?.textContent, ` (${url.host})`);
      }
    });
  }
});
