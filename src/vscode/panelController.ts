import { evidenceOf, latestAnswers, type UserMessage } from '../conversations/conversation.ts';
import { asNetGuruError, NetGuruError, sentence } from '../core/errors.ts';
import { MAX_CONVERSATION_TITLE_CHARACTERS, MAX_PANEL_CONVERSATIONS } from '../core/limits.ts';
import type { Attachment, Sentence, Turn } from '../core/types.ts';
import { RunningAnswer, RunningAnswers } from './panelAnswer.ts';
import {
  toPanelAttachment,
  toPanelConversation,
  toPanelIndex,
  toPanelMessage,
  turnsBefore,
} from './panelMessages.ts';
import {
  type ConversationId,
  httpsUrl,
  isWebviewMessage,
  type WebviewMessage,
} from './panelProtocol.ts';
import { completeQuestion, type PanelQuestion } from './panelQuestion.ts';
import { refreshSoon } from './panelRefresh.ts';
import type { PanelHost, PanelRequest, PanelServices } from './panelServices.ts';
import { ShownConversation } from './panelShown.ts';
import { panelStrings } from './panelStrings.ts';

/**
 * The panel's logic without VS Code: which conversation is shown, what is being answered, and
 * what the webview is told. The webview may vanish and return at any time; each `ready` gets the
 * whole state, made of the store and the running answers.
 */
