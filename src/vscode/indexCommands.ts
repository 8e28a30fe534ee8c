import * as vscode from 'vscode';
import { asNetGuruError, isCancellation } from '../core/errors.ts';
import { localizeError } from './localize.ts';
import type { WorkspaceIndex } from './workspaceIndex.ts';

/** "NetGuru: Re-index Workspace": reads every file again, with progress that can be cancelled. */
export async function reindex(index: WorkspaceIndex): Promise<void> {
  if (!vscode.workspace.workspaceFolders?.length) {
    const text = vscode.l10n.t('Open a folder with configurations or logs first.');
    void vscode.window.showInformationMessage(text);
    return;
  }
  if (!vscode.workspace.isTrusted) {
    const text = vscode.l10n.t('NetGuru indexes a workspace once you trust it.');
    void vscode.window.showInformationMessage(text);
    return;
  }
  const title = vscode.l10n.t('NetGuru: indexing');
  const location = vscode.ProgressLocation.Notification;
  try {
    await vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) => {
      token.onCancellationRequested(() => index.cancel());
      const follow = index.onDidChange(({ filesDone, filesTotal }) => {
        if (filesTotal > 0) progress.report({ message: `${filesDone}/${filesTotal}` });
      });
      return index.refresh(true).finally(() => follow.dispose());
    });
    const { filesTotal, chunks } = index.current;
    const text = vscode.l10n.t('{0} files are indexed ({1} passages).', filesTotal, chunks);
    void vscode.window.showInformationMessage(text);
  } catch (error) {
    const known = asNetGuruError(error);
    if (isCancellation(known)) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Indexing was stopped. What is done is kept.'),
      );
      return;
    }
    void vscode.window.showErrorMessage(localizeError(known));
  }
}
