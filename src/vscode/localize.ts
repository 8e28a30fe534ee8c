import * as vscode from 'vscode';
import type { NetGuruError } from '../core/errors.ts';
import type { Sentence } from '../core/types.ts';

/** A core sentence in the editor's language. */
export function localize({ template, args }: Sentence): string {
  return vscode.l10n.t(template, ...args);
}

export function localizeError(error: NetGuruError): string {
  return localize(error.sentence);
}
