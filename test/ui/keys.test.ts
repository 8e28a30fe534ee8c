import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ModelPicker } from './lib/modelPicker.ts';
import {
  GOOD_KEY,
  type ModelRequest,
  ModelServer,
  messagesOf,
  passagesOf,
  SLOWLY,
  systemPromptOf,
} from './lib/modelServer.ts';
import { type Session, startSession } from './lib/session.ts';
import { textsUntil, until } from './lib/until.ts';

const ACL_QUESTION = 'Which access list is applied inbound on the WAN interface of br1-rtr01?';
const LAST_WORDS = 'The answer ends here.';

interface WireFormat {
  readonly provider: string;
  readonly model: string;
  readonly path: string;
  readonly keyHeader: string;
  readonly keyValue: string;
}

const WIRE_FORMATS: readonly WireFormat[] = [
  {
    provider: 'OpenAI',
    model: 'NetGuru: GPT-5',
    path: '/v1/chat/completions',
    keyHeader: 'authorization',
    keyValue: `Bearer ${GOOD_KEY}`,
  },
  {
    provider: 'Anthropic',
    model: 'NetGuru: Claude Sonnet 4.5',
    path: '/v1/messages',
    keyHeader: 'x-api-key',
    keyValue: GOOD_KEY,
  },
];

