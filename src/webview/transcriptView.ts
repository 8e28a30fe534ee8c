import type { PanelMessage } from '../vscode/panelProtocol.ts';
import { element, KeyedList, setText } from './dom.ts';
import { type MessageContext, messageView } from './messageView.ts';
import type { PanelState } from './viewState.ts';

/** Distance from the end, in px, within which new text keeps the end in view. */
const STICKY_PX = 48;

/** The messages of the shown conversation. New text keeps the end in view if it was in view. */
export function transcriptView(context: MessageContext): {
  readonly element: HTMLElement;
  update(state: PanelState): void;
} {
  const list = element('div', {
    className: 'transcript',
    testId: 'transcript',
    attributes: { role: 'log', 'aria-live': 'off', tabindex: '0' },
  });
  const messages = new KeyedList<PanelMessage>(
    list,
    ({ id }) => id,
    (message) => messageView(message, context),
  );
  let atEnd = true;
  list.addEventListener('scroll', () => {
    atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < STICKY_PX;
  });
  const showEnd = (): void => {
    list.scrollTop = list.scrollHeight;
  };
  // Banners and the size of the view take room away from the end.
  new ResizeObserver(() => {
    if (atEnd) showEnd();
  }).observe(list);
  let shown: Pick<PanelState, 'conversationId' | 'messages' | 'strings'> | undefined;
  return {
    element: list,
    update: (state) => {
      const { conversationId, strings } = state;
      list.setAttribute('aria-label', context.texts()('transcript'));
      if (shown?.messages === state.messages && shown.strings === strings) return;
      const grown = state.messages.length > (shown?.messages.length ?? 0);
      const other = shown?.conversationId !== conversationId;
      shown = { conversationId, messages: state.messages, strings };
      messages.update(state.messages);
      if (atEnd || grown || other) showEnd();
    },
  };
}

/**
 * Says once, politely, that an answer began or ended; the streaming text itself would be read
 * out over and over.
 */
export function announcer(texts: MessageContext['texts']): {
  readonly element: HTMLElement;
  update(state: PanelState): void;
} {
  const line = element('div', {
    className: 'visually-hidden',
    testId: 'announcer',
    attributes: { role: 'status', 'aria-live': 'polite' },
  });
  let streaming: string | undefined;
  return {
    element: line,
    update: ({ messages }) => {
      const last = messages.at(-1);
      if (last?.role !== 'assistant') return;
      if (last.end === 'streaming') {
        if (streaming !== last.id) setText(line, texts()('announceStarted'));
        streaming = last.id;
      } else if (streaming === last.id) {
        streaming = undefined;
        const text = texts()(last.end === 'complete' ? 'announceFinished' : 'announceStopped');
        setText(line, last.note ? `${text} ${last.note}` : text);
      }
    },
  };
}
