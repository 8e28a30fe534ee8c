import assert from 'node:assert/strict';
import {
  answer,
  type ChosenModel,
  type EngineServices,
  type RetrievedEvidence,
} from '../../../src/answer/engine.ts';
import { NetGuruError, sentence } from '../../../src/core/errors.ts';
import type { AskRequest, ChatEvent } from '../../../src/core/types.ts';
import type { CompletionRequest, Provider, ProviderEvent } from '../../../src/llm/provider.ts';
import { corpusEvidenceOf, evidenceOf } from '../support/evidence.ts';

const REQUEST: AskRequest = { question: 'Which ACL?', attachments: [], history: [] };
const FOUND: RetrievedEvidence = {
  language: 'en',
  tokens: ['acl'],
  unknownNames: [],
  evidence: [evidenceOf(1, 'ip access-group ACL in'), corpusEvidenceOf(2, 'An ACL filters.')],
};

type Script = (signal: AbortSignal) => AsyncIterable<ProviderEvent>;

/** A model whose stream is written out in the test; it keeps the requests that it gets. */
function scriptedModel(script: Script): { model: ChosenModel; requests: CompletionRequest[] } {
  const requests: CompletionRequest[] = [];
  const unused = (): never => assert.fail('not asked for');
  const provider: Provider = {
    id: 'openai',
    stream: (request, signal) => {
      requests.push(request);
      return script(signal);
    },
    complete: unused,
    listModels: unused,
    testKey: unused,
  };
  return { model: { provider, model: 'gpt-test' }, requests };
}

async function* providerEvents(...events: ProviderEvent[]): AsyncGenerator<ProviderEvent> {
  yield* events;
}

const text = (content: string): ProviderEvent => ({ type: 'text', text: content });
const END: ProviderEvent = { type: 'end', end: 'complete' };

function services(more: Partial<EngineServices> = {}): EngineServices {
  let ms = 0;
  return {
    catchUp: async () => undefined,
    retrieve: async () => FOUND,
    chooseModel: async () => undefined,
    now: () => {
      ms += 10;
      return ms;
    },
    ...more,
  };
}

async function ask(
  more: Partial<EngineServices> = {},
  signal = new AbortController().signal,
  onEvent: (event: ChatEvent) => void = () => {},
): Promise<ChatEvent[]> {
  const events: ChatEvent[] = [];
  for await (const event of answer(REQUEST, services(more), signal)) {
    events.push(event);
    onEvent(event);
  }
  const done = events.filter(({ type }) => type === 'done');
  assert.equal(done.length, 1, 'exactly one done');
  assert.equal(events.at(-1), done[0], 'done comes last');
  return events;
}

function shown(events: readonly ChatEvent[]): string {
  return events
    .map((event) =>
      event.type === 'text' ? event.text : event.type === 'citation' ? `{${event.citation.n}}` : '',
    )
    .join('');
}

function doneOf(events: readonly ChatEvent[]) {
  const last = events.at(-1);
  assert(last?.type === 'done');
  return last;
}

/** Types of the events in order, repeats counted once. */
function order(events: readonly ChatEvent[]): string[] {
  return events.map(({ type }) => type).filter((type, index, all) => type !== all[index - 1]);
}

function withModel(script: Script) {
  const { model, requests } = scriptedModel(script);
  return { requests, chosen: { chooseModel: async () => model } };
}

