import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answerOf, offlineModel, until, workspaceFile } from './support/netGuru.ts';

/** From the save to the first answer that knows, the answer itself included. */
const LIMIT_MS = 2_000;

describe('the index follows', () => {
  let model: vscode.LanguageModelChat;

  before(async () => {
    model = await offlineModel();
    // The first answer waits for the first pass over the workspace.
    await answerOf(model, 'Which VLANs exist?');
  });

  async function follows(what: string, isKnown: () => Promise<boolean>): Promise<void> {
    const ms = await until(what, isKnown, 20_000);
    console.log(`        ${what}: known after ${ms.toFixed(0)} ms`);
    assert.ok(ms <= LIMIT_MS, `${ms.toFixed(0)} ms`);
  }

  const quotes =
    (question: string, text: RegExp, isQuoted = true) =>
    async (): Promise<boolean> =>
      text.test(await answerOf(model, question)) === isQuoted;

  it('an edit that is saved in the editor', async () => {
    const uri = workspaceFile('configs/edge-mx01.conf');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 0), '/* window CHG7700012 for edge-mx01 */\n');
    await vscode.workspace.applyEdit(edit);
    const document = await vscode.workspace.openTextDocument(uri);
    assert.ok(await document.save());
    await follows('a saved edit', quotes('Where is CHG7700012?', /window CHG7700012/));
  });

  it('a file that is made outside of the editor', async () => {
    const text = 'hostname follow-01\n!\ninterface Loopback4711\n description CHG7700034\n';
    await vscode.workspace.fs.writeFile(workspaceFile('configs/follow.cfg'), Buffer.from(text));
    await follows('a new file', quotes('Where is CHG7700034?', /configs\/follow\.cfg, line/));
  });

  it('a change made outside of the editor', async () => {
    const text = 'hostname follow-01\n!\ninterface Loopback4711\n description CHG7700056\n';
    await vscode.workspace.fs.writeFile(workspaceFile('configs/follow.cfg'), Buffer.from(text));
    await follows('a changed file', quotes('Where is CHG7700056?', /description CHG7700056/));
  });

  it('a rename', async () => {
    const to = workspaceFile('configs/followed.cfg');
    await vscode.workspace.fs.rename(workspaceFile('configs/follow.cfg'), to);
    await follows('a renamed file', quotes('Where is CHG7700056?', /configs\/followed\.cfg, line/));
    assert.doesNotMatch(await answerOf(model, 'Where is CHG7700056?'), /configs\/follow\.cfg/);
  });

  it('a deletion', async () => {
    await vscode.workspace.fs.delete(workspaceFile('configs/followed.cfg'));
    await follows('a deleted file', quotes('Where is CHG7700056?', /configs\/followed/, false));
  });
});
