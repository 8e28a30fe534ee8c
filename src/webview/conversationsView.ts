import type { ConversationId, PanelConversation } from '../vscode/panelProtocol.ts';
import { element, KeyedList, setText, show, type View } from './dom.ts';
import { iconButton } from './iconButton.ts';
import type { Texts } from './texts.ts';
import type { PanelState } from './viewState.ts';

interface ConversationActions {
  select(conversationId: ConversationId): void;
  rename(conversationId: string, title: string): void;
  delete(conversationId: string): void;
}

interface ListItem {
  readonly conversation: PanelConversation;
  readonly selected: boolean;
  readonly language: string;
}

function renameField(texts: Texts, title: string, done: (title: string | undefined) => void) {
  const field = element('input', {
    className: 'rename-field',
    testId: 'rename-input',
    attributes: { type: 'text', 'aria-label': texts('renameLabel') },
  });
  field.value = title;
  let open = true;
  const finish = (value: string | undefined): void => {
    if (!open) return;
    open = false;
    done(value);
  };
  field.addEventListener('keydown', (event) => {
    if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    // The focus moves to a button, which the same key press would click.
    event.preventDefault();
    finish(event.key === 'Enter' ? field.value : undefined);
  });
  field.addEventListener('blur', () => finish(field.value));
  return field;
}

function itemView(
  { conversation: { id } }: ListItem,
  texts: () => Texts,
  actions: ConversationActions,
): View<ListItem> {
  let title = '';
  const name = element('span', { className: 'conversation-title' });
  const meta = element('span', { className: 'conversation-meta' });
  const options = {
    className: 'conversation',
    testId: 'conversation',
    attributes: { type: 'button' },
  };
  const opener = element('button', options, name, meta);
  opener.addEventListener('click', () => actions.select(id));
  const startRename = (): void => {
    const field = renameField(texts(), title, (renamed) => {
      field.replaceWith(opener);
      if (renamed !== undefined && renamed.trim() !== title) actions.rename(id, renamed);
      rename.element.focus();
    });
    opener.replaceWith(field);
    field.focus();
    field.select();
  };
  const rename = iconButton('edit', 'rename-conversation', startRename);
  const remove = iconButton('remove', 'delete-conversation', () => actions.delete(id));
  return {
    element: element('li', {}, opener, rename.element, remove.element),
    update: ({ conversation, selected, language }) => {
      title = conversation.title;
      setText(name, title);
      const format = { dateStyle: 'short', timeStyle: 'short' } as const;
      const when = new Intl.DateTimeFormat(language, format).format(conversation.updatedAt);
      const source = conversation.source === 'chat' ? ` · ${texts()('fromChat')}` : '';
      const running = conversation.running ? ` · ${texts()('running')}` : '';
      setText(meta, when + source + running);
      if (selected) opener.setAttribute('aria-current', 'true');
      else opener.removeAttribute('aria-current');
      rename.setLabel(`${texts()('rename')}: ${title}`);
      remove.setLabel(`${texts()('delete')}: ${title}`);
    },
  };
}

/** The list of conversations. */
export function conversationsView(
  texts: () => Texts,
  actions: ConversationActions,
): {
  readonly element: HTMLElement;
  update(state: PanelState, open: boolean): void;
} {
  const empty = element('p', {
    className: 'quiet',
    testId: 'no-conversations',
  });
  const list = element('ul', {
    className: 'conversation-list',
    testId: 'conversation-list',
  });
  const nav = element('nav', { className: 'conversations', testId: 'conversations' }, empty, list);
  nav.id = 'conversations';
  const items = new KeyedList<ListItem>(
    list,
    ({ conversation }) => conversation.id,
    (item) => itemView(item, texts, actions),
  );
  return {
    element: nav,
    update: (state, open) => {
      show(nav, open);
      if (!open) return;
      nav.setAttribute('aria-label', texts()('conversations'));
      setText(empty, texts()('noConversations'));
      show(empty, state.conversations.length === 0);
      const { conversationId, language } = state;
      items.update(
        state.conversations.map((conversation) => {
          return {
            conversation,
            selected: conversation.id === conversationId,
            language,
          };
        }),
      );
    },
  };
}