describe('the answer engine', () => {
  it('answers without a model: progress, evidence, quotations with citations, done', async () => {
    const events = await ask();
    assert.deepEqual(
      [...new Set(order(events))],
      ['progress', 'evidence', 'text', 'citation', 'done'],
    );
    assert.match(shown(events), /ip access-group ACL in/);
    assert.match(shown(events), /\{1\}[\s\S]*\{2\}/);
    const { end, provider, model, timings } = doneOf(events);
    assert.deepEqual([end, provider, model], ['complete', 'none', 'offline']);
    assert(timings.totalMs >= timings.firstTokenMs && timings.firstTokenMs > 0);
  });

  it('quotes offline only what the files still hold, and counts what is left out', async () => {
    const events = await ask({ staleEvidence: async () => [1] });
    assert.doesNotMatch(shown(events), /ip access-group ACL in|\{1\}/);
    assert.match(shown(events), /\{2\}/);
    assert.equal(doneOf(events).removedCitations, 1);
  });

  it('shows the citations where they cannot be checked, and logs why', async () => {
    const logged: NetGuruError[] = [];
    const events = await ask({
      staleEvidence: () => Promise.reject(new Error('the worker is gone')),
      onError: (error) => logged.push(error),
    });
    assert.match(shown(events), /\{1\}[\s\S]*\{2\}/);
    assert.equal(doneOf(events).removedCitations, undefined);
    assert.equal(logged.length, 1);
  });

  it('answers with a model: the stream with verified citations, usage, done', async () => {
    const usage = { inputTokens: 9, outputTokens: 3 };
    const { requests, chosen } = withModel(() =>
      providerEvents(
        text('ACL is '),
        text('applied [1'),
        text('] and [7].'),
        { type: 'usage', usage },
        END,
      ),
    );
    const events = await ask(chosen);
    assert.equal(shown(events), 'ACL is applied {1} and .');
    assert.deepEqual(
      events.find(({ type }) => type === 'usage'),
      { type: 'usage', usage },
    );
    const evidenceAt = events.findIndex(({ type }) => type === 'evidence');
    const textAt = events.findIndex(({ type }) => type === 'text');
    assert(evidenceAt >= 0 && evidenceAt < textAt);
    const { end, provider, model } = doneOf(events);
    assert.deepEqual([end, provider, model], ['complete', 'openai', 'gpt-test']);
    assert.match(requests[0]?.messages.at(-1)?.text ?? '', /ip access-group ACL in/);
  });

  it('uses another tag for each question', async () => {
    const { requests, chosen } = withModel(() => providerEvents(END));
    for (let index = 0; index < 20; index++) await ask(chosen);
    const tags = requests.map(
      ({ messages }) => /<(passage-[0-9a-f]{12,}) n="1"/.exec(messages.at(-1)?.text ?? '')?.[1],
    );
    assert.equal(new Set(tags).size, 20);
    assert(!tags.includes(undefined));
  });

  const failures: readonly (readonly [string, Partial<EngineServices>])[] = [
    ['catching up', { catchUp: () => Promise.reject(new Error('disk')) }],
    ['retrieval', { retrieve: () => Promise.reject(new Error('index')) }],
    ['choosing the model', { chooseModel: () => Promise.reject(new Error('keys')) }],
  ];
  for (const [name, failing] of failures) {
    it(`reports a failure of ${name}, without its inner text`, async () => {
      const logged: NetGuruError[] = [];
      const events = await ask({ ...failing, onError: (error) => logged.push(error) });
      const error = events.find((event) => event.type === 'error');
      assert.equal(error?.error.reason, 'internal');
      assert.doesNotMatch(JSON.stringify(events), /disk|index"|keys/);
      assert.equal(doneOf(events).end, 'cut');
      assert.equal(logged.length, 1);
    });
  }

  it('keeps the text of a stream that is cut, and says why', async () => {
    const { chosen } = withModel(async function* () {
      yield text('So far [1');
      throw new NetGuruError('stream-cut', sentence('The connection was cut.'));
    });
    const events = await ask(chosen);
    assert.equal(shown(events), 'So far [1');
    assert.deepEqual(order(events).slice(-3), ['text', 'error', 'done']);
    const { end, provider } = doneOf(events);
    assert.deepEqual([end, provider], ['cut', 'openai']);
  });

  it('keeps the text when it is cancelled in mid-stream, without an error', async () => {
    const abort = new AbortController();
    const { chosen } = withModel(async function* (signal) {
      yield text('So far [2');
      yield text('] `');
      signal.throwIfAborted();
      yield text('never');
    });
    const events = await ask(chosen, abort.signal, (event) => {
      if (event.type === 'citation') abort.abort();
    });
    assert.equal(shown(events), 'So far {2} `');
    assert(!events.some(({ type }) => type === 'error'));
    assert.equal(doneOf(events).end, 'cancelled');
  });

  it('stops at a cancel although the model goes on', async () => {
    const abort = new AbortController();
    const { chosen } = withModel(async function* () {
      for (let index = 0; index < 1_000; index++) yield text(`word${index} `);
      yield END;
    });
    const events = await ask(chosen, abort.signal, (event) => {
      if (event.type === 'text') abort.abort();
    });
    assert(events.length < 10, `${events.length} events`);
    assert.equal(doneOf(events).end, 'cancelled');
  });

  it('does nothing more when it is cancelled before', async () => {
    const events = await ask(
      {
        catchUp: async (signal) => {
          signal.throwIfAborted();
        },
        retrieve: () => assert.fail('not asked for'),
      } as Partial<EngineServices>,
      AbortSignal.abort(),
    );
    assert.deepEqual(order(events), ['progress', 'done']);
    assert.equal(doneOf(events).end, 'cancelled');
  });

  const ends: readonly (readonly [ProviderEvent, string, string | undefined])[] = [
    [{ type: 'end', end: 'complete' }, 'complete', undefined],
    [{ type: 'end', end: 'length' }, 'length', undefined],
    [{ type: 'end', end: 'refusal' }, 'complete', 'request-refused'],
  ];
  for (const [event, end, reason] of ends) {
    it(`ends ${end} after ${JSON.stringify(event)}`, async () => {
      const { chosen } = withModel(() => providerEvents(text('x'), event));
      const events = await ask(chosen);
      assert.equal(doneOf(events).end, end);
      const error = events.find((each) => each.type === 'error');
      assert.equal(error?.error.reason, reason);
    });
  }

  it('puts attachments before what was found, and numbers them for the model too', async () => {
    const { requests, chosen } = withModel(() => providerEvents(text('[1] [3]'), END));
    const attachments = [
      { folder: '/net', path: 'x.cfg', startLine: 4, endLine: 4, text: 'mtu 9' },
    ];
    const events: ChatEvent[] = [];
    const request = { ...REQUEST, attachments };
    for await (const event of answer(request, services(chosen), new AbortController().signal)) {
      events.push(event);
    }
    const evidence = events.find((event) => event.type === 'evidence');
    assert.deepEqual(
      evidence?.evidence.map(({ n, path }) => `${n} ${path}`),
      ['1 x.cfg', '2 configs/r1.cfg', '3 corpus/bgp/bgp-best-path.md'],
    );
    assert.equal(shown(events), '{1} {3}');
    assert.match(requests[0]?.messages.at(-1)?.text ?? '', /n="1"[^\n]*x\.cfg:4"/);
  });

  it('lets the reader leave at any event', async () => {
    let closed = false;
    const { chosen } = withModel(async function* () {
      try {
        yield text('a');
        yield text('b');
      } finally {
        closed = true;
      }
    });
    for await (const event of answer(REQUEST, services(chosen), new AbortController().signal)) {
      if (event.type === 'text') break;
    }
    assert(closed);
  });
});
