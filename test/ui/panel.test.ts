import assert from 'node:assert/strict';
import { GOOD_KEY, ModelServer, messagesOf, SLOWLY } from './lib/modelServer.ts';
import { Panel } from './lib/panel.ts';
import { type Session, startSession } from './lib/session.ts';
import { textsUntil, until } from './lib/until.ts';
import { themes } from './lib/workbench.ts';

const ACL_QUESTION = 'Which access list is applied inbound on the WAN interface of br1-rtr01?';

/** What the toolkit's style sheet support tries once; nothing of it is lost. */
const KNOWN_VIOLATION = /Applying inline style violates/;

describe('the panel', () => {
  let server: ModelServer;
  let session: Session;
  let panel: Panel;
  const violations: string[] = [];
  const foreign: string[] = [];

  before(async () => {
    server = await ModelServer.start();
    session = await startSession({
      name: 'panel',
      machineSettings: { 'netguru.openai.baseUrl': server.url },
    });
    watchPage();
    panel = new Panel(session.workbench());
    await session.workbench().chat.open();
    await panel.open();
  });

  after(async () => {
    await session?.dispose();
    await server?.stop();
  });

  /** Notes what the policy of the page refused, and requests that leave this machine's server. */
  function watchPage(): void {
    session.page().on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
    });
    const own = new URL(session.page().url()).host;
    session.page().on('requestfinished', (request) => {
      const { protocol, host } = new URL(request.url());
      if (!/^(https?|wss?):$/.test(protocol) || host === own) return;
      // The service worker of the webview takes its resources from the server under this name.
      if (host.endsWith('.vscode-resource.vscode-cdn.net')) return;
      foreign.push(request.url());
    });
  }

  async function setKey(): Promise<void> {
    const workbench = session.workbench();
    await panel.button('set-api-key').click();
    await workbench.quickInput.choose('OpenAI');
    await workbench.quickInput.answer(GOOD_KEY);
    await workbench.toast('The OpenAI key works').waitFor();
    await workbench.clearToasts();
  }

  it('says what it can do before the first question', async () => {
    await panel.part('empty').waitFor();
    await panel
      .part('empty-index')
      .filter({ hasText: /\d+ files are ready/ })
      .waitFor();
    await panel.part('no-key').waitFor();
    assert.equal(await panel.part('example').count(), 3);
    await session.workbench().screenshot('panel-empty');
  });

  it('answers offline, and a source opens the file at its lines', async () => {
    const answer = await panel.ask(ACL_QUESTION);
    await session.workbench().screenshot('panel-offline-end');
    assert.match(answer.replaceAll('\u00a0', ' '), /ip access-group ACL-WAN-IN in/);
    assert.equal(await panel.answerEnd(), 'complete');
    const source = panel.part('source').filter({ hasText: 'configs/br1-rtr01.cfg' }).first();
    const [, first = '', last = ''] = /:(\d+)-(\d+)/.exec(await source.innerText()) ?? [];
    await source.click();
    const { editors } = session.workbench();
    await editors.activeTab('br1-rtr01.cfg').waitFor();
    await editors
      .position()
      .filter({ hasText: `Ln ${last},` })
      .waitFor();
    await editors.position().filter({ hasText: 'selected)' }).waitFor();
    await session.workbench().screenshot(`panel-source`);
    assert.ok(Number(first) < Number(last));
  });

  it('a citation in the text opens a document of the corpus', async () => {
    const corpus = panel.part('source').filter({ hasText: 'NetGuru knowledge' });
    const cited = panel.lastAnswer().getByTestId('answer-text').locator('button[data-n]');
    const numbers = await cited.evaluateAll((all) => all.map((one) => one.getAttribute('data-n')));
    const known = await corpus.evaluateAll((all) => all.map((one) => one.getAttribute('data-n')));
    const n = numbers.find((number) => known.includes(number));
    assert.ok(n, `cited ${numbers.join()}; corpus ${known.join()}`);
    await cited
      .and(panel.frame().locator(`[data-n="${n}"]`))
      .first()
      .click();
    await session
      .page()
      .locator('.tabs-container .tab.active[data-resource-name$=".md"]')
      .waitFor();
  });

  it('takes a key and streams the answer of a model', async () => {
    await setKey();
    await panel.part('no-key').waitFor({ state: 'detached' });
    await panel.button('new-conversation').click();
    await panel.part('empty').waitFor();
    await panel.send(ACL_QUESTION);
    const states = await textsUntil(
      () => panel.answerText().catch(() => ''),
      async () => (await panel.answerEnd()) !== 'streaming',
    );
    await session.workbench().screenshot('panel-answer');
    assert.ok(states.length >= 3, `${states.length} states`);
    assert.match(states.at(-1) ?? '', /The answer ends here\.$/);
    assert.equal(await panel.answerEnd(), 'complete');
  });

  it('sends the earlier turns with the next question', async () => {
    await panel.ask('And on br1-rtr02?');
    const request = server.questions().at(-1);
    assert.ok(request);
    assert.deepEqual(
      messagesOf(request).map(({ role }) => role),
      ['user', 'assistant', 'user'],
    );
  });

  it('stops, keeps the text so far, and ends the connection', async () => {
    await panel.send(`Explain it ${SLOWLY}`);
    await panel.lastAnswer().filter({ hasText: 'ACL-WAN-IN' }).waitFor();
    await panel.button('stop').click();
    await until('it is stopped', async () => (await panel.answerEnd()) === 'cancelled');
    await until('the server sees the end', () => server.questions().at(-1)?.isCut() === true);
    assert.match(await panel.answerText(), /ACL-WAN-IN/);
    await panel.lastAnswer().getByTestId('answer-note').filter({ hasText: 'Stopped.' }).waitFor();
    await session.workbench().screenshot('panel-stopped');
  });

  it('renames, deletes and restores a conversation', async () => {
    await panel.openConversations();
    await session.workbench().screenshot('panel-conversations');
    const count = await panel.part('conversation').count();
    assert.ok(count >= 2);
    const latest = panel.frame().getByTestId('conversation-list').locator('li').first();
    await latest.getByTestId('rename-conversation').click();
    await panel.part('rename-input').fill('Branch filters');
    await panel.part('rename-input').press('Enter');
    await panel.conversation('Branch filters').waitFor();
    await panel.conversation('Branch filters').getByTestId('delete-conversation').click();
    await panel.conversation('Branch filters').waitFor({ state: 'detached' });
    await session.workbench().screenshot('panel-deleted');
    await panel.button('undo').click();
    await panel.openConversations();
    await panel.conversation('Branch filters').waitFor();
    assert.equal(await panel.part('conversation').count(), count);
  });

  it('shows the conversation again after a reload of the window', async () => {
    await panel.conversation('Branch filters').getByTestId('conversation').click();
    await panel.lastAnswer().waitFor();
    await session.workbench().reload();
    await panel.open();
    await panel.part('conversation-title').filter({ hasText: 'Branch filters' }).waitFor();
    assert.equal(await panel.answers().count(), 3);
    await session.workbench().screenshot('panel-reloaded');
  });

  it('keeps the text of an answer that a reload cut, marked as such', async () => {
    await panel.button('new-conversation').click();
    await panel.part('empty').waitFor();
    await panel.send(`Describe the WAN filter ${SLOWLY}`);
    await panel.lastAnswer().filter({ hasText: 'filters what comes in' }).waitFor();
    await session.workbench().reload();
    await panel.open();
    // VS Code in a browser may have forgotten which conversation the panel showed last.
    await panel.openConversations();
    await panel.conversation('Describe the WAN filter').getByTestId('conversation').click();
    await panel.lastAnswer().filter({ hasText: 'filters what' }).waitFor();
    await until('it has ended', async () => (await panel.answerEnd()) !== 'streaming', 60_000);
    await session.workbench().screenshot('panel-cut');
    assert.match((await panel.answerEnd()) ?? '', /^(cut|cancelled)$/);
    assert.doesNotMatch(await panel.answerText(), /The answer ends here/);
    const note = await panel.lastAnswer().getByTestId('answer-note').innerText();
    assert.match(note, /The text so far is kept|Stopped/);
    console.log(`        marked: ${note}`);
  });

  for (const theme of Object.keys(themes).filter(
    (name): name is keyof typeof themes => name in themes,
  )) {
    it(`is readable in the ${theme} theme`, async () => {
      if (theme === 'dark') {
        await panel.button('new-conversation').click();
        await panel.part('empty').waitFor();
        await panel.ask(ACL_QUESTION);
      }
      await session.workbench().setTheme(session.workspaceDir, theme);
      const body = panel.frame().locator('body');
      await body.and(panel.frame().locator(`.vscode-${KINDS[theme]}`)).waitFor();
      await session.workbench().screenshot(`panel-${theme}`);
      const { text, background } = await body.evaluate((element) => {
        const style = getComputedStyle(element);
        return { text: style.color, background: style.backgroundColor };
      });
      assert.notEqual(text, background);
    });
  }

  it('broke no rule of its page, and asked nothing of other machines', () => {
    assert.deepEqual(
      violations.filter((text) => !KNOWN_VIOLATION.test(text)),
      [],
    );
    assert.deepEqual(foreign, []);
    console.log(`        known violations: ${violations.length}`);
  });
});

const KINDS: Readonly<Record<keyof typeof themes, string>> = {
  dark: 'dark',
  light: 'light',
  highContrast: 'high-contrast',
  highContrastLight: 'high-contrast-light',
};
