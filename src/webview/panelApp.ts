import {
  type HostMessage,
  isHostMessage,
  type PanelCommand,
  type WebviewMessage,
} from '../vscode/panelProtocol.ts';
import { type Composer, composerView } from './composerView.ts';
import { conversationsView } from './conversationsView.ts';
import { element, show } from './dom.ts';
import { headerView } from './headerView.ts';
import { type KeptState, parseKeptState } from './keptState.ts';
import { createMarkdownRenderer } from './renderMarkdown.ts';
import { emptyState, indexBanner, keyBanner, noticeBar } from './statusView.ts';
import { createTexts, type Texts } from './texts.ts';
import { announcer, transcriptView } from './transcriptView.ts';
import { INITIAL_STATE, type PanelState, reduce } from './viewState.ts';

/** VS Code's side of a webview. */
export interface WebviewApi {
  postMessage(message: WebviewMessage): void;
  getState(): unknown;
  setState(state: unknown): void;
}

interface Section {
  readonly element: HTMLElement;
  update(state: PanelState): void;
}

/**
 * The panel: shows the state that the extension sends, and sends back what is done. However many
 * messages arrive, it draws at most once per frame.
 */
export class PanelApp {
  readonly #vscode: WebviewApi;
  readonly #composer: Composer;
  readonly #sections: readonly Section[];
  #kept: KeptState;
  #state: PanelState = INITIAL_STATE;
  #texts: Texts = createTexts({});
  #frame = 0;

  constructor(root: HTMLElement, vscode: WebviewApi) {
    this.#vscode = vscode;
    this.#kept = parseKeptState(vscode.getState());
    const texts = (): Texts => this.#texts;
    const run = (command: PanelCommand): void => this.#post({ type: 'runCommand', command });
    const header = headerView(texts, {
      toggleList: () => this.#openList(!this.#kept.listOpen),
      newConversation: () => this.#select(null),
    });
    const list = this.#conversations(texts);
    const empty = emptyState(texts, {
      run,
      ask: (question) => this.#send(question),
    });
    const transcript = this.#transcript(texts);
    const main = element('main', {}, empty.element, transcript.element);
    const notice = noticeBar(texts, {
      undo: (conversationId) => {
        this.#dismissNotice();
        this.#post({ type: 'undoDelete', conversationId });
      },
      dismiss: () => this.#dismissNotice(),
    });
    this.#composer = this.#createComposer(texts);
    const [key, index, announce] = [
      keyBanner(texts, run),
      indexBanner(texts, run),
      announcer(texts),
    ];
    this.#sections = [
      {
        element: header.element,
        update: (state) => header.update(state, this.#kept.listOpen),
      },
      {
        element: list.element,
        update: (state) => list.update(state, this.#kept.listOpen),
      },
      key,
      index,
      { element: main, update: empty.update },
      notice,
      announce,
      this.#composer,
    ];
    root.append(...this.#sections.map((section) => section.element));
    this.#sections = [...this.#sections, transcript];
    this.#composer.offerDraft(this.#kept.draft);
    this.#askForState();
  }

  /** Takes a message of the extension; what is not one is dropped. */
  receive(data: unknown): void {
    if (!isHostMessage(data)) return;
    this.#apply(data);
    this.#change(reduce(this.#state, data));
    if (this.#state.lostText) this.#askForState();
  }

  #apply(message: HostMessage): void {
    if (message.type === 'hello') this.#texts = createTexts(message.strings);
    if (message.type === 'draft') this.#composer.offerDraft(message.text);
    if (message.type === 'conversation') this.#keep({ selectedId: message.conversationId });
  }

  #transcript(texts: () => Texts): Section {
    const view = transcriptView({
      texts,
      render: createMarkdownRenderer(window),
      actions: {
        openSource: (messageId, n) =>
          this.#inShown((conversationId) => ({
            type: 'openSource',
            conversationId,
            messageId,
            n,
          })),
        openLink: (url) => this.#post({ type: 'openLink', url }),
        retry: (messageId) =>
          this.#inShown((conversationId) => ({
            type: 'retry',
            conversationId,
            messageId,
          })),
      },
    });
    return {
      element: view.element,
      update: (state) => {
        show(view.element, state.messages.length > 0);
        view.update(state);
      },
    };
  }

  #conversations(texts: () => Texts) {
    return conversationsView(texts, {
      select: (conversationId) => this.#select(conversationId),
      rename: (conversationId, title) => this.#post({ type: 'rename', conversationId, title }),
      delete: (conversationId) => this.#post({ type: 'delete', conversationId }),
    });
  }

  #createComposer(texts: () => Texts): Composer {
    return composerView(texts, {
      send: (text) => this.#send(text),
      stop: () => this.#inShown((conversationId) => ({ type: 'stop', conversationId })),
      removeAttachment: (index) => this.#post({ type: 'removeAttachment', index }),
      draftChanged: (draft) => this.#keep({ draft }),
    });
  }

  #post(message: WebviewMessage): void {
    this.#vscode.postMessage(message);
  }

  #inShown(message: (conversationId: string) => WebviewMessage): void {
    const { conversationId } = this.#state;
    if (conversationId !== null) this.#post(message(conversationId));
  }

  #send(text: string): void {
    this.#post({
      type: 'send',
      conversationId: this.#state.conversationId,
      text,
    });
  }

  #select(conversationId: string | null): void {
    this.#post({ type: 'select', conversationId });
    this.#openList(false);
    this.#composer.focus();
  }

  #openList(listOpen: boolean): void {
    this.#keep({ listOpen });
    this.#change(this.#state);
  }

  #dismissNotice(): void {
    this.#change({ ...this.#state, notice: undefined });
  }

  #askForState(): void {
    const { selectedId } = this.#kept;
    this.#post({
      type: 'ready',
      ...(selectedId !== undefined && { selectedId }),
    });
  }

  #keep(change: Partial<KeptState>): void {
    this.#kept = { ...this.#kept, ...change };
    this.#vscode.setState(this.#kept);
  }

  #change(state: PanelState): void {
    this.#state = state;
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    this.#frame = 0;
    for (const section of this.#sections) section.update(this.#state);
  }
}
