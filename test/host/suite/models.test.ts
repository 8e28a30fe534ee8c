import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answerOf, offlineModel } from './support/netGuru.ts';

describe('the language models', () => {
  it('hold the offline one where no key is set', async () => {
    await offlineModel();
    const models = await vscode.lm.selectChatModels({ vendor: 'netguru' });
    assert.deepEqual(
      models.map(({ name, vendor, family }) => [name, vendor, family]),
      [['NetGuru Offline', 'netguru', 'netguru-offline']],
    );
  });

  it('count tokens', async () => {
    const model = await offlineModel();
    assert.ok((await model.countTokens('interface GigabitEthernet0/0/0')) > 0);
  });

  it('answer offline with passages and their places', async () => {
    const question = 'Which access list is applied inbound on the WAN interface of br1-rtr01?';
    const answer = await answerOf(await offlineModel(), question);
    assert.match(answer, /ip access-group ACL-WAN-IN in/);
    assert.match(answer, /configs\/br1-rtr01\.cfg, lines \d+–\d+ \[\d+\]/);
  });

  it('end when they are cancelled', async () => {
    const model = await offlineModel();
    const source = new vscode.CancellationTokenSource();
    source.cancel();
    const message = vscode.LanguageModelChatMessage.User('Which VLANs exist?');
    await assert.rejects(async () => {
      const response = await model.sendRequest([message], {}, source.token);
      let text = '';
      for await (const part of response.text) text += part;
      assert.equal(text, '');
      throw new vscode.CancellationError();
    });
  });
});
