import type { Event } from 'vscode';
import type { ConversationStore } from '../conversations/conversationStore.ts';
import type { AskRequest, Attachment, ChatEvent, Evidence, IndexState } from '../core/types.ts';
import type { Translate } from './panelMessages.ts';
import type { HostMessage, PanelCommand } from './panelProtocol.ts';

/** What the panel needs of the rest of NetGuru. */
export interface PanelServices {
  readonly ask: (request: AskRequest, signal: AbortSignal) => AsyncIterable<ChatEvent>;
  readonly conversations: ConversationStore;
  readonly indexState: {
    readonly current: IndexState;
    readonly onDidChange: Event<IndexState>;
  };
  readonly keyState: {
    readonly current: 'none' | 'set';
    readonly onDidChange: Event<void>;
  };
  readonly openEvidence: (evidence: Evidence) => Promise<void>;
  readonly log: { error(message: string): void };
}

/** What the panel's logic does in VS Code; messages to a hidden webview go nowhere. */
export interface PanelHost {
  readonly language: string;
  readonly translate: Translate;
  post(message: HostMessage): void;
  runCommand(command: PanelCommand): void;
  openLink(url: URL): void;
}

/** Files or selections to ask about, and the question if it is known already. */
export interface PanelRequest {
  readonly attachments: readonly Attachment[];
  readonly question?: string;
}
