import type { ConversationId } from '../vscode/panelProtocol.ts';

/** What VS Code keeps for the webview while it is hidden and over a reload of the window. */
export interface KeptState {
  readonly draft: string;
  readonly listOpen: boolean;
  /** Missing until a conversation was shown for the first time. */
  readonly selectedId?: ConversationId;
}

/** Total: what is missing or of another form gets its default. */
export function parseKeptState(value: unknown): KeptState {
  const fields = typeof value === 'object' && value !== null ? value : {};
  const draft = 'draft' in fields && typeof fields.draft === 'string' ? fields.draft : '';
  const listOpen = 'listOpen' in fields && fields.listOpen === true;
  const id = 'selectedId' in fields ? fields.selectedId : undefined;
  return {
    draft,
    listOpen,
    ...((typeof id === 'string' || id === null) && { selectedId: id }),
  };
}
