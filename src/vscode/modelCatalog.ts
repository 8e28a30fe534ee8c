import * as vscode from 'vscode';
import { z } from 'zod';
import type { ChosenModel } from '../answer/engine.ts';
import { NetGuruError, sentence } from '../core/errors.ts';
import type { ModelInfo, Provider, ProviderId } from '../llm/provider.ts';
import { createProvider } from '../llm/providerFactory.ts';
import type { KeyStore } from './secrets.ts';
import { defaultModel, endpointOverride, OFFLINE_SETTING } from './settings.ts';

const PICKED_KEY = 'netguru.pickedModel';
const CATALOG_KEY = 'netguru.models';
/** Models of one provider that the picker lists, best first. */
const MAX_LISTED_MODELS = 12;

const catalogSchema = z.record(
  z.enum(['openai', 'anthropic']),
  z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        maxInputTokens: z.number(),
        maxOutputTokens: z.number(),
      }),
    )
    .optional(),
);

export interface CatalogModel extends ModelInfo {
  readonly provider: ProviderId;
}

/** `openai/gpt-5` names a provider's model in settings and in VS Code's model picker. */
export function qualifiedModelId({ provider, id }: CatalogModel): string {
  return `${provider}/${id}`;
}

/**
 * The models that the user's keys can use. The list is fetched only when the user sets or tests
 * a key, and remembered: nothing is asked of the network at start-up.
 */
export class ModelCatalog {
  readonly #keys: KeyStore;
  readonly #memory: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();

  readonly onDidChange = this.#changed.event;

  constructor(keys: KeyStore, memory: vscode.Memento) {
    this.#keys = keys;
    this.#memory = memory;
    keys.onDidChange(() => this.#changed.fire());
  }

  /** The remembered models of providers that have a key, best first within each. */
  models(): readonly CatalogModel[] {
    const stored = catalogSchema.safeParse(this.#memory.get(CATALOG_KEY));
    if (!stored.success) return [];
    return this.#keys.providers.flatMap((provider) =>
      (stored.data[provider] ?? []).map((model) => ({ ...model, provider })),
    );
  }

  /** Remembers what the user picked in the Chat view, which VS Code keeps asking for. */
  async rememberPicked(name: string): Promise<void> {
    if (this.#memory.get(PICKED_KEY) !== name) await this.#memory.update(PICKED_KEY, name);
  }

  /**
   * The model that was picked last, if its key was removed since: VS Code's chat waits for it
   * for ever unless it is still listed.
   */
  pickedWithoutKey(): CatalogModel | undefined {
    const name = this.#memory.get<unknown>(PICKED_KEY);
    const wanted = typeof name === 'string' ? parseModelName(name) : undefined;
    if (!wanted || this.#keys.providers.includes(wanted.provider)) return undefined;
    const stored = catalogSchema.safeParse(this.#memory.get(CATALOG_KEY));
    const models = stored.success ? (stored.data[wanted.provider] ?? []) : [];
    const model = models.find(({ id }) => id === wanted.id);
    return model && { ...model, provider: wanted.provider };
  }

  /** What `choose` takes where no model is named, as far as it is listed. */
  preferred(): CatalogModel | undefined {
    const models = this.models();
    const name = defaultModel();
    return name === '' ? models[0] : models.find((model) => qualifiedModelId(model) === name);
  }

  /** Settings changed that decide what is listed, or what is taken by default. */
  settingsChanged(): void {
    this.#changed.fire();
  }

  /** Removes what is remembered: the lists of models, and which one was picked last. */
  async forget(): Promise<void> {
    await this.#memory.update(CATALOG_KEY, undefined);
    await this.#memory.update(PICKED_KEY, undefined);
    this.#changed.fire();
  }

  /** @throws NetGuruError as `Provider.listModels` and `createProvider` */
  async fetch(
    provider: ProviderId,
    key: string,
    signal: AbortSignal,
  ): Promise<readonly ModelInfo[]> {
    const models = await buildProvider(provider, key).listModels(signal);
    const stored = catalogSchema.safeParse(this.#memory.get(CATALOG_KEY));
    const others = stored.success ? stored.data : {};
    await this.#memory.update(CATALOG_KEY, {
      ...others,
      [provider]: models.slice(0, MAX_LISTED_MODELS),
    });
    this.#changed.fire();
    return models;
  }

  /**
   * A model ready to be asked: the named one, or the user's default.
   * Undefined means offline: no key is set, or the user chose to stay offline.
   *
   * @throws NetGuruError `no-key` when the model's provider has no key any more
   */
  async choose(name: string = defaultModel()): Promise<ChosenModel | undefined> {
    if (name === OFFLINE_SETTING) return undefined;
    const models = this.models();
    const listed = models.find((model) => qualifiedModelId(model) === name);
    const wanted = listed ?? (name ? parseModelName(name) : models[0]);
    if (!wanted) return this.#firstModel();
    const key = await this.#keys.get(wanted.provider);
    if (!key) throw noKey(wanted.provider);
    return { provider: buildProvider(wanted.provider, key), model: wanted.id };
  }

  /** A key that was set before its models were ever listed: they are listed now. */
  async #firstModel(): Promise<ChosenModel | undefined> {
    const provider = this.#keys.providers[0];
    const key = provider && (await this.#keys.get(provider));
    if (!provider || !key) return undefined;
    const models = await this.fetch(provider, key, AbortSignal.timeout(30_000));
    const model = models[0];
    return model && { provider: buildProvider(provider, key), model: model.id };
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function parseModelName(name: string): { provider: ProviderId; id: string } | undefined {
  const match = /^(openai|anthropic)\/(.+)$/.exec(name);
  const provider = match?.[1];
  const id = match?.[2];
  return (provider === 'openai' || provider === 'anthropic') && id ? { provider, id } : undefined;
}

function noKey(provider: ProviderId): NetGuruError {
  return new NetGuruError(
    'no-key',
    sentence('No key is set for {0}. Run "NetGuru: Set API Key".', providerName(provider)),
  );
}

export function providerName(provider: ProviderId): string {
  return provider === 'openai' ? 'OpenAI' : 'Anthropic';
}

/** VS Code patches the extension host's fetch for proxies and certificates: it must be this one. */
export function buildProvider(provider: ProviderId, apiKey: string): Provider {
  const baseUrl = endpointOverride(provider);
  return createProvider(provider, { apiKey, ...(baseUrl ? { baseUrl } : {}) });
}
