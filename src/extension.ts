import * as vscode from 'vscode';
import { answer, type ChosenModel } from './answer/engine.ts';
import { ConversationStore } from './conversations/conversationStore.ts';
import { DELETED_CONVERSATION_KEEP_MS } from './core/limits.ts';
import type { AskRequest, ChatEvent } from './core/types.ts';
import { askAbout } from './vscode/askAbout.ts';
import { type ChatPanel, registerChatPanel } from './vscode/chatPanel.ts';
import { chooseModel } from './vscode/chooseModel.ts';
import { CitedPlaces } from './vscode/citedPlaces.ts';
import { deleteAllData } from './vscode/deleteAllData.ts';
import { showDocuments } from './vscode/documentsCommand.ts';
import { openEvidence } from './vscode/evidenceLinks.ts';
import { registerExtractedDocuments } from './vscode/extractedDocuments.ts';
import { reindex } from './vscode/indexCommands.ts';
import { removeApiKey, setApiKey, testApiKey } from './vscode/keyCommands.ts';
import { registerLanguageFeatures } from './vscode/languageFeatures/registerLanguageFeatures.ts';
import { MODEL_VENDOR, registerLanguageModels } from './vscode/languageModels.ts';
import { registerLanguageModelTools } from './vscode/languageModelTools.ts';
import { localizeError } from './vscode/localize.ts';
import { ModelCatalog } from './vscode/modelCatalog.ts';
import { registerParticipant } from './vscode/participant.ts';
import { KeyStore } from './vscode/secrets.ts';
import { affectsModels } from './vscode/settings.ts';
import { createStatusBar } from './vscode/statusBar.ts';
import { WorkspaceIndex } from './vscode/workspaceIndex.ts';

let index: WorkspaceIndex | undefined;
let conversations: ConversationStore | undefined;
let chatPanel: ChatPanel | undefined;

/** Builds the services and registers the features; there is no logic here. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const { extensionUri, storageUri, globalStorageUri, subscriptions } = context;
  const log = vscode.window.createOutputChannel('NetGuru', { log: true });
  const keys = new KeyStore(context.secrets);
  const catalog = new ModelCatalog(keys, context.globalState);
  const workspaceIndex = new WorkspaceIndex(context, log);
  index = workspaceIndex;
  const store = new ConversationStore({
    folder: vscode.Uri.joinPath(storageUri ?? globalStorageUri, 'conversations').fsPath,
    onProblem: (error) => void vscode.window.showWarningMessage(localizeError(error)),
  });
  conversations = store;
  const citedPlaces = new CitedPlaces(extensionUri);
  await keys.refresh();

  const ask = (
    request: AskRequest,
    chooseModel: () => Promise<ChosenModel | undefined>,
    signal: AbortSignal,
  ): AsyncGenerator<ChatEvent> =>
    answer(
      request,
      {
        catchUp: (abort) => workspaceIndex.catchUp(abort),
        retrieve: (question, abort) => workspaceIndex.retrieve(question, abort),
        chooseModel,
        tools: workspaceIndex.tools,
        staleEvidence: (passages, abort) => workspaceIndex.staleEvidence(passages, abort),
        now: () => performance.now(),
        onError: (error) => log.error(`Answer: ${error.stack ?? error.message}`),
      },
      signal,
    );
  const panel = registerChatPanel(extensionUri, {
    ask: (request, signal) => ask(request, () => catalog.choose(), signal),
    conversations: store,
    indexState: workspaceIndex,
    keyState: {
      get current() {
        return keys.state;
      },
      onDidChange: keys.onDidChange,
    },
    openEvidence: (evidence) => {
      citedPlaces.add(evidence);
      return openEvidence(evidence, extensionUri);
    },
    log,
  });
  chatPanel = panel;
  void store.purgeDeleted(Date.now() - DELETED_CONVERSATION_KEEP_MS);
  subscriptions.push(
    log,
    keys,
    catalog,
    workspaceIndex,
    panel,
    createStatusBar(workspaceIndex),
    registerLanguageFeatures(extensionUri, workspaceIndex, log),
    registerExtractedDocuments(workspaceIndex),
    registerLanguageModels({
      catalog,
      askOffline: (request, signal) => ask(request, async () => undefined, signal),
    }),
    registerLanguageModelTools({
      tools: workspaceIndex.tools,
      catchUp: (abort) => workspaceIndex.catchUp(abort),
    }),
    registerParticipant({
      extensionUri,
      catalog,
      conversations: store,
      citedPlaces,
      hasKey: () => keys.state === 'set',
      ask,
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (affectsModels(event)) catalog.settingsChanged();
    }),
  );
  const commands: Readonly<Record<string, (...args: never[]) => unknown>> = {
    'netguru.setApiKey': () => setApiKey(keys, catalog),
    'netguru.testApiKey': () => testApiKey(keys, catalog),
    'netguru.removeApiKey': () => removeApiKey(keys),
    'netguru.deleteAllData': () =>
      deleteAllData({
        ...{ index: workspaceIndex, conversations: store, panel, catalog, keys, log },
        globalStorage: globalStorageUri,
      }),
    'netguru.chooseModel': () => chooseModel(catalog),
    'netguru.reindex': () => reindex(workspaceIndex),
    'netguru.cancelIndexing': () => workspaceIndex.cancel(),
    'netguru.showDocuments': () => showDocuments(workspaceIndex),
    'netguru.newConversation': () => panel.newConversation(),
    'netguru.askAbout': (uri?: vscode.Uri, selected?: readonly vscode.Uri[]) =>
      askAbout(panel, uri, selected),
  };
  for (const [id, run] of Object.entries(commands)) {
    subscriptions.push(vscode.commands.registerCommand(id, run));
  }
  workspaceIndex.start();
  // Without this first resolution the first chat request of a window finds no model.
  void vscode.lm.selectChatModels({ vendor: MODEL_VENDOR });
}

/** VS Code waits for this at shutdown: what is unsaved is written. */
export async function deactivate(): Promise<void> {
  await chatPanel?.dispose();
  await conversations?.flush();
  await index?.close();
}
