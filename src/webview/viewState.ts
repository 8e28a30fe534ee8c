import type {
  ConversationId,
  HostMessage,
  PanelAttachment,
  PanelConversation,
  PanelIndex,
  PanelMessage,
} from '../vscode/panelProtocol.ts';

interface PanelNotice {
  readonly text: string;
  readonly undoConversationId?: string;
}

/** Everything that the panel shows. Parts that did not change keep their identity. */
export interface PanelState {
  readonly language: string;
  /** Empty until the extension has answered. */
  readonly strings: Readonly<Record<string, string>>;
  readonly key: 'none' | 'set';
  readonly index: PanelIndex;
  readonly conversations: readonly PanelConversation[];
  readonly conversationId: ConversationId;
  readonly title: string;
  readonly readOnly: string;
  readonly messages: readonly PanelMessage[];
  readonly attachments: readonly PanelAttachment[];
  readonly notice: PanelNotice | undefined;
  /** A piece of an answer is missing: the whole state has to be asked for again. */
  readonly lostText: boolean;
}

export const INITIAL_STATE: PanelState = {
  language: 'en',
  strings: {},
  key: 'set',
  index: { phase: 'idle', filesDone: 0, filesTotal: 0, chunks: 0 },
  conversations: [],
  conversationId: null,
  title: '',
  readOnly: '',
  messages: [],
  attachments: [],
  notice: undefined,
  lostText: false,
};

function withMessages(
  known: readonly PanelMessage[],
  changed: readonly PanelMessage[],
): readonly PanelMessage[] {
  const byId = new Map(known.map((message) => [message.id, message]));
  for (const message of changed) byId.set(message.id, message);
  return [...byId.values()];
}

/** Old objects where nothing changed, so that the transcript keeps their elements. */
function reuseEqual(
  known: readonly PanelMessage[],
  next: readonly PanelMessage[],
): readonly PanelMessage[] {
  const byId = new Map(known.map((message) => [message.id, message]));
  return next.map((message) => {
    const old = byId.get(message.id);
    return old !== undefined && JSON.stringify(old) === JSON.stringify(message) ? old : message;
  });
}

function withDelta(
  state: PanelState,
  delta: Extract<HostMessage, { readonly type: 'delta' }>,
): PanelState {
  let lostText = false;
  const messages = state.messages.map((message) => {
    if (message.id !== delta.messageId || message.role !== 'assistant') return message;
    lostText = delta.offset > message.text.length;
    return {
      ...message,
      activity: '',
      text: message.text.slice(0, delta.offset) + delta.text,
    };
  });
  return lostText ? { ...state, lostText } : { ...state, messages };
}

/** The state after a message of the extension. Messages about other conversations change nothing. */
export function reduce(state: PanelState, message: HostMessage): PanelState {
  switch (message.type) {
    case 'hello':
      return {
        ...state,
        language: message.language,
        strings: message.strings,
        lostText: false,
      };
    case 'status':
      return { ...state, key: message.key, index: message.index };
    case 'conversations':
      return { ...state, conversations: message.items };
    case 'conversation': {
      const { conversationId, title, readOnly } = message;
      const messages = reuseEqual(state.messages, message.messages);
      return { ...state, conversationId, title, readOnly, messages };
    }
    case 'messages':
      if (message.conversationId !== state.conversationId) return state;
      return {
        ...state,
        messages: withMessages(state.messages, message.messages),
      };
    case 'delta':
      return message.conversationId === state.conversationId ? withDelta(state, message) : state;
    case 'attachments':
      return { ...state, attachments: message.items };
    case 'notice': {
      const { type: _type, ...notice } = message;
      return { ...state, notice };
    }
    case 'draft':
      return state;
  }
}

/** The answer that is being written in the shown conversation. */
export function runningAnswer(state: PanelState): PanelMessage | undefined {
  return state.messages.findLast(
    (message) => message.role === 'assistant' && message.end === 'streaming',
  );
}
