import * as vscode from 'vscode';
import { citedLines } from '../core/evidence.ts';
import type { Evidence } from '../core/types.ts';
import { extractedUri } from './extractedDocuments.ts';

/**
 * Where a passage lies: the user's file (which may be outside of the workspace, where it was
 * attached), the text that was made of a capture or a PDF, or the corpus document inside the
 * extension.
 */
export function evidenceUri(
  { origin, folder, path, place }: Pick<Evidence, 'origin' | 'folder' | 'path' | 'place'>,
  extensionUri: vscode.Uri,
): vscode.Uri {
  if (origin === 'corpus') return vscode.Uri.joinPath(extensionUri, path);
  if (place && folder !== undefined) return extractedUri({ folder, path });
  return folder === undefined
    ? vscode.Uri.file(path)
    : vscode.Uri.joinPath(vscode.Uri.file(folder), path);
}

export function evidenceRange(evidence: Evidence): vscode.Range {
  const { startLine, endLine } = citedLines(evidence);
  return new vscode.Range(startLine - 1, 0, endLine - 1, Number.MAX_SAFE_INTEGER);
}

export function evidenceLocation(evidence: Evidence, extensionUri: vscode.Uri): vscode.Location {
  return new vscode.Location(evidenceUri(evidence, extensionUri), evidenceRange(evidence));
}

/** VS Code shows larger files (long logs), but hands them to no extension. */
const MAX_DOCUMENT_BYTES = 50 * 1024 * 1024;

/** Opens a passage's file with its lines selected and in sight. */
export async function openEvidence(evidence: Evidence, extensionUri: vscode.Uri): Promise<void> {
  const uri = evidenceUri(evidence, extensionUri);
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > MAX_DOCUMENT_BYTES) {
    const selection = evidenceRange(evidence);
    await vscode.commands.executeCommand('vscode.open', uri, { selection, preview: true });
    return;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const range = document.validateRange(evidenceRange(evidence));
  const editor = await vscode.window.showTextDocument(document, {
    preview: true,
  });
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
