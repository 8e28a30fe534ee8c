import * as vscode from 'vscode';
import type { DocumentId } from '../core/types.ts';

/** Documents that show the text which NetGuru made of captures and PDFs. */
export const EXTRACTED_SCHEME = 'netguru-text';

/** The read-only document whose lines passages of a capture or a PDF cite. */
export function extractedUri({ folder, path }: DocumentId): vscode.Uri {
  return vscode.Uri.from({ scheme: EXTRACTED_SCHEME, path: `/${path}.txt`, query: folder });
}

function documentOf({ path, query }: vscode.Uri): DocumentId {
  return { folder: query, path: path.replace(/^\//, '').replace(/\.txt$/, '') };
}

/** Lets the editor open these documents; their text comes from the index. */
export function registerExtractedDocuments(index: {
  extractedText(id: DocumentId): Promise<string | undefined>;
}): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(EXTRACTED_SCHEME, {
    provideTextDocumentContent: async (uri) =>
      (await index.extractedText(documentOf(uri))) ??
      vscode.l10n.t('This file is not in the index any more.'),
  });
}
