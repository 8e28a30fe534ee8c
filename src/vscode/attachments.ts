import * as vscode from 'vscode';
import { NetGuruError, sentence } from '../core/errors.ts';
import { MAX_ATTACHMENT_CHARACTERS } from '../core/limits.ts';
import type { Attachment } from '../core/types.ts';

function attachment(document: vscode.TextDocument, range?: vscode.Range): Attachment {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri)?.uri;
  const path = folder ? document.uri.path.slice(folder.path.length + 1) : document.uri.path;
  const start = range ? range.start.line : 0;
  const last = range ? lastLine(range) : document.lineCount - 1;
  const whole = new vscode.Range(start, 0, last, Number.MAX_SAFE_INTEGER);
  return {
    ...(folder ? { folder: folder.fsPath } : {}),
    path,
    startLine: start + 1,
    endLine: last + 1,
    text: document.getText(document.validateRange(whole)).replace(/\r\n/g, '\n'),
  };
}

/** A selection that ends at the start of a line does not include that line. */
function lastLine({ start, end }: vscode.Range): number {
  return end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
}

/**
 * A file, or some lines of it, as an attachment.
 *
 * @throws NetGuruError `file-unreadable` for what the editor cannot open as text
 */
export async function attachUri(uri: vscode.Uri, range?: vscode.Range): Promise<Attachment> {
  try {
    return attachment(await vscode.workspace.openTextDocument(uri), range);
  } catch (cause) {
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    throw new NetGuruError(
      'file-unreadable',
      sentence('{0} cannot be read as text, so it was not attached.', name),
      { cause },
    );
  }
}

export function attachSelection({ document, selection }: vscode.TextEditor): Attachment {
  return attachment(document, selection.isEmpty ? undefined : selection);
}

/** VS Code adds the editor's selection by itself to what the user attached: not twice. */
function withoutRepeats(attachments: readonly Attachment[]): readonly Attachment[] {
  const placeOf = ({ folder, path, startLine, endLine }: Attachment): string =>
    JSON.stringify([folder, path, startLine, endLine]);
  return [...new Map(attachments.map((item) => [`${placeOf(item)}${item.text}`, item])).values()];
}

/** What the user attached to a chat request (`#file`, `#selection`, dropped files, pasted text). */
export async function attachReferences(references: readonly vscode.ChatPromptReference[]): Promise<{
  readonly attachments: readonly Attachment[];
  readonly problems: readonly NetGuruError[];
}> {
  const attachments: Attachment[] = [];
  const problems: NetGuruError[] = [];
  for (const { value } of references) {
    try {
      if (value instanceof vscode.Uri) attachments.push(await attachUri(value));
      else if (value instanceof vscode.Location) {
        attachments.push(await attachUri(value.uri, value.range));
      } else if (typeof value === 'string' && value.trim() !== '') {
        attachments.push(pastedText(value));
      }
    } catch (error) {
      if (error instanceof NetGuruError) problems.push(error);
      else throw error;
    }
  }
  return { attachments: withoutRepeats(attachments), problems };
}

function pastedText(value: string): Attachment {
  const text = value.slice(0, MAX_ATTACHMENT_CHARACTERS);
  return {
    path: vscode.l10n.t('pasted text'),
    startLine: 1,
    endLine: text.split('\n').length,
    text,
  };
}
