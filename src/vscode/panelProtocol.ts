import { MAX_PANEL_MESSAGE_CHARACTERS } from '../core/limits.ts';
import type { AnswerEnd, Origin } from '../core/types.ts';
import {
  arrayOf,
  type Guard,
  isBoolean,
  isNumber,
  isString,
  isStringRecord,
  messageSize,
  nullable,
  oneOf,
  oneOfTypes,
  optional,
  shape,
} from './panelGuards.ts';

/**
 * Every message between the extension and the panel's script. Both sides check what they
 * receive with the guards at the end and drop what does not pass.
 */

/** `null` stands for the conversation that has no message yet. */
export type ConversationId = string | null;

export interface PanelIndex {
  readonly phase: 'idle' | 'indexing' | 'error';
  readonly filesDone: number;
  readonly filesTotal: number;
  readonly chunks: number;
  readonly message?: string;
}

export interface PanelConversation {
  readonly id: string;
  readonly title: string;
  readonly source: 'panel' | 'chat';
  /** ms since 1970. */
  readonly updatedAt: number;
  readonly running: boolean;
}

export interface PanelAttachment {
  readonly label: string;
}

export interface PanelSource {
  /** The number that citations use, from 1. */
  readonly n: number;
  readonly origin: Origin;
  /** `path:startLine-endLine` */
  readonly label: string;
  readonly title: string;
  readonly excerpt: string;
}

export interface PanelUserMessage {
  readonly role: 'user';
  readonly id: string;
  readonly at: number;
  readonly text: string;
  readonly attachments: readonly PanelAttachment[];
}

export interface PanelAnswer {
  readonly role: 'assistant';
  readonly id: string;
  readonly at: number;
  /** Markdown. */
  readonly text: string;
  readonly end: AnswerEnd | 'error' | 'streaming';
  /** What is being done now, while it streams. */
  readonly activity: string;
  readonly sources: readonly PanelSource[];
  /** Why it is not complete. */
  readonly note: string;
  /** Model, tokens and time. */
  readonly details: string;
}

export type PanelMessage = PanelUserMessage | PanelAnswer;

export type HostMessage =
  | {
      readonly type: 'hello';
      readonly language: string;
      readonly strings: Readonly<Record<string, string>>;
    }
  | {
      readonly type: 'status';
      readonly key: 'none' | 'set';
      readonly index: PanelIndex;
    }
  | {
      readonly type: 'conversations';
      readonly items: readonly PanelConversation[];
    }
  /** Replaces what is shown; a long conversation goes on in `messages`. */
  | {
      readonly type: 'conversation';
      readonly conversationId: ConversationId;
      readonly title: string;
      /** Why it cannot be continued; empty when it can. */
      readonly readOnly: string;
      readonly messages: readonly PanelMessage[];
    }
  /** Adds messages or, where the id is known, replaces them. */
  | {
      readonly type: 'messages';
      readonly conversationId: string;
      readonly messages: readonly PanelMessage[];
    }
  /** Text that begins at `offset` (UTF-16) of an answer. */
  | {
      readonly type: 'delta';
      readonly conversationId: string;
      readonly messageId: string;
      readonly offset: number;
      readonly text: string;
    }
  | { readonly type: 'attachments'; readonly items: readonly PanelAttachment[] }
  /** A question that could not be sent goes back to the text area. */
  | { readonly type: 'draft'; readonly text: string }
  | {
      readonly type: 'notice';
      readonly text: string;
      readonly undoConversationId?: string;
    };

export type WebviewMessage =
  /** The script has started or lost track; `selectedId` is what it showed last, if anything. */
  | { readonly type: 'ready'; readonly selectedId?: ConversationId }
  | {
      readonly type: 'send';
      readonly conversationId: ConversationId;
      readonly text: string;
    }
  | { readonly type: 'stop'; readonly conversationId: string }
  | {
      readonly type: 'retry';
      readonly conversationId: string;
      readonly messageId: string;
    }
  | { readonly type: 'select'; readonly conversationId: ConversationId }
  | {
      readonly type: 'rename';
      readonly conversationId: string;
      readonly title: string;
    }
  | { readonly type: 'delete'; readonly conversationId: string }
  | { readonly type: 'undoDelete'; readonly conversationId: string }
  | {
      readonly type: 'openSource';
      readonly conversationId: string;
      readonly messageId: string;
      readonly n: number;
    }
  | { readonly type: 'openLink'; readonly url: string }
  | { readonly type: 'removeAttachment'; readonly index: number }
  | { readonly type: 'runCommand'; readonly command: PanelCommand };

/** What a button of the panel may start in VS Code. */
export type PanelCommand = 'setApiKey' | 'reindex' | 'openFolder';

/** A link that may be opened: https, with a host and without credentials. */
export function httpsUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const allowed =
    url?.protocol === 'https:' && url.hostname !== '' && url.username === '' && url.password === '';
  return allowed ? url : undefined;
}

type Host<K extends HostMessage['type']> = Extract<HostMessage, { readonly type: K }>;
type Webview<K extends WebviewMessage['type']> = Extract<WebviewMessage, { readonly type: K }>;

