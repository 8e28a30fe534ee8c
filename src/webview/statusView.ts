import type { PanelCommand, PanelIndex } from '../vscode/panelProtocol.ts';
import { element, setText, show, toolkitButton } from './dom.ts';
import { iconButton } from './iconButton.ts';
import type { Texts } from './texts.ts';
import type { PanelState } from './viewState.ts';

interface Section {
  readonly element: HTMLElement;
  update(state: PanelState): void;
}

/** No key: says what works all the same, and offers to set one. */
export function keyBanner(texts: () => Texts, run: (command: PanelCommand) => void): Section {
  const text = element('p');
  const button = toolkitButton('secondary', { testId: 'set-api-key' }, () => run('setApiKey'));
  const options = {
    className: 'banner',
    testId: 'no-key',
    attributes: { role: 'note' },
  };
  const banner = element('div', options, text, button);
  return {
    element: banner,
    update: (state) => {
      setText(text, texts()('noKeyText'));
      setText(button, texts()('setKey'));
      show(banner, state.key === 'none');
    },
  };
}

function progressText(index: PanelIndex, texts: Texts): string {
  if (index.filesTotal === 0) return index.message ?? texts('indexStarting');
  return texts('indexing', index.filesDone, index.filesTotal);
}

/** Progress of the index while it works, and what to do when it failed. */
export function indexBanner(texts: () => Texts, run: (command: PanelCommand) => void): Section {
  const label = element('p', { testId: 'index-progress-text' });
  const bar = element('progress', { testId: 'index-progress' });
  const working = element('div', { className: 'banner', testId: 'indexing' }, label, bar);
  const problem = element('p', { testId: 'index-error-text' });
  const button = toolkitButton('secondary', { testId: 'reindex' }, () => run('reindex'));
  const options = {
    className: 'banner error',
    testId: 'index-error',
    attributes: { role: 'alert' },
  };
  const failed = element('div', options, problem, button);
  return {
    element: element('div', {}, working, failed),
    update: ({ index }) => {
      const text = progressText(index, texts());
      setText(label, text);
      bar.setAttribute('aria-label', text);
      bar.max = Math.max(index.filesTotal, 1);
      if (index.filesTotal > 0) bar.value = index.filesDone;
      else bar.removeAttribute('value');
      setText(problem, index.message ?? texts()('indexFailed'));
      setText(button, texts()('reindex'));
      show(working, index.phase === 'indexing');
      show(failed, index.phase === 'error');
    },
  };
}

/** What happened, with an undo where there is one. */
export function noticeBar(
  texts: () => Texts,
  actions: { undo(conversationId: string): void; dismiss(): void },
): Section {
  let undoId: string | undefined;
  const text = element('span', {
    testId: 'notice-text',
    attributes: { role: 'status' },
  });
  const undo = toolkitButton('secondary', { testId: 'undo' }, () => {
    if (undoId !== undefined) actions.undo(undoId);
  });
  const close = iconButton('close', 'dismiss-notice', actions.dismiss);
  const bar = element('div', { className: 'notice', testId: 'notice' }, text, undo, close.element);
  return {
    element: bar,
    update: ({ notice }) => {
      undoId = notice?.undoConversationId;
      setText(text, notice?.text ?? '');
      setText(undo, texts()('undo'));
      close.setLabel(texts()('dismiss'));
      show(undo, undoId !== undefined);
      show(bar, notice !== undefined);
    },
  };
}

/** What to do next, where there is no message yet. */
export function emptyState(
  texts: () => Texts,
  actions: { run(command: PanelCommand): void; ask(question: string): void },
): Section {
  const title = element('h2');
  const text = element('p');
  const index = element('p', { className: 'quiet', testId: 'empty-index' });
  const folder = toolkitButton('secondary', { testId: 'open-folder' }, () =>
    actions.run('openFolder'),
  );
  const keys = ['example1', 'example2', 'example3'] as const;
  const examples = keys.map((key) => {
    const options = {
      className: 'example',
      testId: 'example',
      attributes: { type: 'button' },
    };
    const button = element('button', options);
    button.addEventListener('click', () => actions.ask(texts()(key)));
    return { key, button };
  });
  const list = element(
    'ul',
    { className: 'examples' },
    ...examples.map(({ button }) => element('li', {}, button)),
  );
  const options = { className: 'empty', testId: 'empty' };
  const section = element('section', options, title, text, index, folder, list);
  return {
    element: section,
    update: (state) => {
      const { filesTotal, phase } = state.index;
      const nothing = filesTotal === 0 && phase === 'idle';
      setText(title, texts()('emptyTitle'));
      setText(text, texts()('emptyText'));
      setText(index, nothing ? texts()('emptyNoFiles') : texts()('emptyIndexed', filesTotal));
      show(index, phase === 'idle');
      setText(folder, texts()('openFolder'));
      show(folder, nothing);
      for (const { key, button } of examples) setText(button, texts()(key));
      show(section, state.messages.length === 0);
    },
  };
}
