import { ConversationStore } from '../../../src/conversations/conversationStore.ts';
import { fillSentence } from '../../../src/core/errors.ts';
import type { AskRequest, ChatEvent, Evidence, IndexState } from '../../../src/core/types.ts';
import { PanelController } from '../../../src/vscode/panelController.ts';
import {
  type HostMessage,
  isHostMessage,
  type PanelCommand,
} from '../../../src/vscode/panelProtocol.ts';
import type { PanelServices } from '../../../src/vscode/panelServices.ts';
import { INITIAL_STATE, type PanelState, reduce } from '../../../src/webview/viewState.ts';

/** An event of VS Code's form. */
export function emitter<T>() {
  const listeners = new Set<(value: T) => unknown>();
  return {
    event: (listener: (value: T) => unknown) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    fire: (value: T) => {
      for (const listener of listeners) listener(value);
    },
    get count() {
      return listeners.size;
    },
  };
}

/** One question as the engine got it; the test says when and what it answers. */
export class Asked {
  readonly request: AskRequest;
  readonly signal: AbortSignal;
  readonly #events: (ChatEvent | Error | 'end')[] = [];
  #wake: () => void = () => undefined;

  constructor(request: AskRequest, signal: AbortSignal) {
    this.request = request;
    this.signal = signal;
    signal.addEventListener('abort', () => {
      this.say({
        type: 'done',
        end: 'cancelled',
        provider: 'p',
        model: 'm',
        timings: TIMINGS,
      });
      this.end();
    });
  }

  say(event: ChatEvent | Error): void {
    this.#events.push(event);
    this.#wake();
  }

  end(): void {
    this.#events.push('end');
    this.#wake();
  }

  finish(removedCitations = 0): void {
    this.say({ type: 'usage', usage: { inputTokens: 100, outputTokens: 7 } });
    this.say({
      type: 'done',
      end: 'complete',
      provider: 'openai',
      model: 'gpt',
      timings: TIMINGS,
      ...(removedCitations > 0 && { removedCitations }),
    });
    this.end();
  }

  async *stream(): AsyncGenerator<ChatEvent> {
    for (;;) {
      const event = this.#events.shift();
      if (event === 'end') return;
      if (event instanceof Error) throw event;
      if (event !== undefined) yield event;
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
    }
  }
}

const TIMINGS = { indexMs: 0, retrieveMs: 1, firstTokenMs: 2, totalMs: 3_200 };

/** A panel on a real store: what the webview would show, and what VS Code was asked to do. */
export class TestPanel {
  readonly store: ConversationStore;
  readonly controller: PanelController;
  readonly asked: Asked[] = [];
  readonly opened: Evidence[] = [];
  readonly links: string[] = [];
  readonly commands: PanelCommand[] = [];
  readonly logged: string[] = [];
  readonly posted: HostMessage[] = [];
  readonly invalid: unknown[] = [];
  readonly indexChanged = emitter<IndexState>();
  readonly keyChanged = emitter<void>();
  readonly keyState: {
    current: 'none' | 'set';
    onDidChange: PanelServices['keyState']['onDidChange'];
  };
  index: IndexState = { phase: 'idle', filesDone: 0, filesTotal: 0, chunks: 0 };
  view: PanelState = INITIAL_STATE;
  visible = true;
  /** Thrown by the engine instead of answering. */
  refuse: Error | undefined;

  constructor(folder: string) {
    this.store = new ConversationStore({
      folder,
      onProblem: (error) => this.logged.push(error.message),
    });
    this.keyState = { current: 'none', onDidChange: this.keyChanged.event };
    const current = () => this.index;
    const services: PanelServices = {
      ask: (request, signal) => {
        if (this.refuse !== undefined) throw this.refuse;
        const asked = new Asked(request, signal);
        this.asked.push(asked);
        return asked.stream();
      },
      conversations: this.store,
      indexState: {
        get current() {
          return current();
        },
        onDidChange: this.indexChanged.event,
      },
      keyState: this.keyState,
      openEvidence: async (evidence) => void this.opened.push(evidence),
      log: { error: (message) => this.logged.push(message) },
    };
    this.controller = new PanelController(services, {
      language: 'en',
      translate: ({ template, args }) => fillSentence(template, args),
      post: (message) => this.#receive(message),
      runCommand: (command) => this.commands.push(command),
      openLink: (url) => this.links.push(url.href),
    });
  }

  /** As when the view is hidden and shown again: a new webview that knows nothing. */
  async reopen(selectedId?: string | null): Promise<void> {
    this.view = INITIAL_STATE;
    this.visible = true;
    await this.controller.handle({
      type: 'ready',
      ...(selectedId !== undefined && { selectedId }),
    });
  }

  #receive(message: HostMessage): void {
    if (!this.visible) return;
    const sent: unknown = structuredClone(message);
    if (!isHostMessage(sent)) {
      this.invalid.push(sent);
      return;
    }
    this.posted.push(sent);
    this.view = reduce(this.view, sent);
  }
}

/** Waits until a condition holds; fails with its text after a while. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`never became true: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
