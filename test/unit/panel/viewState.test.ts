import assert from 'node:assert/strict';
import { JSDOM } from 'jsdom';
import type {
  HostMessage,
  PanelAnswer,
  PanelUserMessage,
} from '../../../src/vscode/panelProtocol.ts';
import { KeyedList, patchChildren } from '../../../src/webview/dom.ts';
import { parseKeptState } from '../../../src/webview/keptState.ts';
import { INITIAL_STATE, reduce, runningAnswer } from '../../../src/webview/viewState.ts';

const question: PanelUserMessage = {
  role: 'user',
  id: 'q',
  at: 1,
  text: 'q',
  attachments: [],
};

function answer(text: string, end: PanelAnswer['end'] = 'streaming'): PanelAnswer {
  const rest = { activity: '', sources: [], note: '', details: '' };
  return { role: 'assistant', id: 'a', at: 2, text, end, ...rest };
}

function shown(...messages: readonly (PanelUserMessage | PanelAnswer)[]): HostMessage {
  return {
    type: 'conversation',
    conversationId: 'c',
    title: 't',
    readOnly: '',
    messages,
  };
}

function delta(offset: number, text: string, conversationId = 'c', messageId = 'a'): HostMessage {
  return { type: 'delta', conversationId, messageId, offset, text };
}

function stateAfter(...messages: readonly HostMessage[]) {
  return messages.reduce(reduce, INITIAL_STATE);
}

describe('panel view state', () => {
  const start = [shown(question, answer('ab'))];
  const cases: readonly (readonly [string, readonly HostMessage[], readonly string[], boolean])[] =
    [
      ['appends deltas', [...start, delta(2, 'cd'), delta(4, 'e')], ['q', 'abcde'], false],
      [
        'takes a repeated delta once',
        [...start, delta(2, 'cd'), delta(2, 'cd')],
        ['q', 'abcd'],
        false,
      ],
      ['notices a gap', [...start, delta(3, 'd')], ['q', 'ab'], true],
      ['passes over other conversations', [...start, delta(2, 'x', 'other')], ['q', 'ab'], false],
      ['passes over unknown answers', [...start, delta(0, 'x', 'c', 'other')], ['q', 'ab'], false],
      [
        'replaces a message by id',
        [
          ...start,
          {
            type: 'messages',
            conversationId: 'c',
            messages: [answer('all', 'complete')],
          },
        ],
        ['q', 'all'],
        false,
      ],
      [
        'adds new messages at the end',
        [
          shown(),
          {
            type: 'messages',
            conversationId: 'c',
            messages: [question, answer('x')],
          },
        ],
        ['q', 'x'],
        false,
      ],
      [
        'asks once: a new greeting means the whole state follows',
        [...start, delta(9, 'x'), { type: 'hello', language: 'en', strings: {} }],
        ['q', 'ab'],
        false,
      ],
    ];
  for (const [name, messages, texts, lostText] of cases) {
    it(name, () => {
      const state = stateAfter(...messages);
      assert.deepEqual(
        state.messages.map(({ text }) => text),
        texts,
      );
      assert.equal(state.lostText, lostText);
    });
  }

  it('keeps the identity of what did not change', () => {
    const before = stateAfter(shown(question, answer('ab', 'complete')));
    const again = reduce(before, structuredClone(shown(question, answer('ab', 'complete'))));
    assert.equal(again.messages[0], before.messages[0]);
    assert.equal(again.messages[1], before.messages[1]);
    const streaming = reduce(stateAfter(...start), delta(2, 'c'));
    assert.equal(streaming.messages[0], question);
  });

  it('knows the running answer', () => {
    assert.equal(runningAnswer(stateAfter(...start))?.id, 'a');
    assert.equal(runningAnswer(stateAfter(shown(question, answer('x', 'cut')))), undefined);
  });
});

describe('parseKeptState', () => {
  const cases: readonly (readonly [unknown, ReturnType<typeof parseKeptState>])[] = [
    [undefined, { draft: '', listOpen: false }],
    [null, { draft: '', listOpen: false }],
    ['x', { draft: '', listOpen: false }],
    [
      { draft: 1, listOpen: 'yes', selectedId: 2 },
      { draft: '', listOpen: false },
    ],
    [
      { draft: 'd', listOpen: true, selectedId: null },
      { draft: 'd', listOpen: true, selectedId: null },
    ],
    [{ selectedId: 'c' }, { draft: '', listOpen: false, selectedId: 'c' }],
  ];
  for (const [value, expected] of cases) {
    it(JSON.stringify(value) ?? 'undefined', () => {
      assert.deepEqual(parseKeptState(value), expected);
    });
  }
});

describe('panel DOM helpers', () => {
  const { document } = new JSDOM('').window;

  it('KeyedList keeps, moves, adds and removes children, and updates only what changed', () => {
    const container = document.createElement('ul');
    const updates: string[] = [];
    const list = new KeyedList<{ readonly id: string }>(
      container,
      ({ id }) => id,
      ({ id }) => {
        const element = document.createElement('li');
        element.textContent = id;
        return { element, update: (item) => updates.push(item.id) };
      },
    );
    const [a, b, c] = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
    const orders = [[a, b, c], [c, a, b], [b], [], [a, c], [c, b, a], [{ id: 'c' }, b, a]];
    for (const order of orders) {
      list.update(order);
      assert.deepEqual(
        [...container.children].map(({ textContent }) => textContent),
        order.map(({ id }) => id),
      );
    }
    assert.deepEqual(updates, ['a', 'b', 'c', 'a', 'c', 'b', 'c']);
  });

  it('patchChildren keeps equal leading children', () => {
    const box = document.createElement('div');
    const fragment = (markup: string) => {
      const template = document.createElement('template');
      template.innerHTML = markup;
      return template.content;
    };
    patchChildren(box, fragment('<p>a</p><p>b</p><p>c</p>'));
    const [first, second] = box.children;
    for (const markup of ['<p>a</p><p>b</p><p>changed</p><hr>', '<p>a</p><p>b</p>', '']) {
      patchChildren(box, fragment(markup));
      assert.equal(box.innerHTML, markup);
      if (markup !== '') assert.deepEqual([box.children[0], box.children[1]], [first, second]);
    }
  });
});
