import * as vscode from 'vscode';
import { asNetGuruError, isCancellation } from '../core/errors.ts';
import type { ProviderId } from '../llm/provider.ts';
import { toAbortSignal } from './cancellation.ts';
import { localizeError } from './localize.ts';
import { buildProvider, type ModelCatalog, providerName } from './modelCatalog.ts';
import { type KeyStore, PROVIDER_IDS } from './secrets.ts';

interface ProviderPick extends vscode.QuickPickItem {
  readonly provider: ProviderId;
}

async function pickProvider(
  providers: readonly ProviderId[],
  title: string,
): Promise<ProviderId | undefined> {
  if (providers.length <= 1) return providers[0];
  const items = providers.map(
    (provider): ProviderPick => ({ label: providerName(provider), provider }),
  );
  return (await vscode.window.showQuickPick(items, { title }))?.provider;
}

/** Runs a network call with progress that can be cancelled; a failure is one message. */
async function withNotice<T>(
  title: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title,
        cancellable: true,
      },
      (_progress, token) => work(toAbortSignal(token)),
    );
  } catch (error) {
    const known = asNetGuruError(error);
    if (!isCancellation(known)) void vscode.window.showErrorMessage(localizeError(known));
    return undefined;
  }
}

/** Asks for a key, proves that it works by listing its models, and keeps it. */
export async function setApiKey(keys: KeyStore, catalog: ModelCatalog): Promise<void> {
  const provider = await pickProvider(PROVIDER_IDS, vscode.l10n.t('Whose key do you want to set?'));
  if (!provider) return;
  const name = providerName(provider);
  const input = await vscode.window.showInputBox({
    title: vscode.l10n.t('{0} API key', name),
    prompt: vscode.l10n.t(
      'The key is kept in the secret storage of VS Code, on this machine only.',
    ),
    password: true,
    ignoreFocusOut: true,
  });
  const key = input?.trim();
  if (!key) return;
  const models = await withNotice(vscode.l10n.t('Testing the {0} key…', name), (signal) =>
    catalog.fetch(provider, key, signal),
  );
  if (!models) return;
  await keys.set(provider, key);
  void vscode.window.showInformationMessage(
    vscode.l10n.t('The {0} key works. {1} models can be used.', name, models.length),
  );
}

export async function testApiKey(keys: KeyStore, catalog: ModelCatalog): Promise<void> {
  const provider = await pickProvider(
    keys.providers,
    vscode.l10n.t('Which key do you want to test?'),
  );
  const key = provider && (await keys.get(provider));
  if (!provider || !key) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No API key is set.'));
    return;
  }
  const name = providerName(provider);
  const models = await withNotice(vscode.l10n.t('Testing the {0} key…', name), async (signal) => {
    await buildProvider(provider, key).testKey(signal);
    return catalog.fetch(provider, key, signal);
  });
  if (!models) return;
  void vscode.window.showInformationMessage(
    vscode.l10n.t('The {0} key works. {1} models can be used.', name, models.length),
  );
}

export async function removeApiKey(keys: KeyStore): Promise<void> {
  const provider = await pickProvider(
    keys.providers,
    vscode.l10n.t('Which key do you want to remove?'),
  );
  if (!provider) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No API key is set.'));
    return;
  }
  await keys.remove(provider);
  void vscode.window.showInformationMessage(
    vscode.l10n.t('The {0} key was removed.', providerName(provider)),
  );
}
