import type {
  PanelAnswer,
  PanelMessage,
  PanelSource,
  PanelUserMessage,
} from '../vscode/panelProtocol.ts';
import { element, patchChildren, setText, show, toolkitButton, type View } from './dom.ts';
import type { MarkdownRenderer } from './renderMarkdown.ts';
import type { Texts } from './texts.ts';

interface MessageActions {
  openSource(messageId: string, n: number): void;
  openLink(url: string): void;
  retry(messageId: string): void;
}

export interface MessageContext {
  readonly texts: () => Texts;
  readonly render: MarkdownRenderer;
  readonly actions: MessageActions;
}

function userMessageView(context: MessageContext): View<PanelMessage> {
  const who = element('h3', { className: 'who' });
  const text = element('div', {
    className: 'question-text',
    testId: 'question-text',
  });
  const attachments = element('ul', {
    className: 'chips',
    testId: 'message-attachments',
  });
  const options = { className: 'message user', testId: 'user-message' };
  const update = (message: PanelUserMessage): void => {
    setText(who, context.texts()('you'));
    setText(text, message.text);
    const chips = message.attachments.map(({ label }) =>
      element('li', { className: 'chip', text: label }),
    );
    attachments.replaceChildren(...chips);
    show(attachments, chips.length > 0);
  };
  return {
    element: element('article', options, who, attachments, text),
    update: (message) => {
      if (message.role === 'user') update(message);
    },
  };
}

function sourceItem(source: PanelSource, texts: Texts): HTMLLIElement {
  const opener = element('button', {
    className: 'source',
    testId: 'source',
    attributes: {
      type: 'button',
      'data-n': String(source.n),
      title: source.excerpt,
      'aria-label': texts('openSource', source.n, source.label),
    },
  });
  const place = source.origin === 'corpus' ? texts('corpus') : source.label;
  opener.append(
    element('span', { className: 'source-number', text: `[${source.n}]` }),
    element('span', { className: 'source-place', text: place }),
    element('span', { className: 'source-title', text: source.title }),
  );
  return element('li', {}, opener);
}

/** Clicks inside an answer: citations and sources by number, links by address. */
function onAnswerClick(event: Event, answerId: string, actions: MessageActions): void {
  const target = event.target instanceof Element ? event.target.closest('button') : null;
  const { n, url } = target?.dataset ?? {};
  if (n !== undefined) actions.openSource(answerId, Number(n));
  else if (url !== undefined) actions.openLink(url);
}

function answerView(first: PanelAnswer, context: MessageContext): View<PanelMessage> {
  const who = element('h3', { className: 'who' });
  const body = element('div', { className: 'markdown', testId: 'answer-text' });
  const activity = element('p', {
    className: 'activity',
    testId: 'answer-activity',
  });
  const note = element('p', { className: 'note', testId: 'answer-note' });
  const summary = element('summary', { testId: 'sources-toggle' });
  const list = element('ol', {
    className: 'source-list',
    testId: 'source-list',
  });
  const sources = element('details', { className: 'sources', testId: 'sources' }, summary, list);
  const details = element('span', {
    className: 'details',
    testId: 'answer-details',
  });
  const retry = toolkitButton('secondary', { testId: 'retry' }, () =>
    context.actions.retry(first.id),
  );
  const footer = element('footer', {}, details, retry);
  const options = { className: 'message answer', testId: 'answer' };
  const article = element('article', options, who, body, activity, note, sources, footer);
  article.addEventListener('click', (event) => onAnswerClick(event, first.id, context.actions));
  let shownSources: readonly PanelSource[] | undefined;

  /** The cited passages; an answer without any shows, folded, what it could have used. */
  const updateSources = (answer: PanelAnswer, texts: Texts): void => {
    const cited = answer.sources.filter(({ n }) => body.querySelector(`[data-n="${n}"]`) !== null);
    const isUncited = cited.length === 0 && answer.end !== 'streaming';
    const listed = isUncited ? answer.sources : cited;
    setText(summary, texts('sources', listed.length));
    show(sources, listed.length > 0);
    if (JSON.stringify(shownSources) === JSON.stringify(listed)) return;
    shownSources = listed;
    sources.open = !isUncited;
    list.replaceChildren(...listed.map((source) => sourceItem(source, texts)));
  };
  const update = (answer: PanelAnswer): void => {
    const texts = context.texts();
    const streaming = answer.end === 'streaming';
    const labels = new Map(
      answer.sources.map(({ n, label }) => [n, texts('openSource', n, label)] as const),
    );
    setText(who, texts('answer'));
    patchChildren(body, context.render(answer.text, labels));
    updateSources(answer, texts);
    setText(activity, answer.activity || texts('thinking'));
    show(activity, streaming && (answer.text === '' || answer.activity !== ''));
    setText(note, answer.note);
    show(note, answer.note !== '');
    setText(details, answer.details);
    setText(retry, texts('retry'));
    show(footer, !streaming);
    article.dataset.end = answer.end;
    article.setAttribute('aria-busy', String(streaming));
  };
  return {
    element: article,
    update: (message) => {
      if (message.role === 'assistant') update(message);
    },
  };
}

/** One message of the transcript: a question as plain text, an answer as safe Markdown. */
export function messageView(message: PanelMessage, context: MessageContext): View<PanelMessage> {
  return message.role === 'user' ? userMessageView(context) : answerView(message, context);
}
