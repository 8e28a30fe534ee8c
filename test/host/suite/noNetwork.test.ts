import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import * as vscode from 'vscode';
import { answerOf, offlineModel, workspaceFile } from './support/netGuru.ts';
import { watchConnections } from './support/watchConnections.ts';

describe('the extension host, without a key', () => {
  it('notices a connection', async () => {
    const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    const watch = watchConnections();
    const socket = connect(address.port, '127.0.0.1');
    socket.resume();
    await once(socket, 'close');
    watch.stop();
    server.close();
    assert.equal(watch.seen.filter((call) => call.includes(String(address.port))).length, 1);
  });

  it('makes none while it indexes, follows a change, searches and answers offline', async () => {
    const model = await offlineModel();
    const watch = watchConnections();
    try {
      await vscode.commands.executeCommand('netguru.reindex');
      const file = workspaceFile('configs/quiet.cfg');
      const text = 'hostname quiet-01\ninterface Loopback1\n description CHG7711111\n';
      await vscode.workspace.fs.writeFile(file, Buffer.from(text));
      await answerOf(model, 'Where is CHG7711111?');
      await answerOf(model, 'Which access list filters the WAN of br1-rtr02 inbound?');
      await vscode.workspace.fs.delete(file);
    } finally {
      watch.stop();
    }
    assert.deepEqual(watch.seen, []);
  });
});
