import { citationMarker, recordAnswer } from '../conversations/answerRecorder.ts';
import type { UserMessage } from '../conversations/conversation.ts';
import { asNetGuruError } from '../core/errors.ts';
import type { ChatEvent, Evidence, Sentence, Turn } from '../core/types.ts';
import { type Translate, toPanelSource } from './panelMessages.ts';
import type { HostMessage, PanelAnswer } from './panelProtocol.ts';
import type { PanelServices } from './panelServices.ts';

/** One answer while it streams: asks, records, and tells the panel each step. */
export class RunningAnswer {
  readonly conversationId: string;
  readonly messageId: string;
  readonly #services: PanelServices;
  readonly #translate: Translate;
  readonly #post: (message: HostMessage) => void;
  readonly #abort = new AbortController();
  readonly #events: AsyncIterable<ChatEvent>;
  readonly #startedAt = Date.now();
  #text = '';
  #activity = '';
  #evidence: readonly Evidence[] = [];

  /** Begins to record; the engine is asked when `run` is called. */
  constructor(options: {
    readonly conversationId: string;
    readonly question: UserMessage;
    readonly history: readonly Turn[];
    readonly services: PanelServices;
    readonly translate: Translate;
    /** Gets what happens while the conversation is the one that is shown. */
    readonly post: (message: HostMessage) => void;
  }) {
    const { conversationId, question, history, services } = options;
    this.conversationId = conversationId;
    this.#services = services;
    this.#translate = options.translate;
    this.#post = options.post;
    const recorder = services.conversations.startAnswer(conversationId, question.id);
    this.messageId = recorder.messageId;
    const request = {
      question: question.text,
      ...(question.command && { command: question.command }),
      attachments: question.attachments,
      history,
    };
    const { signal } = this.#abort;
    // Asked inside the recorded stream, so that even an engine that throws at once is recorded.
    async function* ask(): AsyncGenerator<ChatEvent> {
      yield* services.ask(request, signal);
    }
    this.#events = recordAnswer(ask(), recorder);
  }

  get evidence(): readonly Evidence[] {
    return this.#evidence;
  }

  /** As it stands now; deltas posted later continue exactly here. */
  snapshot(): PanelAnswer {
    return {
      role: 'assistant',
      id: this.messageId,
      at: this.#startedAt,
      text: this.#text,
      end: 'streaming',
      activity: this.#activity,
      sources: this.#evidence.map((source) => toPanelSource(source, this.#translate)),
      note: '',
      details: '',
    };
  }

  stop(): void {
    this.#abort.abort();
  }

  /** Resolves when the answer has ended and is recorded, however it ended. */
  async run(): Promise<void> {
    try {
      for await (const event of this.#events) this.#apply(event);
    } catch (error) {
      const known = asNetGuruError(error);
      const cause = known.cause instanceof Error ? `: ${known.cause.stack}` : '';
      if (known.reason !== 'cancelled') this.#services.log.error(known.message + cause);
    }
  }

  #apply(event: ChatEvent): void {
    switch (event.type) {
      case 'text':
        this.#addText(event.text);
        return;
      case 'citation':
        this.#addText(citationMarker(event.citation.n));
        return;
      case 'evidence':
        this.#evidence = event.evidence;
        this.#postSnapshot();
        return;
      case 'progress':
      case 'toolStep':
        this.#setActivity(event.message);
        return;
      default:
      // Usage, error and end are shown from the record.
    }
  }

  #addText(text: string): void {
    if (text === '') return;
    const offset = this.#text.length;
    this.#text += text;
    const { conversationId, messageId } = this;
    this.#post({ type: 'delta', conversationId, messageId, offset, text });
  }

  #setActivity(message: Sentence): void {
    this.#activity = this.#translate(message);
    this.#postSnapshot();
  }

  #postSnapshot(): void {
    const { conversationId } = this;
    this.#post({
      type: 'messages',
      conversationId,
      messages: [this.snapshot()],
    });
  }
}

/** The answers under way, at most one per conversation. */
export class RunningAnswers {
  readonly #running = new Map<string, { readonly answer: RunningAnswer; ended: Promise<void> }>();

  has(conversationId: string): boolean {
    return this.#running.has(conversationId);
  }

  get(conversationId: string): RunningAnswer | undefined {
    return this.#running.get(conversationId)?.answer;
  }

  /** Resolves when the answer has ended and is not listed here any more. */
  run(answer: RunningAnswer): Promise<void> {
    const ended = answer.run().then(() => {
      this.#running.delete(answer.conversationId);
    });
    this.#running.set(answer.conversationId, { answer, ended });
    return ended;
  }

  /** Resolves when every answer has ended and is recorded. */
  async stopAll(): Promise<void> {
    const all = [...this.#running.values()];
    for (const { answer } of all) answer.stop();
    await Promise.all(all.map(({ ended }) => ended));
  }
}
