import * as vscode from 'vscode';
import type { Turn } from '../core/types.ts';

/** What a turn's result carries to the next request of the same chat. */
const CONVERSATION_KEY = 'conversationId';

export function resultMetadata(conversationId: string): {
  readonly [CONVERSATION_KEY]: string;
} {
  return { [CONVERSATION_KEY]: conversationId };
}

/** The conversation that this chat is kept in, if it has one already. */
export function conversationIdOf(context: vscode.ChatContext): string | undefined {
  for (const turn of [...context.history].reverse()) {
    if (!(turn instanceof vscode.ChatResponseTurn)) continue;
    const id: unknown = turn.result.metadata?.[CONVERSATION_KEY];
    if (typeof id === 'string') return id;
  }
  return undefined;
}

/** `SafeMarkdown` writes `<` as an entity: a placeholder of a secret is known by its mark. */
function asWritten(markdown: string): string {
  return markdown.replaceAll('&lt;', '<');
}

function responseText(turn: vscode.ChatResponseTurn): string {
  return turn.response
    .map((part) =>
      part instanceof vscode.ChatResponseMarkdownPart ? asWritten(part.value.value) : '',
    )
    .join('');
}

/** The chat so far, oldest first, as the core knows it. */
export function historyTurns(context: vscode.ChatContext): Turn[] {
  return context.history.flatMap((turn): Turn[] => {
    if (turn instanceof vscode.ChatRequestTurn) return [{ role: 'user', text: turn.prompt }];
    const text = responseText(turn);
    return text ? [{ role: 'assistant', text }] : [];
  });
}
