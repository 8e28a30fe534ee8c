import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';

const POLL_MS = 25;

export function netGuru(): vscode.Extension<unknown> {
  const found = vscode.extensions.all.find(({ id }) => id.endsWith('.netguru'));
  assert.ok(found, 'NetGuru is not installed');
  return found;
}

export function workspaceFile(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, path);
}

/** NetGuru's model for the offline answer, once it is listed. */
export async function offlineModel(): Promise<vscode.LanguageModelChat> {
  let found: vscode.LanguageModelChat | undefined;
  await until('NetGuru lists its models', async () => {
    const models = await vscode.lm.selectChatModels({ vendor: 'netguru' });
    found = models.find(({ name }) => name === 'NetGuru Offline');
    return found !== undefined;
  });
  assert.ok(found);
  return found;
}

/** The whole text that a model answers. */
export async function answerOf(model: vscode.LanguageModelChat, question: string): Promise<string> {
  const message = vscode.LanguageModelChatMessage.User(question);
  const response = await model.sendRequest([message], { justification: 'test' });
  let text = '';
  for await (const part of response.text) text += part;
  return text;
}

/**
 * Waits until `isTrue`, and returns how long that took in ms.
 *
 * @throws Error naming `what` after `timeoutMs`
 */
export async function until(
  what: string,
  isTrue: () => boolean | Promise<boolean>,
  timeoutMs = 30_000,
): Promise<number> {
  const startedAt = performance.now();
  while (!(await isTrue())) {
    if (performance.now() - startedAt > timeoutMs) {
      throw new Error(`Not within ${timeoutMs / 1000} s: ${what}`);
    }
    await delay(POLL_MS);
  }
  return performance.now() - startedAt;
}
