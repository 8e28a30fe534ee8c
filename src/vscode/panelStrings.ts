import { sentence } from '../core/errors.ts';
import type { Sentence } from '../core/types.ts';

/** The panel's own texts; the script in the webview gets them translated. */
const PANEL_TEXTS = {
  conversations: sentence('Conversations'),
  newConversation: sentence('New conversation'),
  noConversations: sentence('No conversations yet.'),
  rename: sentence('Rename'),
  renameLabel: sentence('New name of the conversation'),
  delete: sentence('Delete'),
  undo: sentence('Undo'),
  dismiss: sentence('Dismiss'),
  fromChat: sentence('Chat view'),
  running: sentence('Answering'),
  question: sentence('Question'),
  placeholder: sentence('Ask about your configurations and logs'),
  send: sentence('Send'),
  stop: sentence('Stop'),
  retry: sentence('Try again'),
  you: sentence('You'),
  answer: sentence('NetGuru'),
  sources: sentence('Sources ({0})'),
  openSource: sentence('Open source {0}: {1}'),
  corpus: sentence('NetGuru knowledge'),
  removeAttachment: sentence('Remove {0}'),
  attachments: sentence('Attached'),
  transcript: sentence('Messages'),
  thinking: sentence('Thinking…'),
  noKeyText: sentence(
    'No API key is set. NetGuru works offline: it shows the passages that fit best.',
  ),
  setKey: sentence('Set API key'),
  indexing: sentence('Indexing {0} of {1} files'),
  indexStarting: sentence('Looking for files to index'),
  indexFailed: sentence('The workspace could not be indexed.'),
  reindex: sentence('Re-index workspace'),
  emptyTitle: sentence('Ask about your network'),
  emptyText: sentence(
    'NetGuru reads the configurations and logs of this workspace and cites the lines it used.',
  ),
  emptyIndexed: sentence('{0} files are ready.'),
  emptyNoFiles: sentence(
    'Nothing is indexed yet. Open a folder with device configurations, logs or show outputs.',
  ),
  openFolder: sentence('Open folder'),
  example1: sentence('Which BGP neighbours are configured, and on which devices?'),
  example2: sentence('Are there errors in the logs, and what do they mean?'),
  example3: sentence('How do I troubleshoot an OSPF adjacency stuck in EXSTART?'),
  tooLong: sentence('The question is too long (at most {0} characters). Attach the file instead.'),
  announceStarted: sentence('NetGuru is answering.'),
  announceFinished: sentence('The answer is complete.'),
  announceStopped: sentence('The answer ended early.'),
} satisfies Record<string, Sentence>;

export type PanelTextKey = keyof typeof PANEL_TEXTS;

/** The texts as the webview takes them, translated; placeholders stay for it to fill. */
export function panelStrings(
  translate: (text: Sentence) => string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(PANEL_TEXTS).map(([key, text]) => [key, translate(text)]),
  );
}
