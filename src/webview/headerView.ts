import { element, setText } from './dom.ts';
import { iconButton } from './iconButton.ts';
import type { Texts } from './texts.ts';
import type { PanelState } from './viewState.ts';

/** The title of the conversation, and the buttons for the list and a new one. */
export function headerView(
  texts: () => Texts,
  actions: { toggleList(): void; newConversation(): void },
): {
  readonly element: HTMLElement;
  update(state: PanelState, listOpen: boolean): void;
} {
  const list = iconButton('list', 'toggle-conversations', actions.toggleList);
  list.element.setAttribute('aria-controls', 'conversations');
  const title = element('h2', {
    className: 'title',
    testId: 'conversation-title',
  });
  const add = iconButton('add', 'new-conversation', actions.newConversation);
  return {
    element: element('header', { className: 'header' }, list.element, title, add.element),
    update: (state, listOpen) => {
      setText(title, state.title || texts()('newConversation'));
      list.setLabel(texts()('conversations'));
      list.element.setAttribute('aria-expanded', String(listOpen));
      add.setLabel(texts()('newConversation'));
    },
  };
}
