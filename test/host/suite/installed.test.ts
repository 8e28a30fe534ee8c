import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the installed package', () => {
  const netGuru = vscode.extensions.all.find(({ id }) => id.endsWith('.netguru'));

  it('is the packed one, not the source folder', () => {
    assert.match(netGuru?.extensionPath ?? 'not installed', /[\\/]extensions[\\/][^\\/]+netguru/);
  });

  it('activates', async () => {
    await netGuru?.activate();
    assert.equal(netGuru?.isActive, true);
  });

  it('registers every command that it declares', async () => {
    const declared: readonly { readonly command: string }[] =
      netGuru?.packageJSON.contributes.commands ?? [];
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.ok(declared.length > 0);
    assert.deepEqual(
      declared.map(({ command }) => command).filter((command) => !registered.has(command)),
      [],
    );
  });

  it('sees the sample workspace', async () => {
    const found = await vscode.workspace.findFiles('configs/lab/*.cfg');
    assert.equal(found.length, 3);
  });
});
