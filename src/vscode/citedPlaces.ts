import * as vscode from 'vscode';
import type { Evidence } from '../core/types.ts';
import { evidenceLocation } from './evidenceLinks.ts';

/** The prefix of what VS Code attaches to a question by itself, such as the editor's selection. */
const IMPLICIT = 'vscode.implicit';

function keyOf({ uri, range }: vscode.Location): string {
  return `${uri.toString()}#${range.start.line}-${range.end.line}`;
}

/**
 * The places that answers of this session cited. Opening one selects its lines, and VS Code then
 * attaches this selection to the next question, where it would outrank what fits that question.
 */
export class CitedPlaces {
  readonly #extensionUri: vscode.Uri;
  readonly #keys = new Set<string>();

  constructor(extensionUri: vscode.Uri) {
    this.#extensionUri = extensionUri;
  }

  add(evidence: Evidence): void {
    this.#keys.add(keyOf(evidenceLocation(evidence, this.#extensionUri)));
  }

  /** What the user chose to attach, without selections that opening a citation has made. */
  withoutOpened(
    references: readonly vscode.ChatPromptReference[],
  ): readonly vscode.ChatPromptReference[] {
    return references.filter(
      ({ id, value }) =>
        !id.startsWith(IMPLICIT) ||
        !(value instanceof vscode.Location) ||
        !this.#keys.has(keyOf(value)),
    );
  }
}
