import * as vscode from 'vscode';
import { type ModelCatalog, providerName, qualifiedModelId } from './modelCatalog.ts';
import { defaultModel, OFFLINE_SETTING, setDefaultModel } from './settings.ts';

interface ModelPick extends vscode.QuickPickItem {
  /** As in the setting `netguru.defaultModel`. */
  readonly value: string;
}

function picks(catalog: ModelCatalog): ModelPick[] {
  const current = defaultModel();
  const mark = (value: string): string => (value === current ? '$(check) ' : '');
  return [
    {
      label: `${mark('')}${vscode.l10n.t('Automatic')}`,
      description: vscode.l10n.t('the best model that your key can use'),
      value: '',
    },
    ...catalog.models().map((model): ModelPick => {
      const value = qualifiedModelId(model);
      const description = `${providerName(model.provider)} · ${model.id}`;
      return { label: `${mark(value)}${model.name}`, description, value };
    }),
    {
      label: `${mark(OFFLINE_SETTING)}${vscode.l10n.t('Offline')}`,
      description: vscode.l10n.t('passages only; nothing is sent'),
      value: OFFLINE_SETTING,
    },
  ];
}

/** Picks the model of the panel, and of @netguru where the Chat view's picker says Auto. */
export async function chooseModel(catalog: ModelCatalog): Promise<void> {
  const picked = await vscode.window.showQuickPick(picks(catalog), {
    title: vscode.l10n.t('Which model should NetGuru use?'),
    matchOnDescription: true,
  });
  if (picked) await setDefaultModel(picked.value);
}
