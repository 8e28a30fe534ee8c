import assert from 'node:assert/strict';
import { Panel } from './lib/panel.ts';
import { type Session, startSession } from './lib/session.ts';

const ACL_QUESTION = 'Qual lista de acesso está aplicada na entrada da interface WAN do br1-rtr01?';

describe('in Brazilian Portuguese', () => {
  let session: Session;

  before(async () => {
    session = await startSession({ name: 'portuguese', locale: 'pt-br' });
    await session.workbench().chat.open();
  });

  after(async () => {
    await session?.dispose();
  });

  it('the commands are translated', async () => {
    const { quickInput } = session.workbench();
    for (const title of ['Reindexar o workspace', 'Definir chave de API', 'Nova conversa']) {
      assert.equal(await quickInput.hasCommand(`NetGuru: ${title}`), true, title);
    }
  });

  it('a question gets a Portuguese answer', async () => {
    const { chat } = session.workbench();
    const answer = await chat.askNetGuru(ACL_QUESTION);
    await session.workbench().screenshot('portuguese-chat');
    assert.match(answer, /Nenhum modelo está configurado/);
    assert.match(answer, /Dos seus arquivos/);
    assert.match(answer, /br1-rtr01\.cfg, linhas \d+–\d+/);
    assert.match(answer, /ip access-group ACL-WAN-IN in/);
    await chat.button('Definir chave de API').waitFor();
  });

  it('the context menu and its question are translated', async () => {
    const { explorer, quickInput } = session.workbench();
    await explorer.openContextMenu('configs/edge-mx01.conf');
    await session.workbench().menuItem('Perguntar ao NetGuru sobre esta configuração');
    await quickInput.box().waitFor();
    await quickInput
      .widget()
      .filter({ hasText: 'Perguntar ao NetGuru sobre esta configuração' })
      .waitFor();
    await session.workbench().screenshot('portuguese-ask-about');
    await quickInput.cancel();
  });

  it('the panel is translated', async () => {
    const panel = new Panel(session.workbench());
    await panel.open();
    await panel.button('new-conversation').click();
    await panel.part('empty').waitFor();
    await session.workbench().screenshot('portuguese-panel');
    await panel.part('no-key').filter({ hasText: 'Nenhuma chave de API' }).waitFor();
    assert.equal((await panel.button('send').innerText()).trim(), 'Enviar');
    const shown = await panel.frame().locator('body').innerText();
    assert.doesNotMatch(shown, /\b(Ask|Which|Send|files are|No API)\b/);
  });
});
