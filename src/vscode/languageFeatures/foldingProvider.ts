import * as vscode from 'vscode';
import type { ConfigDocuments } from './configDocuments.ts';

const KINDS = {
  comment: vscode.FoldingRangeKind.Comment,
  region: vscode.FoldingRangeKind.Region,
} as const;

/** Folds sections, lists, comments, banners and certificates of a configuration. */
export class FoldingProvider implements vscode.FoldingRangeProvider {
  readonly #documents: ConfigDocuments;

  constructor(documents: ConfigDocuments) {
    this.#documents = documents;
  }

  /** `undefined`, not an empty list, for other files: VS Code then folds them by indentation. */
  async provideFoldingRanges(
    document: vscode.TextDocument,
    _context: vscode.FoldingContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.FoldingRange[] | undefined> {
    const folds = await this.#documents.folds(document);
    if (!folds || token.isCancellationRequested) return undefined;
    return folds.map(
      ({ startLine, endLine, kind }) =>
        new vscode.FoldingRange(startLine - 1, endLine - 1, kind && KINDS[kind]),
    );
  }
}
