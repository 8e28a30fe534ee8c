import * as vscode from 'vscode';
import type { IndexState } from '../core/types.ts';
import { localize } from './localize.ts';
import type { WorkspaceIndex } from './workspaceIndex.ts';

function textOf(state: IndexState): string {
  switch (state.phase) {
    case 'indexing':
      return state.filesTotal > 0
        ? `$(sync~spin) NetGuru ${state.filesDone}/${state.filesTotal}`
        : '$(sync~spin) NetGuru';
    case 'error':
      return '$(warning) NetGuru';
    case 'idle':
      return '$(database) NetGuru';
  }
}

function tooltipOf(state: IndexState): string {
  if (state.message && state.phase === 'error') return localize(state.message);
  if (state.phase === 'indexing') return vscode.l10n.t('NetGuru is indexing the workspace.');
  return vscode.l10n.t('NetGuru: {0} files, {1} passages indexed.', state.filesTotal, state.chunks);
}

/** The index's state at a glance; a click lists the documents. */
export function createStatusBar(index: WorkspaceIndex): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('netguru.index', vscode.StatusBarAlignment.Right);
  item.name = 'NetGuru';
  item.command = 'netguru.showDocuments';
  const update = (state: IndexState): void => {
    item.text = textOf(state);
    item.tooltip = tooltipOf(state);
    item.accessibilityInformation = { label: tooltipOf(state) };
  };
  update(index.current);
  item.show();
  return vscode.Disposable.from(item, index.onDidChange(update));
}
