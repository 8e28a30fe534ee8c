import { MAX_CONVERSATION_TITLE_CHARACTERS } from '../core/limits.ts';
import type {
  AnswerEnd,
  AnswerError,
  AnswerTimings,
  AskCommand,
  Attachment,
  Evidence,
  TokenUsage,
} from '../core/types.ts';
import type { ConversationRecord } from './records.ts';

/** Where a conversation is held: NetGuru's panel or VS Code's Chat view. */
export type ConversationSource = 'panel' | 'chat';

export interface UserMessage {
  readonly role: 'user';
  readonly id: string;
  /** ms since 1970. */
  readonly at: number;
  readonly text: string;
  readonly command?: AskCommand;
  readonly attachments: readonly Attachment[];
}

/** `streaming`: being written by this process now. An unfinished one of the past is `cut`. */
type AssistantEnd = AnswerEnd | 'error' | 'streaming';

export interface AssistantMessage {
  readonly role: 'assistant';
  readonly id: string;
  /** The user message that it answers; a retry gives a second answer to the same message. */
  readonly replyTo: string;
  readonly at: number;
  readonly text: string;
  readonly evidence: readonly Evidence[];
  readonly end: AssistantEnd;
  readonly provider?: string;
  readonly model?: string;
  readonly usage?: TokenUsage;
  readonly timings?: AnswerTimings;
  /** Citations that were left out, because no given passage supports them any more. */
  readonly removedCitations?: number;
  readonly error?: AnswerError;
}

export type ConversationMessage = UserMessage | AssistantMessage;

export interface ConversationSummary {
  readonly id: string;
  /** Empty as long as there is neither a question nor a given title. */
  readonly title: string;
  readonly source: ConversationSource;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly messageCount: number;
  /** Lines that could not be read; they stay in the file. */
  readonly brokenLines: number;
  /** Written by a newer NetGuru: shown as far as it can be read, never written to. */
  readonly newerVersion: boolean;
}

export interface Conversation extends ConversationSummary {
  readonly messages: readonly ConversationMessage[];
}

/** The first line of a question as a title, cut at a word. */
export function titleFromQuestion(question: string): string {
  const firstLine = question.split('\n').find((line) => line.trim() !== '') ?? '';
  const plain = firstLine
    .replace(/^\s*(?:@netguru\s+)?(?:\/(?:explain|troubleshoot|search|logs)\s+)?/i, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (plain.length <= MAX_CONVERSATION_TITLE_CHARACTERS) return plain;
  const cut = plain.slice(0, MAX_CONVERSATION_TITLE_CHARACTERS - 1);
  const lastSpace = cut.lastIndexOf(' ');
  return `${lastSpace > cut.length / 2 ? cut.slice(0, lastSpace) : cut}…`;
}

/** What a page shows: of several answers to one message only the latest. */
export function latestAnswers(
  messages: readonly ConversationMessage[],
): readonly ConversationMessage[] {
  const latest = new Map<string, string>();
  for (const message of messages) {
    if (message.role === 'assistant') latest.set(message.replyTo, message.id);
  }
  return messages.filter(
    (message) => message.role === 'user' || latest.get(message.replyTo) === message.id,
  );
}

/** The passages that an answer was built on; none for other messages. */
export function evidenceOf(conversation: Conversation, messageId: string): readonly Evidence[] {
  const message = conversation.messages.find(({ id }) => id === messageId);
  return message?.role === 'assistant' ? message.evidence : [];
}

interface Folding {
  source: ConversationSource;
  createdAt: number;
  updatedAt: number;
  givenTitle: string;
  readonly messages: Map<string, ConversationMessage>;
}

function withAnswer(
  folding: Folding,
  id: string,
  change: (answer: AssistantMessage) => AssistantMessage,
): void {
  const answer = folding.messages.get(id);
  if (answer?.role === 'assistant') folding.messages.set(id, change(answer));
}

function applyAnswerRecord(folding: Folding, record: ConversationRecord): void {
  switch (record.type) {
    case 'answerStarted': {
      if (folding.messages.has(record.id)) return;
      const { id, replyTo, at } = record;
      const start = {
        role: 'assistant',
        text: '',
        evidence: [],
        end: 'cut',
      } as const;
      folding.messages.set(id, { ...start, id, replyTo, at });
      return;
    }
    case 'answerSources':
      withAnswer(folding, record.id, (answer) => ({
        ...answer,
        evidence: record.evidence,
      }));
      return;
    case 'answerText':
      withAnswer(folding, record.id, (answer) => ({
        ...answer,
        text: answer.text.slice(0, record.offset) + record.text,
      }));
      return;
    case 'answerFinished': {
      const { v: _v, type: _type, at: _at, id, ...outcome } = record;
      withAnswer(folding, id, (answer) => ({ ...answer, ...outcome }));
      return;
    }
  }
}

function applyRecord(folding: Folding, record: ConversationRecord): void {
  folding.updatedAt = Math.max(folding.updatedAt, record.at);
  switch (record.type) {
    case 'created':
      folding.source = record.source;
      folding.createdAt = record.at;
      return;
    case 'renamed':
      folding.givenTitle = record.title;
      return;
    case 'userMessage': {
      if (folding.messages.has(record.id)) return;
      const { v: _v, type: _type, ...message } = record;
      folding.messages.set(record.id, { role: 'user', ...message });
      return;
    }
    default:
      applyAnswerRecord(folding, record);
  }
}

/**
 * The conversation that a list of records tells. Total: records that refer to unknown messages
 * are passed over, records that come twice change nothing, an answer without an end is `cut`.
 */
export function foldRecords(
  id: string,
  records: readonly ConversationRecord[],
  file: { readonly brokenLines: number; readonly newerVersion: boolean },
): Conversation {
  const folding: Folding = {
    source: 'panel',
    createdAt: records[0]?.at ?? 0,
    updatedAt: 0,
    givenTitle: '',
    messages: new Map(),
  };
  for (const record of records) applyRecord(folding, record);
  const messages = [...folding.messages.values()];
  const question = messages.find((message) => message.role === 'user')?.text ?? '';
  return {
    id,
    title: folding.givenTitle || titleFromQuestion(question),
    source: folding.source,
    createdAt: folding.createdAt,
    updatedAt: folding.updatedAt,
    messageCount: messages.length,
    brokenLines: file.brokenLines,
    newerVersion: file.newerVersion,
    messages,
  };
}
