import {
  type Conversation,
  type ConversationMessage,
  type ConversationSummary,
  latestAnswers,
} from '../conversations/conversation.ts';
import { sentence } from '../core/errors.ts';
import { locationSentence, removedCitationsSentence } from '../core/evidence.ts';
import { MAX_PANEL_EXCERPT_CHARACTERS, MAX_PANEL_TEXT_CHARACTERS } from '../core/limits.ts';
import type { Attachment, Evidence, IndexState, Sentence, Turn } from '../core/types.ts';
import { messageSize } from './panelGuards.ts';
import type {
  HostMessage,
  PanelAnswer,
  PanelAttachment,
  PanelConversation,
  PanelIndex,
  PanelMessage,
  PanelSource,
} from './panelProtocol.ts';

/** Turns a sentence into the user's language. */
export type Translate = (text: Sentence) => string;

/** How the panel shows what the store and the engine hold. */
type Answer = Extract<ConversationMessage, { role: 'assistant' }>;

const BATCH_CHARACTERS = 100_000;

function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}

export function toPanelAttachment(attachment: Attachment, translate: Translate): PanelAttachment {
  return { label: translate(locationSentence(attachment.path, attachment)) };
}

export function toPanelSource(evidence: Evidence, translate: Translate): PanelSource {
  return {
    n: evidence.n,
    origin: evidence.origin,
    label: translate(locationSentence(evidence.path, evidence)),
    title: evidence.title,
    excerpt: shorten(evidence.text, MAX_PANEL_EXCERPT_CHARACTERS),
  };
}

function noteOf(answer: Answer, translate: Translate): string {
  if (answer.error !== undefined) return translate(answer.error.sentence);
  switch (answer.end) {
    case 'cancelled':
      return translate(sentence('Stopped.'));
    case 'cut':
      return translate(sentence('The answer was cut off. The text so far is kept.'));
    case 'length':
      return translate(sentence('The answer reached the longest length and ends here.'));
    case 'error':
      return translate(sentence('The answer failed.'));
    default:
      return '';
  }
}

function modelLabel(provider: string, model: string, translate: Translate): string {
  return provider === 'none' ? translate(sentence('Offline')) : `${provider} ${model}`;
}

function detailsOf(answer: Answer, translate: Translate): string {
  const { provider, model, usage, timings, removedCitations } = answer;
  const parts = [
    ...(provider && model ? [modelLabel(provider, model, translate)] : []),
    ...(usage
      ? [translate(sentence('{0} tokens in, {1} out', usage.inputTokens, usage.outputTokens))]
      : []),
    ...(timings ? [translate(sentence('{0} s', (timings.totalMs / 1000).toFixed(1)))] : []),
    ...(removedCitations ? [translate(removedCitationsSentence(removedCitations))] : []),
  ];
  return parts.join(' · ');
}

function toPanelAnswer(answer: Answer, translate: Translate): PanelAnswer {
  return {
    role: 'assistant',
    id: answer.id,
    at: answer.at,
    text: shorten(answer.text, MAX_PANEL_TEXT_CHARACTERS),
    end: answer.end,
    activity: '',
    sources: answer.evidence.map((source) => toPanelSource(source, translate)),
    note: noteOf(answer, translate),
    details: detailsOf(answer, translate),
  };
}

export function toPanelMessage(message: ConversationMessage, translate: Translate): PanelMessage {
  if (message.role === 'assistant') return toPanelAnswer(message, translate);
  const command = message.command === undefined ? '' : `/${message.command} `;
  return {
    role: 'user',
    id: message.id,
    at: message.at,
    text: command + shorten(message.text, MAX_PANEL_TEXT_CHARACTERS),
    attachments: message.attachments.map((item) => toPanelAttachment(item, translate)),
  };
}

export function toPanelConversation(
  summary: ConversationSummary,
  running: boolean,
  translate: Translate,
): PanelConversation {
  return {
    id: summary.id,
    title: summary.title || translate(sentence('New conversation')),
    source: summary.source,
    updatedAt: summary.updatedAt,
    running,
  };
}

export function toPanelIndex(state: IndexState, translate: Translate): PanelIndex {
  const { phase, filesDone, filesTotal, chunks, message } = state;
  return {
    phase,
    filesDone,
    filesTotal,
    chunks,
    ...(message && { message: translate(message) }),
  };
}

/** Messages in lists that are each small enough for one post to the webview. */
function inBatches(messages: readonly PanelMessage[]): readonly (readonly PanelMessage[])[] {
  const batches: PanelMessage[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const message of messages) {
    const own = messageSize(message, BATCH_CHARACTERS);
    if (size + own > BATCH_CHARACTERS) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)?.push(message);
    size += own;
  }
  return batches;
}

/** What shows a conversation; `running` replaces what the store has of an answer under way. */
export function showConversation(
  conversation: Conversation,
  running: PanelAnswer | undefined,
  translate: Translate,
): readonly HostMessage[] {
  const { id: conversationId, title, newerVersion } = conversation;
  const newer = sentence('A newer NetGuru wrote this conversation. Update it to continue here.');
  const readOnly = newerVersion ? translate(newer) : '';
  const messages = latestAnswers(conversation.messages).map((message) =>
    message.id === running?.id ? running : toPanelMessage(message, translate),
  );
  const [first = [], ...rest] = inBatches(messages);
  return [
    { type: 'conversation', conversationId, title, readOnly, messages: first },
    ...rest.map(
      (batch): HostMessage => ({
        type: 'messages',
        conversationId,
        messages: batch,
      }),
    ),
  ];
}

/** The turns before a message, as an engine takes them: without empty and failed answers. */
export function turnsBefore(
  messages: readonly ConversationMessage[],
  messageId: string | undefined,
): readonly Turn[] {
  const at = messages.findIndex(({ id }) => id === messageId);
  const earlier = at === -1 ? messages : messages.slice(0, at);
  return earlier.filter(({ text }) => text.trim() !== '').map(({ role, text }) => ({ role, text }));
}