describe('with a key', () => {
  let server: ModelServer;
  let session: Session;
  let picker: ModelPicker;

  before(async () => {
    server = await ModelServer.start();
    session = await startSession({
      name: 'keys',
      machineSettings: {
        'netguru.openai.baseUrl': server.url,
        'netguru.anthropic.baseUrl': server.url,
      },
    });
    picker = new ModelPicker(session.page());
    await session.workbench().chat.open();
  });

  after(async () => {
    await session?.dispose();
    await server?.stop();
  });

  /** Repeated until the list stands: what else takes the focus closes it. */
  async function openProviders(command: string): Promise<void> {
    const { quickInput } = session.workbench();
    await until('the list of providers', async () => {
      await session.workbench().command(command);
      return await quickInput
        .row('Anthropic')
        .waitFor({ timeout: 3_000 })
        .then(
          () => true,
          () => false,
        );
    });
  }

  async function setKey(provider: string, key: string): Promise<string | null> {
    await openProviders('NetGuru: Set API Key');
    await session.workbench().quickInput.choose(provider);
    return await session.workbench().quickInput.answer(key);
  }

  function lastQuestion(): ModelRequest {
    const request = server.questions().at(-1);
    assert.ok(request, 'nothing was asked of the server');
    return request;
  }

  it('a refused key is not kept, and one sentence says so', async () => {
    assert.equal(await setKey('OpenAI', 'sk-mistyped'), 'password');
    await session
      .workbench()
      .toast(/refused your key: check it, or set another one\./)
      .waitFor();
    await session.workbench().screenshot('key-refused');
    await session.workbench().clearToasts();
    assert.equal(await picker.label().innerText(), 'NetGuru Offline');
  });

  for (const wire of WIRE_FORMATS) {
    describe(`of ${wire.provider}`, () => {
      before(async () => {
        const { chat } = session.workbench();
        if ((await chat.requests().count()) > 0) await chat.newChat();
      });

      it('is set from the command palette and makes its models available', async () => {
        assert.equal(await setKey(wire.provider, GOOD_KEY), 'password');
        await session
          .workbench()
          .toast(new RegExp(`The ${wire.provider} key works`))
          .waitFor();
        await session.workbench().screenshot(`key-set-${wire.provider}`);
        await session.workbench().clearToasts();
        // What was offline until now asks a model without a visit to the picker.
        await picker.label().filter({ hasText: 'NetGuru Auto' }).waitFor();
        await picker.open();
        await picker.row(wire.model).waitFor();
        await session.workbench().screenshot(`models-${wire.provider}`);
        await picker.close();
      });

      it('streams the answer', async () => {
        if (wire.provider !== 'OpenAI') await picker.pick(wire.model);
        const { chat } = session.workbench();
        const typed = await chat.input().innerText();
        await chat.send(typed.includes('@netguru') ? ACL_QUESTION : `@netguru ${ACL_QUESTION}`);
        const finished = chat
          .lastResponse()
          .locator('.interactive-response:not(.chat-response-loading)');
        const states = await textsUntil(
          () => chat.answerSoFar(),
          async () => (await finished.count()) > 0,
        );
        await session.workbench().screenshot(`answer-${wire.provider}`);
        assert.ok(states.length >= 3, `${states.length} states`);
        const [first = '', last = ''] = [states[0], states.at(-1)];
        assert.ok(first.length < last.length && last.startsWith(first), states.join('\n---\n'));
        await chat.waitForAnswer(LAST_WORDS);
      });

      it('was sent the passages of the right file under the rules', () => {
        const request = lastQuestion();
        assert.equal(request.path, wire.path);
        assert.match(systemPromptOf(request), /You are NetGuru/);
        const sent = passagesOf(request);
        assert.match(sent[0]?.location ?? '', /^configs\/br1-rtr01\.cfg:/);
        assert.ok(sent.some(({ source }) => source === 'corpus'));
        const [question] = messagesOf(request);
        assert.match(question?.text ?? '', /ip access-group ACL-WAN-IN in/);
        assert.ok(question?.text.endsWith(`Question: ${ACL_QUESTION}`));
      });

      it('turns markers into links, and drops one that names no passage', async () => {
        const { chat, editors } = session.workbench();
        const [own, bundled] = passagesOf(lastQuestion()).filter(
          ({ source }, index, all) => all.findIndex((other) => other.source === source) === index,
        );
        const text = await chat.answerSoFar();
        assert.doesNotMatch(text, /\[\d+\]|97/);
        assert.equal(await chat.links().count(), 2);
        for (const passage of [bundled, own]) {
          const [path = '', passageLines = ''] = passage?.location.split(':') ?? [];
          const [first = 0, last = 0] = passageLines.split('-').map(Number);
          const file = basename(path);
          const link = chat.link(`${file}:`);
          const cited = /:(\d+)(?:-(\d+))?$/.exec((await link.innerText()).trim());
          const [from, to] = [Number(cited?.[1]), Number(cited?.[2] ?? cited?.[1])];
          assert.ok(from >= first && to <= last, `${from}-${to} in ${passage?.location}`);
          await chat.openLink(link);
          await editors.activeTab(file).waitFor();
          await editors
            .position()
            .filter({ hasText: `Ln ${to},` })
            .waitFor();
        }
        await session.workbench().screenshot(`citation-${wire.provider}`);
      });

      it('is asked a second question together with the earlier turns', async () => {
        const { chat } = session.workbench();
        await chat.ask('And on br1-rtr02?');
        const messages = messagesOf(lastQuestion());
        assert.deepEqual(
          messages.map(({ role }) => role),
          ['user', 'assistant', 'user'],
        );
        assert.equal(messages[0]?.text, ACL_QUESTION);
        assert.match(messages[1]?.text ?? '', /ACL-WAN-IN.+filters what comes in/);
        assert.ok(messages[2]?.text.endsWith('Question: And on br1-rtr02?'));
        const sent = passagesOf(lastQuestion()).map(({ location }) => location);
        assert.ok(
          sent.some((location) => location.startsWith('configs/br1-rtr02.cfg:')),
          sent.join(', '),
        );
      });

      it('is stopped by the stop button, which ends the connection', async () => {
        const { chat } = session.workbench();
        await chat.send(`Explain it ${SLOWLY}`);
        await chat.waitForAnswer('ACL-WAN-IN');
        const request = lastQuestion();
        assert.equal(request.isCut(), false);
        await chat.stop();
        const ms = await until('the server sees the end', () => request.isCut());
        console.log(`          the server saw the end ${ms.toFixed(0)} ms after the stop`);
        await session.workbench().screenshot(`stopped-${wire.provider}`);
        const text = await chat.finishedAnswer();
        assert.match(text, /ACL-WAN-IN/);
        assert.doesNotMatch(text, /The answer ends here/);
      });

      it('went nowhere but into the header for it', () => {
        const requests = server.requests.filter(
          ({ headers }) => headers[wire.keyHeader] === wire.keyValue,
        );
        assert.ok(requests.length >= 4);
        for (const { path, headers, body } of requests) {
          const others = Object.entries(headers).filter(([name]) => name !== wire.keyHeader);
          assert.ok(!JSON.stringify([path, others, body]).includes(GOOD_KEY), path);
        }
      });
    });
  }

  describe('that is not used or not good any more', () => {
    it('picking NetGuru Offline sends nothing', async () => {
      const before = server.requests.length;
      await session.workbench().chat.newChat();
      await picker.pick('NetGuru Offline');
      const answer = await session.workbench().chat.askNetGuru(ACL_QUESTION);
      await session.workbench().screenshot('offline-with-key');
      assert.match(answer, /ip access-group ACL-WAN-IN in/);
      assert.equal(await session.workbench().chat.button('Set API key').count(), 0);
      assert.equal(server.requests.length, before);
    });

    it('a key that is refused later gives one clear sentence', async () => {
      server.refusesEveryKey = true;
      await picker.pick('NetGuru: GPT-5');
      const { chat } = session.workbench();
      await chat.askNetGuru('Which VLANs exist?');
      await chat.waitForAnswer(/refused your key: check it, or set another one\./);
      await session.workbench().screenshot('key-refused-in-chat');
      server.refusesEveryKey = false;
    });

    it('the key stays out of every file of the server', () => {
      const userData = join(session.workspaceDir, '../user-data');
      const files = readdirSync(userData, { recursive: true, withFileTypes: true }).filter(
        (entry) => entry.isFile(),
      );
      assert.ok(files.length > 10);
      const leaks = files
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((file) => readFileSync(file).includes(GOOD_KEY));
      assert.deepEqual(leaks, []);
    });

    it('removing the keys brings the offline answer back, also for a model that was picked', async () => {
      const workbench = session.workbench();
      // The model that the chat was left on, and asks for from now on.
      await picker.label().filter({ hasText: 'NetGuru: GPT-5' }).waitFor();
      for (const provider of ['OpenAI', 'Anthropic']) {
        if (provider === 'OpenAI') {
          await openProviders('NetGuru: Remove API Key');
          await workbench.quickInput.choose(provider);
        } else {
          await workbench.command('NetGuru: Remove API Key');
        }
        await workbench.toast(`The ${provider} key was removed.`).waitFor();
        await workbench.clearToasts();
      }
      const before = server.requests.length;
      const answer = await workbench.chat.askNetGuru(ACL_QUESTION);
      assert.match(answer, /No model is set up/);
      assert.equal(server.requests.length, before);
    });
  });
});
