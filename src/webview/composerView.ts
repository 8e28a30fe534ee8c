import { MAX_QUESTION_CHARACTERS } from '../core/limits.ts';
import { element, setText, show, toolkitButton } from './dom.ts';
import { iconButton } from './iconButton.ts';
import type { Texts } from './texts.ts';
import { type PanelState, runningAnswer } from './viewState.ts';

interface ComposerActions {
  send(text: string): void;
  stop(): void;
  removeAttachment(index: number): void;
  /** The text changed; it is kept for when the webview comes back. */
  draftChanged(text: string): void;
}

export interface Composer {
  readonly element: HTMLElement;
  update(state: PanelState): void;
  /** Puts text into an empty text area: a kept draft, or a question that was not sent. */
  offerDraft(text: string): void;
  focus(): void;
}

/** The toolkit's text area is a custom element whose `value` is that of a textarea. */
function textOf(area: HTMLElement): string {
  return 'value' in area && typeof area.value === 'string' ? area.value : '';
}

/** Where a question is written: text area, attachments, send and stop. */
export function composerView(texts: () => Texts, actions: ComposerActions): Composer {
  const area = document.createElement('vscode-text-area');
  area.setAttribute('rows', '3');
  area.setAttribute('resize', 'vertical');
  area.dataset.testid = 'question';
  const tooLong = element('p', { className: 'note', testId: 'too-long' });
  const chips = element('ul', { className: 'chips', testId: 'attachments' });
  const setValue = (text: string): void => {
    Object.assign(area, { value: text });
    actions.draftChanged(text);
    show(tooLong, text.length > MAX_QUESTION_CHARACTERS);
  };
  let canSend = false;
  const submit = (): void => {
    const text = textOf(area);
    const fits = text.length <= MAX_QUESTION_CHARACTERS;
    const isEmpty = text.trim() === '' && chips.childElementCount === 0;
    if (!canSend || !fits || isEmpty) return;
    setValue('');
    actions.send(text);
    // The send button goes away now and would take the focus with it.
    area.focus();
  };
  const send = toolkitButton('primary', { testId: 'send' }, submit);
  const stop = toolkitButton('secondary', { testId: 'stop' }, actions.stop);
  area.addEventListener('input', () => {
    actions.draftChanged(textOf(area));
    show(tooLong, textOf(area).length > MAX_QUESTION_CHARACTERS);
  });
  area.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Escape') actions.stop();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    submit();
  });
  const readOnly = element('p', { className: 'note', testId: 'read-only' });
  const buttons = element('div', { className: 'composer-buttons' }, stop, send);
  const form = element('div', { className: 'composer-fields' }, chips, area, tooLong, buttons);
  let shownAttachments: PanelState['attachments'] | undefined;

  const updateChips = (state: PanelState): void => {
    if (shownAttachments === state.attachments) return;
    shownAttachments = state.attachments;
    const items = state.attachments.map(({ label }, index) => {
      const remove = iconButton('close', 'remove-attachment', () =>
        actions.removeAttachment(index),
      );
      remove.setLabel(texts()('removeAttachment', label));
      const text = element('span', { text: label });
      return element('li', { className: 'chip', testId: 'attachment' }, text, remove.element);
    });
    chips.replaceChildren(...items);
    show(chips, items.length > 0);
  };
  return {
    element: element('div', { className: 'composer', testId: 'composer' }, readOnly, form),
    update: (state) => {
      updateChips(state);
      const running = runningAnswer(state) !== undefined;
      canSend = !running && state.readOnly === '' && state.language !== '';
      chips.setAttribute('aria-label', texts()('attachments'));
      area.setAttribute('aria-label', texts()('question'));
      area.setAttribute('placeholder', texts()('placeholder'));
      setText(send, texts()('send'));
      setText(stop, texts()('stop'));
      setText(tooLong, texts()('tooLong', MAX_QUESTION_CHARACTERS));
      show(tooLong, textOf(area).length > MAX_QUESTION_CHARACTERS);
      show(send, !running);
      show(stop, running);
      setText(readOnly, state.readOnly);
      show(readOnly, state.readOnly !== '');
      show(form, state.readOnly === '');
    },
    offerDraft: (text) => {
      if (textOf(area) === '') setValue(text);
    },
    focus: () => area.focus(),
  };
}
