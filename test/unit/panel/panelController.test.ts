import assert from 'node:assert/strict';
import { appendFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { NetGuruError, sentence } from '../../../src/core/errors.ts';
import type { PanelAnswer } from '../../../src/vscode/panelProtocol.ts';
import { evidence, useTemporaryFolder } from '../conversations/support.ts';
import { type Asked, TestPanel, until } from './support.ts';

const attachment = {
  folder: '/net',
  path: 'a.cfg',
  startLine: 1,
  endLine: 9,
  text: 'hostname a',
};

describe('PanelController', () => {
  const folder = useTemporaryFolder();
  let panel: TestPanel;

  const handle = (message: unknown) => panel.controller.handle(message);
  const texts = () => panel.view.messages.map(({ text }) => text);
  const shownId = (): string => {
    assert.ok(panel.view.conversationId !== null);
    return panel.view.conversationId;
  };
  const answer = (): PanelAnswer => {
    const last = panel.view.messages.at(-1);
    assert.ok(last?.role === 'assistant');
    return last;
  };
  const asked = (): Asked => {
    const last = panel.asked.at(-1);
    assert.ok(last);
    return last;
  };

  async function send(text: string, conversationId = panel.view.conversationId): Promise<void> {
    const before = panel.asked.length;
    await handle({ type: 'send', conversationId, text });
    await until(() => panel.asked.length > before);
  }

  async function sendAndFinish(text: string, reply: string): Promise<void> {
    await send(text);
    asked().say({ type: 'text', text: reply });
    asked().finish();
    await until(() => answer().end === 'complete');
  }

  beforeEach(async () => {
    panel = new TestPanel(folder.path);
    await panel.reopen();
  });
  afterEach(async () => {
    await panel.controller.dispose();
    assert.deepEqual(panel.invalid, [], 'a message that the webview would drop');
  });

  it('greets with texts, state, list and an empty conversation', () => {
    assert.deepEqual(
      panel.posted.map(({ type }) => type),
      ['hello', 'status', 'attachments', 'conversation', 'conversations'],
    );
    assert.equal(panel.view.strings.send, 'Send');
    assert.equal(panel.view.conversationId, null);
    assert.equal(panel.view.key, 'none');
  });

  it('shows what the model reads while it answers, and how many citations were left out', async () => {
    await send('Which AS?');
    asked().say({ type: 'evidence', evidence: [evidence(1)] });
    asked().say({ type: 'toolStep', message: sentence('Searching for {0}…', 'AS') });
    await until(() => answer().activity === 'Searching for AS…');
    asked().say({ type: 'evidence', evidence: [evidence(1), evidence(2)] });
    await until(() => answer().sources.length === 2);
    asked().say({ type: 'citation', citation: { n: 2 } });
    asked().finish(2);
    await until(() => answer().end === 'complete');
    assert.deepEqual(
      answer().sources.map(({ n }) => n),
      [1, 2],
    );
    assert.match(answer().details, / · 2 citations left out: /);
  });

  it('streams an answer, then shows how it ended', async () => {
    await send('Which AS?');
    assert.deepEqual(texts(), ['Which AS?', '']);
    assert.equal(answer().end, 'streaming');
    asked().say({
      type: 'progress',
      message: sentence('Searching {0} files', 3),
    });
    await until(() => answer().activity === 'Searching 3 files');
    asked().say({ type: 'evidence', evidence: [evidence(1)] });
    asked().say({ type: 'text', text: 'AS ' });
    asked().say({ type: 'text', text: '65001 ' });
    asked().say({ type: 'citation', citation: { n: 1 } });
    await until(() => answer().text === 'AS 65001 [1]');
    assert.equal(answer().sources[0]?.label, 'core/rtr1.cfg:10-12');
    asked().finish();
    await until(() => answer().end === 'complete');
    assert.equal(answer().text, 'AS 65001 [1]');
    assert.equal(answer().details, 'openai gpt · 100 tokens in, 7 out · 3.2 s');
    assert.equal(answer().note, '');
    await until(() => panel.view.conversations[0]?.running === false);
    assert.equal(panel.view.conversations[0]?.title, 'Which AS?');
    assert.equal(panel.view.title, 'Which AS?');
    assert.deepEqual(panel.logged, []);
  });

  it('sends the earlier turns and the command with a question', async () => {
    await sendAndFinish('first', 'one');
    await send('/explain  second');
    const { request } = asked();
    assert.equal(request.command, 'explain');
    assert.equal(request.question, 'second');
    assert.deepEqual(request.history, [
      { role: 'user', text: 'first' },
      { role: 'assistant', text: 'one' },
    ]);
    assert.deepEqual(texts(), ['first', 'one', '/explain second', '']);
  });

  it('stops an answer and keeps its text', async () => {
    await send('q');
    asked().say({ type: 'text', text: 'so far' });
    await until(() => answer().text === 'so far');
    await handle({ type: 'stop', conversationId: shownId() });
    await until(() => answer().end === 'cancelled');
    assert.ok(asked().signal.aborted);
    assert.deepEqual([answer().text, answer().note], ['so far', 'Stopped.']);
  });

  it('shows why an answer failed, and tries again with the same question', async () => {
    await sendAndFinish('first', 'one');
    await send('q');
    asked().say({ type: 'text', text: 'par' });
    asked().say(new NetGuruError('overloaded', sentence('The provider is busy.')));
    await until(() => answer().end === 'error');
    assert.deepEqual([answer().text, answer().note], ['par', 'The provider is busy.']);

    const failed = answer().id;
    await handle({
      type: 'retry',
      conversationId: shownId(),
      messageId: failed,
    });
    await until(() => panel.asked.length === 3);
    assert.equal(asked().request.question, 'q');
    assert.deepEqual(
      asked().request.history.map(({ text }) => text),
      ['first', 'one'],
    );
    assert.deepEqual(texts(), ['first', 'one', 'q', '']);
    asked().say({ type: 'text', text: 'better' });
    asked().finish();
    await until(() => answer().end === 'complete');
    assert.deepEqual(texts(), ['first', 'one', 'q', 'better']);
    assert.equal((await panel.store.read(shownId())).messageCount, 5);
  });

  it('records an engine that fails at once', async () => {
    panel.refuse = new TypeError('broken');
    await handle({ type: 'send', conversationId: null, text: 'q' });
    await until(() => answer().end === 'error');
    assert.match(answer().note, /unexpected problem/);
    assert.match(panel.logged.join(), /broken/);
  });

  it('does not ask twice at once in one conversation, and gives the question back', async () => {
    await send('first');
    const before = panel.posted.length;
    await handle({ type: 'send', conversationId: shownId(), text: 'second' });
    assert.deepEqual(
      panel.posted.slice(before).map(({ type }) => type),
      ['draft', 'notice'],
    );
    assert.equal(panel.asked.length, 1);
  });

  it('goes on while hidden, and shows everything when the view returns', async () => {
    await send('q');
    asked().say({ type: 'evidence', evidence: [evidence(1)] });
    asked().say({ type: 'text', text: 'seen ' });
    await until(() => answer().text === 'seen ');
    panel.visible = false;
    asked().say({ type: 'text', text: 'unseen ' });
    await panel.reopen();
    await until(() => answer().text === 'seen unseen ');
    assert.equal(answer().sources.length, 1);
    asked().say({ type: 'text', text: 'after' });
    asked().finish();
    await until(() => answer().end === 'complete');
    assert.equal(answer().text, 'seen unseen after');
    assert.equal(panel.view.lostText, false);
  });

  it('shows the conversation again that was shown before a reload', async () => {
    await sendAndFinish('older', 'one');
    const older = shownId();
    await panel.controller.newConversation();
    await sendAndFinish('newer', 'two');
    await panel.store.flush();
    // As before the note was kept: then what VS Code kept for the view counts.
    await rm(join(folder.path, 'shown.json'));
    const cases = [
      [older, 'older'],
      [undefined, 'newer'],
      [null, undefined],
      ['gone', 'newer'],
    ] as const;
    for (const [selectedId, question] of cases) {
      const reloaded = new TestPanel(folder.path);
      await reloaded.reopen(selectedId);
      assert.equal(reloaded.view.messages[0]?.text, question, String(selectedId));
      await reloaded.controller.dispose();
    }
  });

  it('shows what was looked at last though VS Code kept an older state of the view', async () => {
    await sendAndFinish('older', 'one');
    const older = shownId();
    await panel.controller.newConversation();
    await sendAndFinish('newer', 'two');
    const newer = shownId();
    for (const [looked, question] of [
      [older, 'older'],
      [newer, 'newer'],
      [null, undefined],
    ] as const) {
      await handle({ type: 'select', conversationId: looked });
      await panel.store.flush();
      for (const kept of [older, newer, null, undefined]) {
        const reloaded = new TestPanel(folder.path);
        await reloaded.reopen(kept);
        assert.equal(reloaded.view.messages[0]?.text, question, `${question}, ${kept}`);
        await reloaded.controller.dispose();
      }
    }
  });

  it('answers in two conversations at once', async () => {
    await send('one');
    const [first, firstId] = [asked(), shownId()];
    await handle({ type: 'select', conversationId: null });
    await send('two');
    first.say({ type: 'text', text: 'for one' });
    asked().say({ type: 'text', text: 'for two' });
    await until(() => answer().text === 'for two');
    first.finish();
    asked().finish();
    await until(() => answer().end === 'complete');
    await handle({ type: 'select', conversationId: firstId });
    assert.deepEqual(texts(), ['one', 'for one']);
    await until(() => panel.view.conversations.every(({ running }) => !running));
  });

  it('renames, deletes and brings back', async () => {
    await sendAndFinish('q', 'a');
    const id = shownId();
    await handle({ type: 'rename', conversationId: id, title: '  Core  ' });
    await until(() => panel.view.title === 'Core');
    await handle({ type: 'rename', conversationId: id, title: ' ' });
    await until(() => panel.view.conversations[0]?.title === 'Core');
    await handle({ type: 'delete', conversationId: id });
    assert.equal(panel.view.conversationId, null);
    assert.equal(panel.view.notice?.undoConversationId, id);
    await until(() => panel.view.conversations.length === 0);
    await handle({ type: 'undoDelete', conversationId: id });
    assert.deepEqual(texts(), ['q', 'a']);
    await until(() => panel.view.conversations.length === 1);
    assert.deepEqual(panel.logged, []);
  });

  it('stops the answer of a conversation that is deleted', async () => {
    await send('q');
    const id = shownId();
    await handle({ type: 'delete', conversationId: id });
    assert.ok(asked().signal.aborted);
    await until(() => panel.view.conversations.length === 0);
    await handle({ type: 'undoDelete', conversationId: id });
    await until(() => answer().end === 'cancelled');
  });

  it('opens sources of running and of past answers, links and commands', async () => {
    await send('q');
    asked().say({
      type: 'evidence',
      evidence: [evidence(1), evidence(2, 'other')],
    });
    await until(() => answer().sources.length === 2);
    const open = (n: number) =>
      handle({
        type: 'openSource',
        conversationId: shownId(),
        messageId: answer().id,
        n,
      });
    await open(2);
    asked().finish();
    await until(() => answer().end === 'complete');
    await open(1);
    await open(3);
    assert.deepEqual(panel.opened, [evidence(2, 'other'), evidence(1)]);
    await handle({ type: 'openLink', url: 'https://example.com/x' });
    await handle({ type: 'openLink', url: 'command:evil' });
    assert.deepEqual(panel.links, ['https://example.com/x']);
    await handle({ type: 'runCommand', command: 'setApiKey' });
    await handle({ type: 'runCommand', command: 'workbench.action.quit' });
    assert.deepEqual(panel.commands, ['setApiKey']);
  });

  it('opens with attachments, and asks at once when the question is known', async () => {
    await panel.controller.openWith({ attachments: [attachment] });
    assert.deepEqual(panel.view.attachments, [{ label: 'a.cfg:1-9' }]);
    assert.equal(panel.asked.length, 0);
    await handle({ type: 'removeAttachment', index: 0 });
    assert.deepEqual(panel.view.attachments, []);
    await panel.controller.openWith({
      attachments: [attachment],
      question: 'What is it?',
    });
    await until(() => panel.asked.length === 1);
    assert.deepEqual(asked().request.attachments, [attachment]);
    assert.equal(asked().request.question, 'What is it?');
    assert.deepEqual(panel.view.attachments, []);
    assert.deepEqual(
      panel.view.messages[0]?.role === 'user' && panel.view.messages[0].attachments,
      [{ label: 'a.cfg:1-9' }],
    );
  });

  it('explains attachments that come without a question; sends nothing for nothing', async () => {
    await handle({ type: 'send', conversationId: null, text: ' \n ' });
    assert.equal(panel.view.conversationId, null);
    await panel.controller.openWith({ attachments: [attachment] });
    await send('');
    assert.equal(asked().request.command, 'explain');
    assert.equal(asked().request.question, 'Explain what this does.');
  });

  it('keeps attachments for a view that is not there yet', async () => {
    panel.visible = false;
    await panel.controller.openWith({ attachments: [attachment] });
    await panel.reopen();
    assert.deepEqual(panel.view.attachments, [{ label: 'a.cfg:1-9' }]);
  });

  it('shows index and key as they change', () => {
    panel.index = {
      phase: 'error',
      filesDone: 1,
      filesTotal: 2,
      chunks: 3,
      message: sentence('No {0}', 'model'),
    };
    panel.indexChanged.fire(panel.index);
    assert.deepEqual(panel.view.index, { ...panel.index, message: 'No model' });
    panel.keyState.current = 'set';
    panel.keyChanged.fire();
    assert.equal(panel.view.key, 'set');
  });

  it('shows what the Chat view adds to the store', async () => {
    const id = panel.store.create('chat');
    const question = await panel.store.addUserMessage(id, {
      text: 'from chat',
    });
    await until(() => panel.view.conversations[0]?.source === 'chat');
    await handle({ type: 'select', conversationId: id });
    const recorder = panel.store.startAnswer(id, question.id);
    recorder.addText('reply');
    await until(() => panel.view.messages.length === 2);
    assert.equal(answer().end, 'streaming');
    await recorder.finish({ end: 'complete' });
    await until(() => answer().end === 'complete');
    assert.deepEqual(texts(), ['from chat', 'reply']);
  });

  it('shows a conversation of a newer version as read-only', async () => {
    await sendAndFinish('q', 'a');
    const id = shownId();
    await appendFile(join(folder.path, `${id}.jsonl`), '{"v":99}\n');
    await handle({ type: 'select', conversationId: id });
    assert.match(panel.view.readOnly, /newer NetGuru/);
    assert.deepEqual(texts(), ['q', 'a']);
    await handle({ type: 'send', conversationId: id, text: 'more' });
    assert.match(panel.view.notice?.text ?? '', /newer NetGuru/);
    assert.equal(panel.posted.at(-2)?.type, 'draft');
  });

  it('reports a conversation that is gone, and shows the empty state', async () => {
    const id = '00000000-0000-4000-8000-000000000000';
    await handle({ type: 'select', conversationId: id });
    assert.equal(panel.view.conversationId, null);
    assert.match(panel.view.notice?.text ?? '', /no longer exists/);
    await handle({ type: 'undoDelete', conversationId: '../../x' });
    assert.match(panel.view.notice?.text ?? '', /no longer exists/);
  });

  it('shows long conversations in messages that the webview accepts', async () => {
    const id = panel.store.create('panel');
    for (let turn = 0; turn < 12; turn += 1) {
      const text = `${turn} ${'x'.repeat(60_000)}`;
      const question = await panel.store.addUserMessage(id, { text });
      const recorder = panel.store.startAnswer(id, question.id);
      recorder.addText('y'.repeat(150_000));
      await recorder.finish({ end: 'complete' });
    }
    await handle({ type: 'select', conversationId: id });
    assert.equal(panel.view.messages.length, 24);
    assert.deepEqual(
      panel.view.messages
        .filter(({ role }) => role === 'user')
        .map(({ text }) => Number.parseInt(text, 10)),
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    );
  });

  it('drops what is not a message, and says so in the log', async () => {
    for (const message of [
      undefined,
      null,
      'send',
      { type: 'send' },
      { type: 'eval', code: 'x' },
    ]) {
      await handle(message);
    }
    assert.equal(panel.logged.length, 5);
    assert.equal(panel.asked.length, 0);
  });

  it('lets go of everything when it is disposed', async () => {
    await send('q');
    await panel.controller.dispose();
    assert.ok(asked().signal.aborted);
    const recorded = (await panel.store.read(shownId())).messages.at(-1);
    assert.equal(recorded?.role === 'assistant' && recorded.end, 'cancelled');
    assert.equal(panel.indexChanged.count + panel.keyChanged.count, 0);
  });
});
