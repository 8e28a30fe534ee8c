import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Settings = Readonly<Record<string, unknown>>;

/** User settings that keep a window quiet and off the network. */
const quietSettings: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.tips.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'window.menuBarVisibility': 'compact',
};

/**
 * Writes the quiet settings plus `settings` as the user's settings. A file that is already there
 * is left alone unless there are settings to set, so a person's own changes in the demo stay.
 */
export function writeUserSettings(userDataDir: string, settings: Settings = {}): void {
  const dir = join(userDataDir, 'User');
  const file = join(dir, 'settings.json');
  if (existsSync(file) && Object.keys(settings).length === 0) return;
  mkdirSync(dir, { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...quietSettings, ...settings }, null, 2)}\n`);
}

/**
 * Writes settings of machine scope where VS Code reads them for a window on a server; it ignores
 * them in the user's own settings there. To be called before the window loads.
 */
export function writeMachineSettings(userDataDir: string, settings: Settings): void {
  const dir = join(userDataDir, 'Machine');
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'settings.json'), `${JSON.stringify(settings, null, 2)}\n`);
}
