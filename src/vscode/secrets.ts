import * as vscode from 'vscode';
import type { ProviderId } from '../llm/provider.ts';

export const PROVIDER_IDS: readonly ProviderId[] = ['openai', 'anthropic'];

/**
 * The only file that touches keys. They live in VS Code's SecretStorage, are read for each
 * request, and are kept nowhere else.
 */
export class KeyStore implements vscode.Disposable {
  readonly #secrets: vscode.SecretStorage;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  #providers: readonly ProviderId[] = [];

  readonly onDidChange = this.#changed.event;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
    this.#subscription = secrets.onDidChange(({ key }) => {
      if (key.startsWith('netguru.')) void this.refresh();
    });
  }

  /** Providers with a key, as of the last `refresh`. */
  get providers(): readonly ProviderId[] {
    return this.#providers;
  }

  get state(): 'none' | 'set' {
    return this.#providers.length > 0 ? 'set' : 'none';
  }

  async refresh(): Promise<void> {
    const keys = await Promise.all(PROVIDER_IDS.map((id) => this.get(id)));
    const providers = PROVIDER_IDS.filter((_, index) => keys[index] !== undefined);
    const same = providers.join() === this.#providers.join();
    this.#providers = providers;
    if (!same) this.#changed.fire();
  }

  async get(provider: ProviderId): Promise<string | undefined> {
    return (await this.#secrets.get(secretName(provider))) || undefined;
  }

  async set(provider: ProviderId, key: string): Promise<void> {
    await this.#secrets.store(secretName(provider), key);
    await this.refresh();
  }

  async remove(provider: ProviderId): Promise<void> {
    await this.#secrets.delete(secretName(provider));
    await this.refresh();
  }

  /** Removes the keys of all providers, known or not. */
  async removeAll(): Promise<void> {
    for (const provider of PROVIDER_IDS) await this.#secrets.delete(secretName(provider));
    await this.refresh();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

function secretName(provider: ProviderId): string {
  return `netguru.${provider}.apiKey`;
}
