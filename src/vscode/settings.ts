import * as vscode from 'vscode';
import { type FileTypeGlobs, isDeclaredType } from '../ingest/fileTypes.ts';
import type { ProviderId } from '../llm/provider.ts';

/** The only reader of NetGuru's settings. Values are read when they are needed, never kept. */
const SECTION = 'netguru';

function read<T>(key: string, isValid: (value: unknown) => value is T, fallback: T): T {
  const value = vscode.workspace.getConfiguration(SECTION).get<unknown>(key);
  return isValid(value) ? value : fallback;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

/** A machine-scoped override of a provider's endpoint, or undefined for its own. */
export function endpointOverride(provider: ProviderId): string | undefined {
  return read(`${provider}.baseUrl`, isText, '').trim() || undefined;
}

/** `openai/<model>`, `anthropic/<model>`, `offline`, or '' for the best model of the keys. */
export function defaultModel(): string {
  return read('defaultModel', isText, '').trim();
}

/** Value of the setting that never asks a model. */
export const OFFLINE_SETTING = 'offline';

export async function setDefaultModel(name: string): Promise<void> {
  const target = vscode.ConfigurationTarget.Global;
  await vscode.workspace
    .getConfiguration(SECTION)
    .update('defaultModel', name || undefined, target);
}

/** Whether the workspace is indexed by itself at start-up and on changes. */
export function indexesAutomatically(): boolean {
  return read('index.automatic', isBoolean, true);
}

function excludeMap(folder: vscode.Uri): Readonly<Record<string, unknown>> {
  const value = vscode.workspace.getConfiguration('files', folder).get<unknown>('exclude');
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Globs that are left out of a folder's index: `files.exclude` and NetGuru's own. */
export function excludeGlobs(folder: vscode.Uri): readonly string[] {
  const editor = Object.entries(excludeMap(folder)).flatMap(([glob, on]) =>
    on === true ? [glob] : [],
  );
  const own = vscode.workspace.getConfiguration(SECTION, folder).get<unknown>('index.exclude');
  return [...editor, ...(isTextList(own) ? own : [])];
}

/** What the user declared files to be, by glob; values that are no type are left out. */
export function fileTypes(folder: vscode.Uri): FileTypeGlobs {
  const value = vscode.workspace.getConfiguration(SECTION, folder).get<unknown>('index.fileTypes');
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([glob, type]) => (isDeclaredType(type) ? [[glob, type]] : [])),
  );
}

export function affectsIndex(event: vscode.ConfigurationChangeEvent): boolean {
  return (
    event.affectsConfiguration('files.exclude') || event.affectsConfiguration(`${SECTION}.index`)
  );
}

export function affectsModels(event: vscode.ConfigurationChangeEvent): boolean {
  return ['openai', 'anthropic', 'defaultModel'].some((key) =>
    event.affectsConfiguration(`${SECTION}.${key}`),
  );
}
