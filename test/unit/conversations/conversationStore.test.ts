import assert from 'node:assert/strict';
import { appendFile, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { recordAnswer } from '../../../src/conversations/answerRecorder.ts';
import type { AssistantMessage, Conversation } from '../../../src/conversations/conversation.ts';
import { ConversationStore } from '../../../src/conversations/conversationStore.ts';
import { NetGuruError, sentence } from '../../../src/core/errors.ts';
import type { ChatEvent } from '../../../src/core/types.ts';
import {
  collect,
  done,
  eventsOf,
  evidence,
  TIMINGS,
  tickingClock,
  useTemporaryFolder,
} from './support.ts';

const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';

function answerOf(conversation: Conversation): AssistantMessage {
  const answer = conversation.messages.find((message) => message.role === 'assistant');
  assert.ok(answer);
  return answer;
}

describe('ConversationStore', () => {
  const folder = useTemporaryFolder();
  let problems: NetGuruError[];
  let store: ConversationStore;

  const openStore = () =>
    new ConversationStore({
      folder: join(folder.path, 'store'),
      onProblem: (error) => problems.push(error),
      now: tickingClock(),
    });
  const fileOf = (id: string, under = '') => join(folder.path, 'store', under, `${id}.jsonl`);

  async function converse(text: string): Promise<string> {
    const id = store.create('panel');
    await store.addUserMessage(id, { text });
    return id;
  }

  beforeEach(() => {
    problems = [];
    store = openStore();
  });

  it('keeps a question, its answer and everything about it across a restart', async () => {
    const id = store.create('chat');
    const attachment = {
      path: 'a.cfg',
      startLine: 1,
      endLine: 2,
      text: 'hostname a\n',
    };
    const question = await store.addUserMessage(id, {
      text: 'Which AS?\nsecond line',
      command: 'explain',
      attachments: [attachment],
    });
    const recorder = store.startAnswer(id, question.id);
    recorder.setEvidence([evidence(1), evidence(2)]);
    recorder.addText('AS 65001 ');
    recorder.addText('[1]');
    await recorder.finish({
      end: 'complete',
      provider: 'openai',
      model: 'gpt',
      usage: { inputTokens: 10, outputTokens: 3 },
      timings: TIMINGS,
      removedCitations: 2,
    });

    const conversation = await openStore().read(id);
    assert.equal(conversation.title, 'Which AS?');
    assert.equal(conversation.source, 'chat');
    assert.deepEqual(conversation.messages[0], question);
    assert.deepEqual(question.attachments, [attachment]);
    const answer = answerOf(conversation);
    assert.deepEqual(
      { ...answer, at: 0 },
      {
        role: 'assistant',
        id: recorder.messageId,
        replyTo: question.id,
        at: 0,
        text: 'AS 65001 [1]',
        evidence: [evidence(1), evidence(2)],
        end: 'complete',
        provider: 'openai',
        model: 'gpt',
        usage: { inputTokens: 10, outputTokens: 3 },
        timings: TIMINGS,
        removedCitations: 2,
      },
    );
    assert.deepEqual(problems, []);
  });

  it('makes its folders and files readable for this user only', async () => {
    const id = await converse('q');
    assert.equal((await stat(join(folder.path, 'store'))).mode & 0o777, 0o700);
    assert.equal((await stat(fileOf(id))).mode & 0o777, 0o600);
    await store.delete(id);
    assert.equal((await stat(join(folder.path, 'store', 'deleted'))).mode & 0o777, 0o700);
  });

  it('reads an answer that runs as streaming, with the text not yet written', async () => {
    const id = await converse('q');
    const recorder = store.startAnswer(id, 'm');
    recorder.addText('first ');
    assert.equal(answerOf(await store.read(id)).text, 'first ');
    recorder.addText('second');
    const running = answerOf(await store.read(id));
    assert.deepEqual([running.text, running.end], ['first second', 'streaming']);
    const seenByAnotherProcess = answerOf(await openStore().read(id));
    assert.equal(seenByAnotherProcess.end, 'cut');
    await recorder.finish({ end: 'complete' });
    await recorder.finish({ end: 'cancelled' });
    recorder.addText('too late');
    assert.equal(answerOf(await openStore().read(id)).end, 'complete');
  });

  it('lists by last change, with the title of the first question or the given one', async () => {
    const first = await converse('first question');
    const second = await converse('@netguru /explain   second\tquestion');
    assert.deepEqual(
      (await store.list()).map(({ id, title }) => [id, title]),
      [
        [second, 'second question'],
        [first, 'first question'],
      ],
    );
    await store.rename(first, ' Renamed ');
    const listed = await openStore().list();
    assert.deepEqual(
      listed.map(({ id, title }) => [id, title]),
      [
        [first, 'Renamed'],
        [second, 'second question'],
      ],
    );
  });

  it('deletes with undo, and purges what is old enough', async () => {
    const id = await converse('q');
    await store.delete(id);
    assert.deepEqual(await store.list(), []);
    await assert.rejects(store.read(id), { reason: 'file-unreadable' });
    const reopened = openStore();
    assert.deepEqual(await reopened.list(), []);
    await reopened.restore(id);
    assert.equal((await reopened.read(id)).messages.length, 1);
    await reopened.delete(id);
    assert.equal(await reopened.purgeDeleted(0), 0);
    assert.equal(await reopened.purgeDeleted(Date.now() + 60_000), 1);
    await assert.rejects(openStore().restore(id), {
      reason: 'file-unreadable',
    });
    assert.deepEqual(await readdir(join(folder.path, 'store', 'deleted')), []);
  });

  it('keeps what an answer still writes while its conversation is deleted', async () => {
    const id = await converse('q');
    const recorder = store.startAnswer(id, 'm');
    recorder.addText('before ');
    await store.delete(id);
    recorder.addText('after');
    await recorder.finish({ end: 'cancelled' });
    assert.deepEqual(await store.list(), []);
    await assert.rejects(stat(fileOf(id)));
    await store.restore(id);
    assert.equal(answerOf(await store.read(id)).text, 'before after');
  });

  it('serialises what happens at once', async () => {
    const id = await converse('q0');
    const texts = Array.from({ length: 40 }, (_, index) => `q${index + 1}`);
    await Promise.all(texts.map((text) => store.addUserMessage(id, { text })));
    const { messages, brokenLines } = await openStore().read(id);
    assert.equal(brokenLines, 0);
    assert.deepEqual(messages.map(({ text }) => text).sort(), ['q0', ...texts].sort());
  });

  it('tells listeners which conversation changed', async () => {
    const changes: string[] = [];
    const stop = store.onDidChange((id) => changes.push(id));
    const id = await converse('q');
    assert.deepEqual(changes, [id]);
    await store.startAnswer(id, 'm').finish({ end: 'complete' });
    assert.deepEqual(changes, [id, id, id]);
    stop();
    await store.rename(id, 'x');
    assert.equal(changes.length, 3);
  });

  it('refuses ids that are not its own', async () => {
    for (const id of ['../../etc/passwd', '', 'x', `${UNKNOWN_ID}/..`, UNKNOWN_ID]) {
      await assert.rejects(store.read(id), { reason: 'file-unreadable' }, id);
      await assert.rejects(store.addUserMessage(id, { text: '' }), {
        reason: 'file-unreadable',
      });
      await assert.rejects(store.rename(id, 'x'), { reason: 'file-unreadable' }, id);
      await assert.rejects(store.delete(id), { reason: 'file-unreadable' }, id);
      await assert.rejects(store.restore(id), { reason: 'file-unreadable' }, id);
    }
    assert.deepEqual(await readdir(folder.path), []);
  });

  it('passes over broken lines, counts them and leaves them in the file', async () => {
    const id = await converse('q');
    const garbage = '{"v":1,"type":"userMessage"}\n\u0000\u0001 not json\n[]\n{"torn":';
    await appendFile(fileOf(id), garbage);
    const reopened = openStore();
    assert.equal((await reopened.read(id)).brokenLines, 4);
    await reopened.addUserMessage(id, { text: 'next' });
    const conversation = await openStore().read(id);
    assert.deepEqual(
      conversation.messages.map(({ text }) => text),
      ['q', 'next'],
    );
    assert.equal(conversation.brokenLines, 4);
    assert.ok((await readFile(fileOf(id), 'utf8')).includes(garbage));
  });

  it('shows a conversation of a newer version and never writes to it', async () => {
    const id = await converse('q');
    await appendFile(fileOf(id), '{"v":2,"type":"userMessage","body":"?"}\n');
    const before = await readFile(fileOf(id));
    const reopened = openStore();
    const [summary] = await reopened.list();
    assert.deepEqual([summary?.newerVersion, summary?.title], [true, 'q']);
    await assert.rejects(reopened.addUserMessage(id, { text: 'x' }), {
      reason: 'store-read-only',
    });
    await assert.rejects(reopened.rename(id, 'x'), {
      reason: 'store-read-only',
    });
    await assert.rejects(reopened.delete(id), { reason: 'store-read-only' });
    assert.deepEqual(await readFile(fileOf(id)), before);
  });

  it('writes what was kept in memory as soon as it can', async () => {
    await writeFile(join(folder.path, 'store'), 'a file where the folder should be');
    const id = store.create('panel');
    const question = await store.addUserMessage(id, { text: 'q' });
    const recorder = store.startAnswer(id, question.id);
    recorder.addText('text');
    await recorder.finish({ end: 'complete' });
    assert.equal(problems.length, 1);
    assert.equal(answerOf(await store.read(id)).text, 'text');
    assert.equal((await store.list()).length, 1);
    await rm(join(folder.path, 'store'));
    await store.flush();
    assert.equal(answerOf(await openStore().read(id)).text, 'text');
  });

  it('reads past answers to a message besides the latest', async () => {
    const id = await converse('q');
    for (const text of ['first', 'second']) {
      const recorder = store.startAnswer(id, 'm');
      recorder.addText(text);
      await recorder.finish({ end: 'complete' });
    }
    assert.equal((await openStore().read(id)).messageCount, 3);
  });
});

describe('recordAnswer', () => {
  const folder = useTemporaryFolder();
  const failure = new NetGuruError('overloaded', sentence('Busy.'));

  async function* breaking(events: readonly ChatEvent[], error: unknown) {
    yield* events;
    throw error;
  }
  const text: ChatEvent = { type: 'text', text: 'so far' };
  const abort = Object.assign(new Error('stop'), { name: 'AbortError' });

  const cases: readonly {
    readonly name: string;
    readonly events: AsyncIterable<ChatEvent>;
    readonly end: string;
    readonly reason?: string;
  }[] = [
    {
      name: 'done',
      events: eventsOf([text, done('complete')]),
      end: 'complete',
    },
    { name: 'length', events: eventsOf([text, done('length')]), end: 'length' },
    {
      name: 'cancelled',
      events: eventsOf([text, done('cancelled')]),
      end: 'cancelled',
    },
    { name: 'no end', events: eventsOf([text]), end: 'cut' },
    {
      name: 'error event, then done',
      events: eventsOf([text, { type: 'error', error: failure.toAnswerError() }, done('cut')]),
      end: 'cut',
      reason: 'overloaded',
    },
    {
      name: 'error event alone',
      events: eventsOf([text, { type: 'error', error: failure.toAnswerError() }]),
      end: 'error',
      reason: 'overloaded',
    },
    {
      name: 'exception',
      events: breaking([text], failure),
      end: 'error',
      reason: 'overloaded',
    },
    {
      name: 'foreign exception',
      events: breaking([text], new TypeError('x')),
      end: 'error',
      reason: 'internal',
    },
    { name: 'abort', events: breaking([text], abort), end: 'cancelled' },
  ];
  for (const { name, events, end, reason } of cases) {
    it(`keeps the text and the end: ${name}`, async () => {
      const problems: NetGuruError[] = [];
      const options = {
        folder: folder.path,
        onProblem: (e: NetGuruError) => problems.push(e),
      };
      const store = new ConversationStore(options);
      const id = store.create('panel');
      const question = await store.addUserMessage(id, { text: 'q' });
      const recorder = store.startAnswer(id, question.id);
      await collect(recordAnswer(events, recorder)).catch(() => undefined);
      const answer = answerOf(await new ConversationStore(options).read(id));
      assert.deepEqual([answer.text, answer.end, answer.error?.reason], ['so far', end, reason]);
      assert.deepEqual(problems, []);
    });
  }

  it('passes every event through, and ends the record when the reader leaves', async () => {
    const store = new ConversationStore({
      folder: folder.path,
      onProblem: assert.fail,
    });
    const id = store.create('panel');
    const question = await store.addUserMessage(id, { text: 'q' });
    const events: ChatEvent[] = [text, { type: 'text', text: ' more' }, done('complete')];
    const first = recordAnswer(eventsOf(events), store.startAnswer(id, question.id));
    assert.deepEqual(await collect(first), events);
    for await (const _event of recordAnswer(eventsOf(events), store.startAnswer(id, question.id))) {
      break;
    }
    const answers = (await store.read(id)).messages.slice(1);
    assert.deepEqual(
      answers.map((answer) => answer.role === 'assistant' && [answer.text, answer.end]),
      [
        ['so far more', 'complete'],
        ['so far', 'cancelled'],
      ],
    );
  });
});
