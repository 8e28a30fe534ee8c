import { rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { NetGuruError } from '../core/errors.ts';
import type { AnswerOutcome, AnswerRecorder } from './answerRecorder.ts';
import { AppendQueue } from './appendQueue.ts';
import { preparePrivateFolder } from './conversationFiles.ts';
import { type ReadResult, readConversationFile, readRecords } from './readConversation.ts';
import { CONVERSATION_SCHEMA_VERSION, type ConversationRecord, formatLine } from './records.ts';
import { conversationWriteError } from './storeErrors.ts';

type WithoutStamp<R> = R extends ConversationRecord ? Omit<R, 'v' | 'at'> : never;

/** A record before it gets its schema version and time. */
type NewRecord = WithoutStamp<ConversationRecord>;

interface LiveConversationOptions {
  readonly path: string;
  readonly now: () => number;
  readonly flushIntervalMs: number;
  readonly onWritten: () => void;
  readonly onProblem: (error: NetGuruError) => void;
}

/** Text of one running answer that is not a record yet. */
interface StreamingAnswer {
  readonly id: string;
  /** UTF-16 length of the text that is already in records. */
  recorded: number;
  buffer: string;
  timer: NodeJS.Timeout | undefined;
}

/** One conversation that this process has written to: its queue of lines and running answers. */
export class LiveConversation {
  readonly #options: LiveConversationOptions;
  readonly #queue: AppendQueue;
  readonly #streaming = new Map<string, StreamingAnswer>();
  #deleted = false;

  constructor(options: LiveConversationOptions) {
    this.#options = options;
    this.#queue = new AppendQueue(options.path);
  }

  get deleted(): boolean {
    return this.#deleted;
  }

  get hasPending(): boolean {
    return this.#queue.pending.length > 0 || this.#streaming.size > 0;
  }

  isStreaming(answerId: string): boolean {
    return this.#streaming.has(answerId);
  }

  /** Queues a record and returns its time; `flush` writes it. */
  push(record: NewRecord): number {
    const at = this.#options.now();
    this.#queue.push(formatLine({ v: CONVERSATION_SCHEMA_VERSION, at, ...record }));
    return at;
  }

  /** Writes what is known so far. Never throws: problems are reported, lines stay pending. */
  async flush(options: { readonly durable: boolean }): Promise<void> {
    this.#drainBuffers();
    if (this.#queue.pending.length === 0) return;
    try {
      await preparePrivateFolder(dirname(this.#queue.path));
      await this.#queue.flush(options);
      this.#options.onWritten();
    } catch (error) {
      this.#options.onProblem(conversationWriteError(error));
    }
  }

  /** The file's records followed by those still pending. @throws the file system's error */
  async read(): Promise<ReadResult> {
    this.#drainBuffers();
    return this.#queue.run(async () => {
      const file = await readConversationFile(this.#queue.path).catch((error: unknown) => {
        if (this.#queue.pending.length === 0) throw error;
        return { records: [], brokenLines: 0, newerVersion: false };
      });
      const pending = readRecords(Buffer.from(this.#queue.pending.join('')));
      return { ...file, records: [...file.records, ...pending.records] };
    });
  }

  startAnswer(id: string, replyTo: string, onFinished: () => void): AnswerRecorder {
    const answer: StreamingAnswer = {
      id,
      recorded: 0,
      buffer: '',
      timer: undefined,
    };
    this.#streaming.set(id, answer);
    this.push({ type: 'answerStarted', id, replyTo });
    void this.flush({ durable: false });
    return {
      messageId: id,
      addText: (text) => {
        if (text === '' || !this.#streaming.has(id)) return;
        answer.buffer += text;
        this.#flushLater(answer);
      },
      setEvidence: (evidence) => {
        if (!this.#streaming.has(id)) return;
        this.push({ type: 'answerSources', id, evidence });
        this.#flushLater(answer);
      },
      finish: (outcome) => this.#finish(answer, outcome, onFinished),
    };
  }

  /** Moves the file after noting it in the file. @throws the file system's error */
  async move(note: 'deleted' | 'restored', path: string): Promise<void> {
    this.push({ type: note });
    await this.flush({ durable: false });
    await this.#queue.run(async () => {
      await preparePrivateFolder(dirname(path));
      await rename(this.#queue.path, path).catch((error: unknown) => {
        // Never written (the disk was full, say): then there is only memory to move.
        const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
        if (!missing || this.#queue.pending.length === 0) throw error;
      });
      this.#queue.follow(path);
      this.#deleted = note === 'deleted';
    });
  }

  /** Writes nothing any more, what is known and what still comes; for a file that is removed. */
  async discard(): Promise<void> {
    this.#deleted = true;
    for (const { timer } of this.#streaming.values()) clearTimeout(timer);
    this.#streaming.clear();
    await this.#queue.discard();
  }

  #flushLater(answer: StreamingAnswer): void {
    answer.timer ??= setTimeout(() => {
      answer.timer = undefined;
      void this.flush({ durable: false });
    }, this.#options.flushIntervalMs);
  }

  #drainBuffers(): void {
    for (const answer of this.#streaming.values()) {
      if (answer.buffer === '') continue;
      const { id, recorded: offset, buffer: text } = answer;
      this.push({ type: 'answerText', id, offset, text });
      answer.recorded += text.length;
      answer.buffer = '';
    }
  }

  async #finish(
    answer: StreamingAnswer,
    outcome: AnswerOutcome,
    onFinished: () => void,
  ): Promise<void> {
    if (!this.#streaming.has(answer.id)) return;
    this.#drainBuffers();
    this.#streaming.delete(answer.id);
    clearTimeout(answer.timer);
    this.push({ type: 'answerFinished', id: answer.id, ...outcome });
    await this.flush({ durable: true });
    onFinished();
  }
}