export class PanelController {
  readonly #services: PanelServices;
  readonly #host: PanelHost;
  readonly #running = new RunningAnswers();
  readonly #shown: ShownConversation;
  /** Conversations whose next answer is being prepared. */
  readonly #starting = new Set<string>();
  readonly #subscriptions: readonly (() => void)[];
  readonly #listSoon = refreshSoon(() =>
    this.#postConversations().catch((error: unknown) => this.#showProblem(error)),
  );
  #attachments: readonly Attachment[] = [];

  constructor(services: PanelServices, host: PanelHost) {
    this.#services = services;
    this.#host = host;
    const { conversations } = services;
    const showProblem = (error: unknown): void => this.#showProblem(error);
    const running = this.#running;
    this.#shown = new ShownConversation({
      conversations,
      running,
      host,
      showProblem,
    });
    const index = services.indexState.onDidChange(() => this.#postStatus());
    const key = services.keyState.onDidChange(() => this.#postStatus());
    this.#subscriptions = [
      () => index.dispose(),
      () => key.dispose(),
      conversations.onDidChange((id) => this.#onStoreChange(id)),
    ];
  }

  /** Stops the running answers; resolves when they are recorded. */
  async dispose(): Promise<void> {
    for (const unsubscribe of this.#subscriptions) unsubscribe();
    await this.#running.stopAll();
  }

  /** Stops the running answers, drops the attachments, and shows the empty state. */
  async reset(): Promise<void> {
    await this.#running.stopAll();
    this.#attachments = [];
    this.#postAttachments();
    await this.#shown.select(null);
  }

  /** Acts on a message of the webview; what is not one is dropped. Never throws. */
  async handle(message: unknown): Promise<void> {
    if (!isWebviewMessage(message)) {
      return this.#services.log.error('Dropped an unknown message of the panel.');
    }
    try {
      await this.#dispatch(message);
    } catch (error) {
      this.#showProblem(error);
    }
  }

  /** Starts a conversation about attachments; asks at once if the question is known. */
  async openWith(request: PanelRequest): Promise<void> {
    try {
      this.#attachments = request.attachments;
      this.#postAttachments();
      await this.#shown.select(null);
      const question = request.question?.trim() ?? '';
      if (question !== '') await this.#send(null, question);
    } catch (error) {
      this.#showProblem(error);
    }
  }

  /** Shows the empty state, where the next question starts a conversation. */
  newConversation(): Promise<void> {
    return this.#shown.select(null);
  }

  async #dispatch(message: WebviewMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        return this.#showEverything(message.selectedId);
      case 'send':
        return this.#send(message.conversationId, message.text);
      case 'stop':
        return this.#running.get(message.conversationId)?.stop();
      case 'retry':
        return this.#retry(message.conversationId, message.messageId);
      case 'select':
        return this.#shown.select(message.conversationId);
      case 'rename':
        return this.#rename(message.conversationId, message.title);
      case 'delete':
        return this.#delete(message.conversationId);
      case 'undoDelete':
        await this.#services.conversations.restore(message.conversationId);
        return this.#shown.select(message.conversationId);
      case 'openSource':
        return this.#openSource(message.conversationId, message.messageId, message.n);
      case 'openLink': {
        const url = httpsUrl(message.url);
        if (url !== undefined) this.#host.openLink(url);
        return;
      }
      case 'removeAttachment':
        this.#attachments = this.#attachments.filter((_, index) => index !== message.index);
        return this.#postAttachments();
      case 'runCommand':
        return this.#host.runCommand(message.command);
    }
  }

  async #showEverything(lastShown: ConversationId | undefined): Promise<void> {
    const { language, translate } = this.#host;
    this.#host.post({
      type: 'hello',
      language,
      strings: panelStrings(translate),
    });
    this.#postStatus();
    this.#postAttachments();
    await this.#shown.chooseFirst(lastShown);
    await this.#shown.show();
    await this.#postConversations();
  }

  /** Our own answers tell what happens to them; this is for changes from elsewhere. */
  #onStoreChange(id: string): void {
    this.#listSoon();
    if (id !== this.#shown.id || this.#isBusy(id)) return;
    void this.#shown.show().catch((error: unknown) => this.#showProblem(error));
  }

  async #send(conversationId: ConversationId, text: string): Promise<void> {
    const asked = completeQuestion(text, this.#attachments.length > 0, this.#host.translate);
    if (asked === undefined) return;
    if (conversationId !== null && this.#isBusy(conversationId)) {
      this.#host.post({ type: 'draft', text });
      return this.#notice(sentence('NetGuru is still answering here. Stop it first, or wait.'));
    }
    const id = conversationId ?? this.#services.conversations.create('panel');
    this.#starting.add(id);
    let message: UserMessage;
    try {
      message = await this.#ask(conversationId, id, asked);
    } catch (error) {
      this.#host.post({ type: 'draft', text });
      throw error;
    } finally {
      this.#starting.delete(id);
    }
    if (this.#shown.id !== conversationId) return;
    if (conversationId === null) return this.#shown.select(id);
    const shown = toPanelMessage(message, this.#host.translate);
    const answer = this.#running.get(id)?.snapshot();
    const messages = answer ? [shown, answer] : [shown];
    this.#host.post({ type: 'messages', conversationId, messages });
  }

  async #ask(
    conversationId: ConversationId,
    id: string,
    asked: PanelQuestion,
  ): Promise<UserMessage> {
    const { conversations } = this.#services;
    const isNew = conversationId === null;
    const earlier = isNew ? [] : latestAnswers((await conversations.read(id)).messages);
    const { question, command } = asked;
    const attachments = this.#attachments;
    const message = await conversations.addUserMessage(id, {
      text: question,
      ...(command && { command }),
      attachments,
    });
    this.#attachments = this.#attachments.filter((kept) => !attachments.includes(kept));
    this.#postAttachments();
    this.#begin(id, message, turnsBefore(earlier, undefined));
    return message;
  }

  async #retry(id: string, messageId: string): Promise<void> {
    if (this.#isBusy(id)) return;
    this.#starting.add(id);
    try {
      const messages = latestAnswers((await this.#services.conversations.read(id)).messages);
      const answer = messages.find((message) => message.id === messageId);
      const questionId = answer?.role === 'assistant' ? answer.replyTo : undefined;
      const question = messages.find((message) => message.id === questionId);
      if (question?.role !== 'user') return;
      this.#begin(id, question, turnsBefore(messages, question.id));
    } finally {
      this.#starting.delete(id);
    }
    if (this.#shown.id === id) await this.#shown.show();
  }

  #begin(conversationId: string, question: UserMessage, history: readonly Turn[]): void {
    const answer = new RunningAnswer({
      conversationId,
      question,
      history,
      services: this.#services,
      translate: this.#host.translate,
      post: (message) => this.#shown.post(conversationId, message),
    });
    void this.#finish(answer).catch((error: unknown) => this.#showProblem(error));
  }

  async #finish(answer: RunningAnswer): Promise<void> {
    const { conversationId, messageId } = answer;
    await this.#running.run(answer);
    this.#listSoon();
    if (conversationId !== this.#shown.id) return;
    const { messages } = await this.#services.conversations.read(conversationId);
    const ended = messages.filter(({ id }) => id === messageId);
    const shown = ended.map((message) => toPanelMessage(message, this.#host.translate));
    this.#shown.post(conversationId, {
      type: 'messages',
      conversationId,
      messages: shown,
    });
  }

  #isBusy(id: string): boolean {
    return this.#running.has(id) || this.#starting.has(id);
  }

  async #rename(id: string, title: string): Promise<void> {
    const cut = title.trim().slice(0, MAX_CONVERSATION_TITLE_CHARACTERS);
    if (cut !== '') await this.#services.conversations.rename(id, cut);
  }

  async #delete(id: string): Promise<void> {
    this.#running.get(id)?.stop();
    const wasShown = id === this.#shown.id;
    if (wasShown) this.#shown.choose(null);
    try {
      await this.#services.conversations.delete(id);
    } catch (error) {
      if (wasShown) this.#shown.choose(id);
      throw error;
    }
    if (wasShown) await this.#shown.show();
    this.#notice(sentence('The conversation was deleted.'), id);
  }

  async #openSource(conversationId: string, messageId: string, n: number): Promise<void> {
    const answer = this.#running.get(conversationId);
    const evidence =
      answer?.messageId === messageId
        ? answer.evidence
        : evidenceOf(await this.#services.conversations.read(conversationId), messageId);
    const source = evidence.find((passage) => passage.n === n);
    if (source !== undefined) await this.#services.openEvidence(source);
  }

  #postStatus(): void {
    const { keyState, indexState } = this.#services;
    const index = toPanelIndex(indexState.current, this.#host.translate);
    this.#host.post({ type: 'status', key: keyState.current, index });
  }

  #postAttachments(): void {
    this.#host.post({
      type: 'attachments',
      items: this.#attachments.map((item) => toPanelAttachment(item, this.#host.translate)),
    });
  }

  async #postConversations(): Promise<void> {
    const known = await this.#services.conversations.list();
    const shown = known.slice(0, MAX_PANEL_CONVERSATIONS);
    const items = shown.map((summary) =>
      toPanelConversation(summary, this.#running.has(summary.id), this.#host.translate),
    );
    this.#host.post({ type: 'conversations', items });
  }

  #notice(text: Sentence, undoConversationId?: string): void {
    this.#host.post({
      type: 'notice',
      text: this.#host.translate(text),
      ...(undoConversationId !== undefined && { undoConversationId }),
    });
  }

  #showProblem(error: unknown): void {
    const known = asNetGuruError(error);
    if (!(error instanceof NetGuruError)) {
      this.#services.log.error(error instanceof Error ? (error.stack ?? error.message) : 'unknown');
    }
    this.#notice(known.sentence);
  }
}
