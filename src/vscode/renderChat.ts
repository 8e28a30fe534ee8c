import type * as vscode from 'vscode';
import { linkLabel, SafeMarkdown } from '../answer/safeMarkdown.ts';
import { locationSentence, removedCitationsSentence } from '../core/evidence.ts';
import type { AnswerError, ChatEvent, Evidence } from '../core/types.ts';
import { evidenceLocation } from './evidenceLinks.ts';
import { localize } from './localize.ts';

export interface RenderedAnswer {
  readonly error?: AnswerError;
  readonly cited: readonly Evidence[];
  readonly provider: string;
}

/** Sources without citation that are still listed, so that an answer is never without any. */
const UNCITED_SOURCES = 3;

function citationTitle(evidence: Evidence): string {
  const { n, path } = evidence;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return `${n} ${localize(locationSentence(linkLabel(name), evidence))}`;
}

/**
 * Renders an answer's events into VS Code's chat, its text as harmless Markdown; citations become
 * links to the lines.
 */
export async function renderChat(
  events: AsyncIterable<ChatEvent>,
  stream: vscode.ChatResponseStream,
  extensionUri: vscode.Uri,
): Promise<RenderedAnswer> {
  let evidence: readonly Evidence[] = [];
  let error: AnswerError | undefined;
  let provider = '';
  let removed = 0;
  const cited = new Set<Evidence>();
  const text = new SafeMarkdown();
  const show = (markdown: string): void => {
    if (markdown !== '') stream.markdown(markdown);
  };
  for await (const event of events) {
    switch (event.type) {
      case 'progress':
      case 'toolStep':
        stream.progress(localize(event.message));
        break;
      case 'evidence':
        evidence = event.evidence;
        break;
      case 'text':
        show(text.push(event.text));
        break;
      case 'citation': {
        const source = evidence.find(({ n }) => n === event.citation.n);
        if (!source) break;
        show(text.end());
        if (!cited.has(source)) stream.reference(evidenceLocation(source, extensionUri));
        cited.add(source);
        stream.anchor(evidenceLocation(source, extensionUri), citationTitle(source));
        break;
      }
      case 'error':
        error = event.error;
        break;
      case 'done':
        provider = event.provider;
        removed = event.removedCitations ?? 0;
        break;
      case 'usage':
        break;
    }
  }
  show(text.end());
  if (removed > 0) {
    stream.markdown(`\n\n_${localize(removedCitationsSentence(removed))}_`);
  }
  if (cited.size === 0) {
    for (const source of evidence.slice(0, UNCITED_SOURCES)) {
      stream.reference(evidenceLocation(source, extensionUri));
    }
  }
  return { cited: [...cited], provider, ...(error ? { error } : {}) };
}
