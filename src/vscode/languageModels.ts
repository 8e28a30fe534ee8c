import * as vscode from 'vscode';
import type { ChosenModel } from '../answer/engine.ts';
import { asNetGuruError, isCancellation } from '../core/errors.ts';
import { MAX_OUTPUT_TOKENS } from '../core/limits.ts';
import type { AskRequest, ChatEvent } from '../core/types.ts';
import type { ProviderMessage } from '../llm/provider.ts';
import { toAbortSignal } from './cancellation.ts';
import { localize, localizeError } from './localize.ts';
import { type CatalogModel, type ModelCatalog, qualifiedModelId } from './modelCatalog.ts';

export const MODEL_VENDOR = 'netguru';
/**
 * Always listed: the offline answer while there is no key, the user's best or default model from
 * then on. One id for both, since VS Code keeps what the picker shows by id: with two, the picker
 * would stay offline after a key is set.
 */
const AUTO = 'auto';
/** Listed beside the models of a key: picking it keeps everything on the machine. */
const OFFLINE_BY_CHOICE = 'offline';

const OFFLINE_TOKENS = 100_000;
const CHARACTERS_PER_TOKEN = 4;

/**
 * VS Code's default chat mode lists only models that declare tool calling. @netguru does its
 * own retrieval, so none of them is ever asked to call a tool of another extension.
 */
const CAPABILITIES: vscode.LanguageModelChatCapabilities = {
  toolCalling: true,
};

type ModelInformation = vscode.LanguageModelChatInformation;

function offlineInformation(id: string): ModelInformation {
  return {
    id,
    name: 'NetGuru Offline',
    family: 'netguru-offline',
    version: '1',
    detail: vscode.l10n.t('Passages from your files and the NetGuru corpus; nothing is sent'),
    maxInputTokens: OFFLINE_TOKENS,
    maxOutputTokens: MAX_OUTPUT_TOKENS,
    capabilities: CAPABILITIES,
  };
}

function onlineInformation(model: CatalogModel): ModelInformation {
  return {
    id: qualifiedModelId(model),
    name: `NetGuru: ${model.name}`,
    family: model.id,
    version: '1',
    maxInputTokens: model.maxInputTokens,
    maxOutputTokens: model.maxOutputTokens,
    capabilities: CAPABILITIES,
  };
}

/** The name sorts before all others: VS Code takes the first where the user picked none. */
function autoInformation(model: CatalogModel): ModelInformation {
  return {
    ...onlineInformation(model),
    id: AUTO,
    name: 'NetGuru Auto',
    detail: vscode.l10n.t('Uses {0}', model.name),
  };
}

/** A picked model whose key was removed stays in the picker and answers offline. */
function orphanInformation(model: CatalogModel): ModelInformation {
  return { ...onlineInformation(model), detail: vscode.l10n.t('No key is set: answers offline') };
}

function listModels(catalog: ModelCatalog): ModelInformation[] {
  const models = catalog.models();
  const preferred = catalog.preferred();
  const orphan = catalog.pickedWithoutKey();
  return [
    preferred ? autoInformation(preferred) : offlineInformation(AUTO),
    ...models.map(onlineInformation),
    ...(orphan ? [orphanInformation(orphan)] : []),
    ...(preferred ? [offlineInformation(OFFLINE_BY_CHOICE)] : []),
  ];
}

/**
 * The model behind an entry of VS Code's picker; undefined gives the offline answer.
 *
 * @throws NetGuruError as `ModelCatalog.choose`
 */
export async function chooseListed(
  catalog: ModelCatalog,
  id: string,
): Promise<ChosenModel | undefined> {
  if (id === OFFLINE_BY_CHOICE) return undefined;
  if (id === AUTO) return catalog.choose();
  const orphan = catalog.pickedWithoutKey();
  if (orphan && qualifiedModelId(orphan) === id) return undefined;
  await catalog.rememberPicked(id);
  return catalog.choose(id);
}

function textOf(message: vscode.LanguageModelChatRequestMessage): string {
  return message.content
    .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ''))
    .join('');
}

function toProviderMessage(message: vscode.LanguageModelChatRequestMessage): ProviderMessage {
  const isAssistant = message.role === vscode.LanguageModelChatMessageRole.Assistant;
  return { role: isAssistant ? 'assistant' : 'user', text: textOf(message) };
}

export interface LanguageModelServices {
  readonly catalog: ModelCatalog;
  /** The offline answer, for requests to the offline model outside of @netguru. */
  readonly askOffline: (request: AskRequest, signal: AbortSignal) => AsyncIterable<ChatEvent>;
}

type Report = vscode.Progress<vscode.LanguageModelResponsePart>;

async function respondOffline(
  { askOffline }: LanguageModelServices,
  messages: readonly vscode.LanguageModelChatRequestMessage[],
  progress: Report,
  signal: AbortSignal,
): Promise<void> {
  const last = messages.at(-1);
  const request = {
    question: last ? textOf(last) : '',
    attachments: [],
    history: [],
  };
  for await (const event of askOffline(request, signal)) {
    if (event.type === 'text') progress.report(new vscode.LanguageModelTextPart(event.text));
    else if (event.type === 'citation') {
      progress.report(new vscode.LanguageModelTextPart(`[${event.citation.n}]`));
    } else if (event.type === 'error') throw new Error(localize(event.error.sentence));
  }
}

async function respondOnline(
  chosen: ChosenModel,
  messages: readonly vscode.LanguageModelChatRequestMessage[],
  progress: Report,
  signal: AbortSignal,
): Promise<void> {
  const request = {
    model: chosen.model,
    messages: messages.map(toProviderMessage),
    maxOutputTokens: MAX_OUTPUT_TOKENS,
  };
  for await (const event of chosen.provider.stream(request, signal)) {
    if (event.type === 'text') progress.report(new vscode.LanguageModelTextPart(event.text));
  }
}

/**
 * Offers NetGuru's models to VS Code, so that its Chat works without Copilot: the models of the
 * user's keys, and the offline one always.
 */
export function registerLanguageModels(services: LanguageModelServices): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const subscription = services.catalog.onDidChange(() => changed.fire());
  const registration = vscode.lm.registerLanguageModelChatProvider(MODEL_VENDOR, {
    onDidChangeLanguageModelChatInformation: changed.event,
    provideLanguageModelChatInformation: () => listModels(services.catalog),
    async provideLanguageModelChatResponse(model, messages, _options, progress, token) {
      const signal = toAbortSignal(token);
      try {
        const chosen = await chooseListed(services.catalog, model.id);
        if (chosen) await respondOnline(chosen, messages, progress, signal);
        else await respondOffline(services, messages, progress, signal);
      } catch (error) {
        if (isCancellation(error)) return;
        throw new Error(localizeError(asNetGuruError(error)));
      }
    },
    async provideTokenCount(_model, text) {
      const content = typeof text === 'string' ? text : textOf(text);
      return Math.ceil(content.length / CHARACTERS_PER_TOKEN);
    },
  });
  return vscode.Disposable.from(registration, subscription, changed);
}