const isId = nullable(isString);
const isAttachments = arrayOf(shape<PanelAttachment>({ label: isString }));
const isSource = shape<PanelSource>({
  n: isNumber,
  origin: oneOf('workspace', 'corpus'),
  label: isString,
  title: isString,
  excerpt: isString,
});
const isUserMessage = shape<PanelUserMessage>({
  role: oneOf('user'),
  id: isString,
  at: isNumber,
  text: isString,
  attachments: isAttachments,
});
const isAnswer = shape<PanelAnswer>({
  role: oneOf('assistant'),
  id: isString,
  at: isNumber,
  text: isString,
  end: oneOf('complete', 'length', 'cancelled', 'cut', 'error', 'streaming'),
  activity: isString,
  sources: arrayOf(isSource),
  note: isString,
  details: isString,
});
const isPanelMessage: Guard<PanelMessage> = (value) => isUserMessage(value) || isAnswer(value);

const passesHostGuard = oneOfTypes<HostMessage>({
  hello: shape<Host<'hello'>>({
    type: oneOf('hello'),
    language: isString,
    strings: isStringRecord,
  }),
  status: shape<Host<'status'>>({
    type: oneOf('status'),
    key: oneOf('none', 'set'),
    index: shape<PanelIndex>({
      phase: oneOf('idle', 'indexing', 'error'),
      filesDone: isNumber,
      filesTotal: isNumber,
      chunks: isNumber,
      message: optional(isString),
    }),
  }),
  conversations: shape<Host<'conversations'>>({
    type: oneOf('conversations'),
    items: arrayOf(
      shape<PanelConversation>({
        id: isString,
        title: isString,
        source: oneOf('panel', 'chat'),
        updatedAt: isNumber,
        running: isBoolean,
      }),
    ),
  }),
  conversation: shape<Host<'conversation'>>({
    type: oneOf('conversation'),
    conversationId: isId,
    title: isString,
    readOnly: isString,
    messages: arrayOf(isPanelMessage),
  }),
  messages: shape<Host<'messages'>>({
    type: oneOf('messages'),
    conversationId: isString,
    messages: arrayOf(isPanelMessage),
  }),
  delta: shape<Host<'delta'>>({
    type: oneOf('delta'),
    conversationId: isString,
    messageId: isString,
    offset: isNumber,
    text: isString,
  }),
  attachments: shape<Host<'attachments'>>({
    type: oneOf('attachments'),
    items: isAttachments,
  }),
  draft: shape<Host<'draft'>>({ type: oneOf('draft'), text: isString }),
  notice: shape<Host<'notice'>>({
    type: oneOf('notice'),
    text: isString,
    undoConversationId: optional(isString),
  }),
});

function conversationGuard<K extends 'stop' | 'delete' | 'undoDelete'>(type: K) {
  return shape<{ readonly type: K; readonly conversationId: string }>({
    type: oneOf(type),
    conversationId: isString,
  });
}

const passesWebviewGuard = oneOfTypes<WebviewMessage>({
  ready: shape<Webview<'ready'>>({
    type: oneOf('ready'),
    selectedId: optional(isId),
  }),
  send: shape<Webview<'send'>>({
    type: oneOf('send'),
    conversationId: isId,
    text: isString,
  }),
  stop: conversationGuard('stop'),
  retry: shape<Webview<'retry'>>({
    type: oneOf('retry'),
    conversationId: isString,
    messageId: isString,
  }),
  select: shape<Webview<'select'>>({
    type: oneOf('select'),
    conversationId: isId,
  }),
  rename: shape<Webview<'rename'>>({
    type: oneOf('rename'),
    conversationId: isString,
    title: isString,
  }),
  delete: conversationGuard('delete'),
  undoDelete: conversationGuard('undoDelete'),
  openSource: shape<Webview<'openSource'>>({
    type: oneOf('openSource'),
    conversationId: isString,
    messageId: isString,
    n: isNumber,
  }),
  openLink: shape<Webview<'openLink'>>({
    type: oneOf('openLink'),
    url: isString,
  }),
  removeAttachment: shape<Webview<'removeAttachment'>>({
    type: oneOf('removeAttachment'),
    index: isNumber,
  }),
  runCommand: shape<Webview<'runCommand'>>({
    type: oneOf('runCommand'),
    command: oneOf('setApiKey', 'reindex', 'openFolder'),
  }),
});

function isSmall(value: unknown): boolean {
  return messageSize(value, MAX_PANEL_MESSAGE_CHARACTERS) <= MAX_PANEL_MESSAGE_CHARACTERS;
}

/** Whether the panel may act on it: known, complete and not oversized. */
export function isHostMessage(value: unknown): value is HostMessage {
  return isSmall(value) && passesHostGuard(value);
}

/** Whether the extension may act on it: known, complete and not oversized. */
export function isWebviewMessage(value: unknown): value is WebviewMessage {
  return isSmall(value) && passesWebviewGuard(value);
}
