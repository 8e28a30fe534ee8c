import * as vscode from 'vscode';
import { type ChosenModel, OFFLINE_PROVIDER } from '../answer/engine.ts';
import { recordAnswer } from '../conversations/answerRecorder.ts';
import type { ConversationStore } from '../conversations/conversationStore.ts';
import type { AskCommand, AskRequest, ChatEvent } from '../core/types.ts';
import { attachReferences } from './attachments.ts';
import { toAbortSignal } from './cancellation.ts';
import { conversationIdOf, historyTurns, resultMetadata } from './chatHistory.ts';
import type { CitedPlaces } from './citedPlaces.ts';
import { chooseListed, MODEL_VENDOR } from './languageModels.ts';
import { localize, localizeError } from './localize.ts';
import type { ModelCatalog } from './modelCatalog.ts';
import { renderChat } from './renderChat.ts';
import { vscodeModelProvider } from './vscodeModelProvider.ts';

const PARTICIPANT_ID = 'netguru.chat';

export interface ParticipantServices {
  readonly extensionUri: vscode.Uri;
  readonly catalog: ModelCatalog;
  readonly conversations: ConversationStore;
  readonly citedPlaces: CitedPlaces;
  readonly hasKey: () => boolean;
  readonly ask: (
    request: AskRequest,
    chooseModel: () => Promise<ChosenModel | undefined>,
    signal: AbortSignal,
  ) => AsyncIterable<ChatEvent>;
}

const COMMANDS: ReadonlySet<string> = new Set<AskCommand>([
  'explain',
  'troubleshoot',
  'search',
  'logs',
]);

function isAskCommand(text: string | undefined): text is AskCommand {
  return text !== undefined && COMMANDS.has(text);
}

/** A slash command without a question still says what is wanted. */
function questionOf({ prompt, command }: vscode.ChatRequest): string {
  if (prompt.trim() !== '') return prompt;
  switch (command) {
    case 'explain':
      return vscode.l10n.t('Explain this configuration.');
    case 'troubleshoot':
      return vscode.l10n.t('What is wrong here?');
    case 'logs':
      return vscode.l10n.t('What happened in these logs?');
    default:
      return vscode.l10n.t('What is in these files?');
  }
}

/** The picked model: one of NetGuru's, another extension's, or none for the offline answer. */
async function pickedModel(
  model: vscode.LanguageModelChat,
  { catalog }: ParticipantServices,
): Promise<ChosenModel | undefined> {
  if (model.vendor !== MODEL_VENDOR) {
    const { name, maxInputTokens } = model;
    return { provider: vscodeModelProvider(model), model: name, maxInputTokens };
  }
  return chooseListed(catalog, model.id);
}

async function handle(
  request: vscode.ChatRequest,
  context: vscode.ChatContext,
  stream: vscode.ChatResponseStream,
  token: vscode.CancellationToken,
  services: ParticipantServices,
): Promise<vscode.ChatResult> {
  const { conversations, extensionUri } = services;
  const references = services.citedPlaces.withoutOpened(request.references);
  const { attachments, problems } = await attachReferences(references);
  for (const problem of problems) stream.progress(localizeError(problem));
  const question = questionOf(request);
  const command = isAskCommand(request.command) ? { command: request.command } : {};
  const known = conversationIdOf(context);
  // VS Code's chat outlives a conversation that was deleted.
  const isKept = known !== undefined && (await conversations.has(known));
  const conversationId = isKept ? known : conversations.create('chat');
  const message = await conversations.addUserMessage(conversationId, {
    text: question,
    attachments,
    ...command,
  });
  const history = historyTurns(context);
  const events = services.ask(
    { question, attachments, history, ...command },
    () => pickedModel(request.model, services),
    toAbortSignal(token),
  );
  const recorder = conversations.startAnswer(conversationId, message.id);
  const answer = await renderChat(recordAnswer(events, recorder), stream, extensionUri);
  for (const evidence of answer.cited) services.citedPlaces.add(evidence);
  if (answer.provider === OFFLINE_PROVIDER && !services.hasKey()) {
    stream.button({
      command: 'netguru.setApiKey',
      title: vscode.l10n.t('Set API key'),
    });
  }
  const metadata = resultMetadata(conversationId);
  return answer.error
    ? { metadata, errorDetails: { message: localize(answer.error.sentence) } }
    : { metadata };
}

function followups(): vscode.ChatFollowup[] {
  return [
    {
      prompt: vscode.l10n.t('How do I verify this on the device?'),
      label: vscode.l10n.t('How do I verify this?'),
    },
    {
      prompt: vscode.l10n.t('Which other devices are configured the same way?'),
      label: vscode.l10n.t('Which other devices?'),
    },
  ];
}

/** Registers `@netguru` in VS Code's chat. */
export function registerParticipant(services: ParticipantServices): vscode.Disposable {
  const participant = vscode.chat.createChatParticipant(
    PARTICIPANT_ID,
    (request, context, stream, token) => handle(request, context, stream, token, services),
  );
  participant.iconPath = vscode.Uri.joinPath(services.extensionUri, 'media', 'icon.svg');
  participant.followupProvider = { provideFollowups: () => followups() };
  return participant;
}
