import { fillSentence } from '../core/errors.ts';
import type { PanelTextKey } from '../vscode/panelStrings.ts';

/** A text of the panel in the user's language, with its placeholders filled. */
export type Texts = (key: PanelTextKey, ...args: readonly (string | number)[]) => string;

export function createTexts(strings: Readonly<Record<string, string>>): Texts {
  return (key, ...args) => fillSentence(strings[key] ?? '', args);
}
