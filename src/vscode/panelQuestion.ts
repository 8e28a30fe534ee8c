import { sentence } from '../core/errors.ts';
import type { AskCommand } from '../core/types.ts';
import type { Translate } from './panelMessages.ts';

const COMMANDS: readonly AskCommand[] = ['explain', 'troubleshoot', 'search', 'logs'];

export interface PanelQuestion {
  readonly command?: AskCommand;
  readonly question: string;
}

/**
 * What the user typed: `/explain text` is the command and the text, as in the Chat view. Total:
 * an unknown `/word` belongs to the question.
 */
function parseQuestion(text: string): PanelQuestion {
  const [, name, rest] = /^\s*\/([a-z]+)(?:\s+|$)([\s\S]*)$/.exec(text) ?? [];
  const command = COMMANDS.find((known) => known === name);
  if (command === undefined) return { question: text.trim() };
  return { command, question: rest?.trim() ?? '' };
}

/** As `parseQuestion`; attachments alone are to be explained, nothing at all is not a question. */
export function completeQuestion(
  text: string,
  hasAttachments: boolean,
  translate: Translate,
): PanelQuestion | undefined {
  const asked = parseQuestion(text);
  if (asked.question !== '') return asked;
  if (!hasAttachments) return undefined;
  const question = translate(sentence('Explain what this does.'));
  return { command: 'explain', ...asked, question };
}
