import { randomUUID } from 'node:crypto';
import { rm, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { NetGuruError } from '../core/errors.ts';
import { CONVERSATION_FLUSH_INTERVAL_MS } from '../core/limits.ts';
import type { AskCommand, Attachment } from '../core/types.ts';
import type { AnswerRecorder } from './answerRecorder.ts';
import {
  type Conversation,
  type ConversationSource,
  type ConversationSummary,
  foldRecords,
  type UserMessage,
} from './conversation.ts';
import { conversationPath, isConversationId, listConversationIds } from './conversationFiles.ts';
import { LastShown } from './lastShown.ts';
import { LiveConversation } from './liveConversation.ts';
import { readConversationFile } from './readConversation.ts';
import {
  conversationMissing,
  conversationNewer,
  conversationUnreadable,
  conversationWriteError,
} from './storeErrors.ts';

interface ConversationStoreOptions {
  /** Where the files lie; created on the first write, for this user only. */
  readonly folder: string;
  /** Told about each kind of write problem once, until writing works again. */
  readonly onProblem: (error: NetGuruError) => void;
  /** ms since 1970. Default: the clock. */
  readonly now?: () => number;
  readonly flushIntervalMs?: number;
}

interface NewUserMessage {
  readonly text: string;
  readonly command?: AskCommand;
  readonly attachments?: readonly Attachment[];
}

interface CachedSummary {
  readonly mtimeMs: number;
  readonly sizeBytes: number;
  readonly summary: ConversationSummary;
}

/**
 * Conversations of the panel and of the Chat view: one append-only file of JSON lines each.
 * Nothing that was written is ever rewritten, so a crash costs at most the last flush interval
 * of a streaming answer. What cannot be written stays readable in memory and is tried again.
 */
export class ConversationStore {
  readonly #folder: string;
  readonly #deletedFolder: string;
  readonly #now: () => number;
  readonly #flushIntervalMs: number;
  readonly #onProblem: (error: NetGuruError) => void;
  readonly #live = new Map<string, LiveConversation>();
  readonly #summaries = new Map<string, CachedSummary>();
  readonly #listeners = new Set<(conversationId: string) => void>();
  readonly #reported = new Set<string>();

  /** Which conversation the user looked at last. */
  readonly shown: LastShown;

  constructor(options: ConversationStoreOptions) {
    this.#folder = options.folder;
    this.shown = new LastShown(options.folder);
    this.#deletedFolder = join(options.folder, 'deleted');
    this.#now = options.now ?? Date.now;
    this.#flushIntervalMs = options.flushIntervalMs ?? CONVERSATION_FLUSH_INTERVAL_MS;
    this.#onProblem = options.onProblem;
  }

  /** Calls `listener` with the id of each conversation that changed; returns how to stop it. */
  onDidChange(listener: (conversationId: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Starts a conversation and returns its id. It reaches the disk with its first message. */
  create(source: ConversationSource): string {
    const id = randomUUID();
    const live = this.#liveConversation(id);
    live.push({ type: 'created', id, source });
    return id;
  }

  /**
   * Keeps a user message. When the promise resolves it is on the disk or, if that failed, in
   * memory and reported.
   *
   * @throws NetGuruError `file-unreadable` (no such conversation) | `store-read-only` (written
   *   by a newer version)
   */
  async addUserMessage(id: string, message: NewUserMessage): Promise<UserMessage> {
    await this.#assertWritable(id);
    const { text, command, attachments = [] } = message;
    const record = {
      id: randomUUID(),
      text,
      ...(command && { command }),
      attachments,
    };
    const live = this.#liveConversation(id);
    const at = live.push({ type: 'userMessage', ...record });
    await live.flush({ durable: true });
    this.#changed(id);
    return { role: 'user', at, ...record };
  }

  /** Begins to take down the answer to a user message. Never throws. */
  startAnswer(id: string, replyTo: string): AnswerRecorder {
    const recorder = this.#liveConversation(id).startAnswer(randomUUID(), replyTo, () =>
      this.#changed(id),
    );
    this.#changed(id);
    return recorder;
  }

  /**
   * All conversations, last changed first; a file that cannot be read at all is left out.
   * Never throws.
   */
  async list(): Promise<readonly ConversationSummary[]> {
    const ids = new Set(await listConversationIds(this.#folder));
    for (const [id, live] of this.#live) {
      if (!live.deleted && live.hasPending) ids.add(id);
    }
    const summaries: ConversationSummary[] = [];
    for (const id of ids) {
      const summary = await this.#summary(id).catch(() => undefined);
      if (summary !== undefined) summaries.push(summary);
    }
    return summaries.sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1));
  }

  /**
   * The conversation as of now, with the unsaved text of running answers.
   *
   * @throws NetGuruError `file-unreadable`
   */
  async read(id: string): Promise<Conversation> {
    if (!isConversationId(id) || this.#live.get(id)?.deleted === true) throw conversationMissing();
    const conversation = await this.#readFolded(id).catch((error: unknown) => {
      throw conversationUnreadable(error);
    });
    if (conversation === undefined) throw conversationMissing();
    return conversation;
  }

  /** @throws NetGuruError `file-unreadable` | `store-read-only` | `disk-full` | `internal` */
  async rename(id: string, title: string): Promise<void> {
    await this.#assertWritable(id);
    const live = this.#liveConversation(id);
    live.push({ type: 'renamed', title: title.trim() });
    await live.flush({ durable: true });
    this.#changed(id);
  }

  /**
   * Takes the conversation out of the list; `restore` brings it back until `purgeDeleted`.
   *
   * @throws NetGuruError `file-unreadable` | `store-read-only` | `disk-full` | `internal`
   */
  async delete(id: string): Promise<void> {
    await this.#assertWritable(id);
    await this.#move(id, 'deleted');
  }

  /** Undoes `delete`. @throws as `delete` */
  async restore(id: string): Promise<void> {
    if (!isConversationId(id) || !(await this.#isDeleted(id))) throw conversationMissing();
    await this.#move(id, 'restored');
  }

  /** Removes for good what was deleted before `before` (ms since 1970). Returns how many. */
  async purgeDeleted(before: number): Promise<number> {
    let removed = 0;
    for (const id of await listConversationIds(this.#deletedFolder)) {
      const path = conversationPath(this.#deletedFolder, id);
      try {
        if ((await stat(path)).mtimeMs >= before) continue;
        await unlink(path);
        removed += 1;
      } catch (error) {
        this.#report(conversationWriteError(error));
      }
    }
    return removed;
  }

  /** Whether the conversation can be read. Never throws. */
  has(id: string): Promise<boolean> {
    return this.read(id).then(
      () => true,
      () => false,
    );
  }

  /**
   * Removes every conversation for good, also those deleted before and the answers under way. The
   * store can be used again at once.
   *
   * @throws NetGuruError `store-read-only` | `disk-full` | `internal`
   */
  async deleteAll(): Promise<void> {
    const folders = [this.#folder, this.#deletedFolder];
    const stored = await Promise.all(folders.map(listConversationIds));
    await Promise.all([...this.#live.values()].map((live) => live.discard()));
    this.#summaries.clear();
    try {
      await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 });
    } catch (error) {
      throw conversationWriteError(error);
    } finally {
      for (const id of new Set([...stored.flat(), ...this.#live.keys()])) this.#changed(id);
    }
  }

  /** Brings everything that is known to the disk; for shutdown. Never throws. */
  async flush(): Promise<void> {
    await Promise.all([...this.#live.values()].map((live) => live.flush({ durable: true })));
    await this.shown.settled();
  }

  #liveConversation(id: string, folder = this.#folder): LiveConversation {
    const known = this.#live.get(id);
    if (known !== undefined) return known;
    const live = new LiveConversation({
      path: conversationPath(folder, id),
      now: this.#now,
      flushIntervalMs: this.#flushIntervalMs,
      onWritten: () => this.#reported.clear(),
      onProblem: (error) => this.#report(error),
    });
    this.#live.set(id, live);
    return live;
  }

  async #isDeleted(id: string): Promise<boolean> {
    if (this.#live.get(id)?.deleted === true) return true;
    const path = conversationPath(this.#deletedFolder, id);
    return (await stat(path).catch(() => undefined)) !== undefined;
  }

  async #readFolded(id: string): Promise<Conversation | undefined> {
    const live = this.#live.get(id);
    const path = conversationPath(this.#folder, id);
    const result = live ? await live.read() : await readConversationFile(path);
    if (result.records.length === 0 && !result.newerVersion && result.brokenLines === 0) {
      return undefined;
    }
    const conversation = foldRecords(id, result.records, result);
    if (live === undefined) return conversation;
    const messages = conversation.messages.map((message) =>
      message.role === 'assistant' && live.isStreaming(message.id)
        ? { ...message, end: 'streaming' as const }
        : message,
    );
    return { ...conversation, messages };
  }

  async #summary(id: string): Promise<ConversationSummary | undefined> {
    const live = this.#live.get(id);
    const stats = await stat(conversationPath(this.#folder, id)).catch(() => undefined);
    const cached = this.#summaries.get(id);
    const fresh =
      cached !== undefined &&
      stats !== undefined &&
      live?.hasPending !== true &&
      cached.mtimeMs === stats.mtimeMs &&
      cached.sizeBytes === stats.size;
    if (fresh) return cached.summary;
    const conversation = await this.#readFolded(id);
    if (conversation === undefined) return undefined;
    const { messages: _messages, ...summary } = conversation;
    if (stats !== undefined) {
      const { mtimeMs, size: sizeBytes } = stats;
      this.#summaries.set(id, { mtimeMs, sizeBytes, summary });
    }
    return summary;
  }

  async #assertWritable(id: string): Promise<void> {
    const { newerVersion } = await this.read(id);
    if (newerVersion) throw conversationNewer();
  }

  async #move(id: string, note: 'deleted' | 'restored'): Promise<void> {
    const [from, to] =
      note === 'deleted'
        ? [this.#folder, this.#deletedFolder]
        : [this.#deletedFolder, this.#folder];
    try {
      await this.#liveConversation(id, from).move(note, conversationPath(to, id));
    } catch (error) {
      throw conversationWriteError(error);
    }
    this.#changed(id);
  }

  #changed(id: string): void {
    for (const listener of this.#listeners) listener(id);
  }

  #report(error: NetGuruError): void {
    if (this.#reported.has(error.reason)) return;
    this.#reported.add(error.reason);
    this.#onProblem(error);
  }
}
