import { rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { ConversationStore } from '../conversations/conversationStore.ts';
import { NetGuruError } from '../core/errors.ts';
import type { ChatPanel } from './chatPanel.ts';
import { localizeError } from './localize.ts';
import type { ModelCatalog } from './modelCatalog.ts';
import type { KeyStore } from './secrets.ts';
import type { WorkspaceIndex } from './workspaceIndex.ts';

/** Everything of NetGuru that keeps data of the user. */
export interface DataKeepers {
  readonly index: Pick<WorkspaceIndex, 'deleteStore'>;
  readonly conversations: Pick<ConversationStore, 'deleteAll'>;
  readonly panel: Pick<ChatPanel, 'reset'>;
  readonly catalog: Pick<ModelCatalog, 'forget'>;
  readonly keys: Pick<KeyStore, 'removeAll'>;
  /** Where conversations of windows without a folder lie. */
  readonly globalStorage: vscode.Uri;
  readonly log: { error(message: string): void };
}

/** What goes together, and what it is called for the user. */
interface Deletion {
  readonly what: string;
  readonly run: () => Promise<void>;
}

function deletions(keepers: DataKeepers): readonly Deletion[] {
  const { index, conversations, catalog, keys, globalStorage } = keepers;
  const loose = vscode.Uri.joinPath(globalStorage, 'conversations').fsPath;
  return [
    { what: vscode.l10n.t('the index of this workspace'), run: () => index.deleteStore() },
    {
      what: vscode.l10n.t('the conversations of this workspace'),
      run: () => conversations.deleteAll(),
    },
    {
      what: vscode.l10n.t('the conversations of windows without a folder'),
      run: () => rm(loose, { recursive: true, force: true, maxRetries: 3 }),
    },
    { what: vscode.l10n.t('the remembered models'), run: () => catalog.forget() },
    { what: vscode.l10n.t('all API keys'), run: () => keys.removeAll() },
  ];
}

/** Asks before anything is removed, and says what would be. */
async function isConfirmed(names: readonly string[]): Promise<boolean> {
  const detail = [
    ...names.map((name) => `• ${name}`),
    '',
    vscode.l10n.t(
      'This cannot be undone. Your files, your settings and the chat history of VS Code stay. The index is built anew when you ask the next question or open this workspace again.',
    ),
  ].join('\n');
  const confirm = vscode.l10n.t('Delete All');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Delete all data of NetGuru?'),
    { modal: true, detail },
    confirm,
  );
  return chosen === confirm;
}

function reasonOf(error: unknown): string {
  if (error instanceof NetGuruError) return localizeError(error);
  return error instanceof Error ? error.message : String(error);
}

/**
 * "NetGuru: Delete All Data": after a confirmation, stops what runs and removes the index, the
 * conversations, the remembered models and the keys. One failure does not keep the rest; what was
 * removed and what was not is told. NetGuru can be used again at once. Never throws by itself;
 * `confirm` may.
 */
export async function deleteAllData(
  keepers: DataKeepers,
  confirm: (names: readonly string[]) => Promise<boolean> = isConfirmed,
): Promise<void> {
  const all = deletions(keepers);
  if (!(await confirm(all.map(({ what }) => what)))) return;
  await keepers.panel.reset().catch((error) => keepers.log.error(String(error)));
  const deleted: string[] = [];
  const kept: string[] = [];
  for (const { what, run } of all) {
    try {
      await run();
      deleted.push(what);
    } catch (error) {
      keepers.log.error(`Delete All Data: ${String(error)}`);
      kept.push(`${what} (${reasonOf(error)})`);
    }
  }
  if (deleted.length > 0) {
    const text = vscode.l10n.t('NetGuru deleted: {0}.', deleted.join(', '));
    void vscode.window.showInformationMessage(text);
  }
  if (kept.length > 0) {
    const text = vscode.l10n.t('NetGuru could not delete: {0}.', kept.join(', '));
    void vscode.window.showErrorMessage(text);
  }
}
