import type { Conversation } from '../conversations/conversation.ts';
import type { ConversationStore } from '../conversations/conversationStore.ts';
import type { RunningAnswers } from './panelAnswer.ts';
import { showConversation } from './panelMessages.ts';
import type { ConversationId, HostMessage } from './panelProtocol.ts';
import type { PanelHost } from './panelServices.ts';

const NO_CONVERSATION: HostMessage = {
  type: 'conversation',
  conversationId: null,
  title: '',
  readOnly: '',
  messages: [],
};

/** Which conversation the panel shows, and the posting of it as a whole. */
export class ShownConversation {
  readonly #conversations: ConversationStore;
  readonly #running: RunningAnswers;
  readonly #host: PanelHost;
  readonly #showProblem: (error: unknown) => void;
  /** `undefined`: nothing was chosen yet in this session. */
  #id: ConversationId | undefined;
  /** Counts what is shown: a slow read must not overwrite a later choice. */
  #showing = 0;

  constructor(options: {
    readonly conversations: ConversationStore;
    readonly running: RunningAnswers;
    readonly host: PanelHost;
    readonly showProblem: (error: unknown) => void;
  }) {
    this.#conversations = options.conversations;
    this.#running = options.running;
    this.#host = options.host;
    this.#showProblem = options.showProblem;
  }

  get id(): ConversationId {
    return this.#id ?? null;
  }

  /** At the first start: what was shown last, or else the conversation that changed last. */
  async chooseFirst(keptByView: ConversationId | undefined): Promise<void> {
    if (this.#id !== undefined) return;
    const noted = await this.#conversations.shown.read();
    // VS Code writes late what it keeps for a view: after a reload it may be older.
    const lastShown = noted === undefined ? keptByView : noted;
    const known = await this.#conversations.list();
    const remembered = known.find(({ id }) => id === lastShown)?.id;
    this.#id ??= lastShown === null ? null : (remembered ?? known[0]?.id ?? null);
  }

  async select(id: ConversationId): Promise<void> {
    this.choose(id);
    await this.show();
  }

  /** Chooses without showing; for a conversation that is about to come or go. */
  choose(id: ConversationId): void {
    this.#id = id;
    void this.#conversations.shown.write(id);
  }

  /** Posts the whole conversation. A missing one is reported, and the empty state shown. */
  async show(): Promise<void> {
    this.#showing += 1;
    const showing = this.#showing;
    const id = this.id;
    if (id === null) {
      return this.#host.post(NO_CONVERSATION);
    }
    const answering = this.#running.has(id);
    let conversation: Conversation;
    try {
      conversation = await this.#conversations.read(id);
    } catch (error) {
      if (showing !== this.#showing) return;
      this.#showProblem(error);
      return this.select(null);
    }
    if (showing !== this.#showing) return;
    const answer = this.#running.get(id)?.snapshot();
    // Our answer ended while it was read: what was read is old already.
    if (answering && answer === undefined) return this.show();
    for (const message of showConversation(conversation, answer, this.#host.translate)) {
      this.#host.post(message);
    }
  }

  /** Posts what concerns one conversation, if it is the one that is shown. */
  post(conversationId: string, message: HostMessage): void {
    if (conversationId === this.#id) this.#host.post(message);
  }
}
