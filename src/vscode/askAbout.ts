import * as vscode from 'vscode';
import { asNetGuruError } from '../core/errors.ts';
import type { Attachment } from '../core/types.ts';
import { attachSelection, attachUri } from './attachments.ts';
import type { ChatPanel } from './chatPanel.ts';
import { localizeError } from './localize.ts';

/** Files of one question; more are better asked of the whole workspace. */
const MAX_ATTACHED_FILES = 20;

interface AskTarget {
  readonly uri: vscode.Uri;
  readonly range?: vscode.Range;
}

/** What the command was called on: explorer selection, editor tab, or the editor's selection. */
function targets(
  uri: vscode.Uri | undefined,
  selected: readonly vscode.Uri[] | undefined,
): AskTarget[] {
  if (selected && selected.length > 0) {
    return selected.slice(0, MAX_ATTACHED_FILES).map((item) => ({ uri: item }));
  }
  const editor = vscode.window.activeTextEditor;
  const isEditor = editor && (!uri || editor.document.uri.toString() === uri.toString());
  if (isEditor) {
    const { document, selection } = editor;
    return [{ uri: document.uri, ...(selection.isEmpty ? {} : { range: selection }) }];
  }
  return uri ? [{ uri }] : [];
}

/** The form of VS Code's own commands, which do not convert a range inside of an object. */
function commandRange({ start, end }: vscode.Range): Readonly<Record<string, number>> {
  return {
    startLineNumber: start.line + 1,
    startColumn: start.character + 1,
    endLineNumber: end.line + 1,
    endColumn: end.character + 1,
  };
}

async function openChat(question: string, items: readonly AskTarget[]): Promise<void> {
  const attachFiles = items.map(({ uri, range }) =>
    range ? { uri, range: commandRange(range) } : uri,
  );
  await vscode.commands.executeCommand('workbench.action.chat.open', {
    query: `@netguru ${question}`.trimEnd() + (question ? '' : ' '),
    isPartialQuery: question === '',
    attachFiles,
  });
}

async function attach({ uri, range }: AskTarget): Promise<Attachment> {
  const editor = vscode.window.activeTextEditor;
  const shown = range && editor?.document.uri.toString() === uri.toString();
  return shown ? attachSelection(editor) : attachUri(uri, range);
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  const stat = await vscode.workspace.fs.stat(uri).then(undefined, () => undefined);
  return stat?.type === vscode.FileType.Directory;
}

/**
 * "Ask NetGuru about this config": asks for the question, then opens the chat with the files
 * attached, or NetGuru's panel where the Chat view is off. Without a question the chat waits
 * for it.
 */
export async function askAbout(
  panel: ChatPanel,
  uri?: vscode.Uri,
  selected?: readonly vscode.Uri[],
): Promise<void> {
  const files: AskTarget[] = [];
  for (const target of targets(uri, selected)) {
    if (!(await isFolder(target.uri))) files.push(target);
  }
  if (files.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open or select a file first.'));
    return;
  }
  const question = await vscode.window.showInputBox({
    title: vscode.l10n.t('Ask NetGuru about this config'),
    prompt: vscode.l10n.t('Your question; leave it empty to type it in the chat.'),
  });
  if (question === undefined) return;
  try {
    await openChat(question.trim(), files);
  } catch {
    await askInPanel(panel, question.trim(), files);
  }
}

async function askInPanel(
  panel: ChatPanel,
  question: string,
  files: readonly AskTarget[],
): Promise<void> {
  try {
    const attachments = await Promise.all(files.map(attach));
    await panel.openWith({ attachments, ...(question ? { question } : {}) });
  } catch (error) {
    void vscode.window.showErrorMessage(localizeError(asNetGuruError(error)));
  }
}
