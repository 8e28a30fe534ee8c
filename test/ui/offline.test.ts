import assert from 'node:assert/strict';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Locator } from 'playwright-core';
import { type Session, startSession } from './lib/session.ts';

const ACL_QUESTION = 'Which access list is applied inbound on the WAN interface of br1-rtr01?';
const ASK_ABOUT = 'Ask NetGuru about this config';
const BRANCH_SWITCH = 'configs/br1-sw01.cfg';

describe('first start without a key', () => {
  let session: Session;

  before(async () => {
    session = await startSession({
      name: 'offline',
      // VS Code attaches the selection of the editor by itself, which would hide that ours is lost.
      settings: { 'chat.implicitContext.enabled': { panel: 'never' } },
    });
    await session.workbench().chat.open();
  });

  after(async () => {
    await session?.dispose();
  });

  /** The lines that a citation names, as they stand in the workspace now. */
  function citedLines(path: string, label: string): readonly string[] {
    const [, first = '0', last = first] = /:(\d+)(?:-(\d+))?$/.exec(label.trim()) ?? [];
    const lines = readFileSync(join(session.workspaceDir, path), 'utf8').split('\n');
    return lines.slice(Number(first) - 1, Number(last));
  }

  async function labelsOf(links: Locator): Promise<readonly string[]> {
    return (await links.allInnerTexts()).map((label) => label.trim());
  }

  /** The files that the last answer cites. */
  async function citedFiles(): Promise<ReadonlySet<string>> {
    const labels = await labelsOf(session.workbench().chat.links());
    return new Set(labels.map((label) => label.replace(/:[\d-]+$/, '')));
  }

  it('answers with the right lines of the right file', async () => {
    const { chat } = session.workbench();
    const answer = await chat.askNetGuru(ACL_QUESTION);
    await session.workbench().screenshot('offline-answer-end');
    assert.match(answer, /ip access-group ACL-WAN-IN in/);
    const labels = await labelsOf(chat.links());
    const right = labels.filter(
      (label) =>
        label.startsWith('br1-rtr01.cfg:') &&
        citedLines('configs/br1-rtr01.cfg', label).includes(' ip access-group ACL-WAN-IN in'),
    );
    assert.ok(right.length > 0, `cited: ${labels.join(', ')}`);
  });

  it('opens a cited file with its lines selected and in sight', async () => {
    const { chat, editors } = session.workbench();
    const labels = await labelsOf(chat.links());
    const label = labels.find((text) =>
      citedLines('configs/br1-rtr01.cfg', text).includes(' ip access-group ACL-WAN-IN in'),
    );
    assert.ok(label);
    const cited = citedLines('configs/br1-rtr01.cfg', label);
    await chat.openLink(chat.link(label));
    await editors.activeTab('br1-rtr01.cfg').waitFor();
    await editors
      .line(cited[0] ?? '')
      .first()
      .waitFor();
    await editors
      .position()
      .filter({ hasText: `(${cited.join('\n').length} selected)` })
      .waitFor();
    await session.workbench().screenshot('offline-citation');
  });

  it('opens a cited document of the corpus', async () => {
    const { chat, editors } = session.workbench();
    const link = chat.links().and(session.page().locator('[data-href*="/corpus/"]')).first();
    const [name = '', range = ''] = (await link.innerText()).trim().split(':');
    await chat.openLink(link);
    await editors.activeTab(name).waitFor();
    await editors
      .position()
      .filter({ hasText: `Ln ${range.split('-').at(-1)},` })
      .waitFor();
    await editors.position().filter({ hasText: 'selected)' }).waitFor();
    await session.workbench().screenshot('offline-corpus-citation');
  });

  it('lists the cited passages as references', async () => {
    const { chat } = session.workbench();
    const rows = await (await chat.references()).allInnerTexts();
    assert.ok(
      rows.some((row) => row.includes('br1-rtr01.cfg')),
      rows.join(', '),
    );
    await session.workbench().screenshot('offline-references');
  });

  it('offers to set a key', async () => {
    const { chat, quickInput } = session.workbench();
    await chat.openLink(chat.button('Set API key'));
    await quickInput.row('OpenAI').waitFor();
    await quickInput.row('Anthropic').waitFor();
    await session.workbench().screenshot('offline-set-key');
    await quickInput.cancel();
  });

  describe('"Ask NetGuru about this config"', () => {
    /** Answers the input box that the command opens, and waits for the answer in the chat. */
    async function askInBox(question: string): Promise<string> {
      const { quickInput, chat } = session.workbench();
      const requests = await lastPosition();
      await quickInput.answer(question);
      await session
        .page()
        .locator(`.monaco-list-row.response[data-index="${requests + 2}"]`)
        .waitFor();
      return await chat.finishedAnswer();
    }

    async function lastPosition(): Promise<number> {
      const last = session.workbench().chat.lastResponse();
      return (await last.count()) === 0 ? -1 : Number(await last.getAttribute('data-index'));
    }

    it('in the editor asks about the selected lines', async () => {
      const { editors } = session.workbench();
      await editors.open(BRANCH_SWITCH);
      await editors.selectLines(79, 88);
      await editors.openContextMenu();
      await session.workbench().menuItemLocator(ASK_ABOUT).waitFor();
      await session.workbench().screenshot('ask-about-editor-menu');
      await session.workbench().menuItem(ASK_ABOUT);
      await session.workbench().quickInput.box().waitFor();
      await session.workbench().screenshot('ask-about-question');
      await askInBox('What does this port allow?');
      await session.workbench().screenshot('ask-about-editor');
      const labels = await labelsOf(session.workbench().chat.links());
      assert.equal(labels[0], 'br1-sw01.cfg:79-88');
    });

    it('on an editor tab asks about the whole file', async () => {
      const { editors } = session.workbench();
      await editors.open('configs/agg-eos01.cfg');
      await editors.openTabContextMenu('agg-eos01.cfg');
      await session.workbench().menuItem(ASK_ABOUT);
      await askInBox('Which VLANs are here?');
      await session.workbench().screenshot('ask-about-tab');
      const [first = ''] = await labelsOf(session.workbench().chat.links());
      assert.match(first, /^agg-eos01\.cfg:/);
    });

    it('in the explorer asks about one file', async () => {
      await session.workbench().explorer.openContextMenu('configs/edge-mx01.conf');
      await session.workbench().menuItem(ASK_ABOUT);
      await askInBox('Which neighbours are configured here?');
      await session.workbench().screenshot('ask-about-explorer');
      const [first = ''] = await labelsOf(session.workbench().chat.links());
      assert.match(first, /^edge-mx01\.conf:/);
    });

    it('in the explorer asks about several files', async () => {
      const { explorer } = session.workbench();
      const files = ['configs/edge-mx01.conf', 'configs/br1-asa01.cfg'];
      await explorer.select(files);
      await explorer.openContextMenu(files[1] ?? '');
      await session.workbench().menuItem(ASK_ABOUT);
      await askInBox('What are these two for?');
      await session.workbench().screenshot('ask-about-two-files');
      const cited = await citedFiles();
      assert.deepEqual(
        files.map((file) => [basename(file), cited.has(basename(file))]),
        files.map((file) => [basename(file), true]),
      );
    });
  });

  describe('changes', () => {
    const EDITED = 'configs/wan-xr01.cfg';

    before(async () => {
      await session.workbench().chat.newChat();
    });

    async function citesOf(
      question: string,
    ): Promise<{ text: string; files: ReadonlySet<string> }> {
      const text = await session.workbench().chat.askNetGuru(question);
      return { text, files: await citedFiles() };
    }

    it('that are typed and saved are in the next answer', async () => {
      const { editors, page } = session.workbench();
      await editors.open(EDITED);
      await editors.goToLine(1);
      await page.keyboard.press('Home');
      await page.keyboard.type('! maintenance ticket CHG0047110 on this router\n');
      const savedAt = performance.now();
      await page.keyboard.press('ControlOrMeta+s');
      const { text, files } = await citesOf('Where is ticket CHG0047110 mentioned?');
      report('typed and saved', savedAt);
      await session.workbench().screenshot('edit-typed');
      assert.ok(files.has('wan-xr01.cfg'), [...files].join(', '));
      assert.match(text, /CHG0047110/);
    });

    it('that are made outside are in the next answer', async () => {
      const file = join(session.workspaceDir, 'configs/new-rtr09.cfg');
      const createdAt = performance.now();
      writeFileSync(file, 'hostname new-rtr09\n!\ninterface Loopback77\n description CHG0099887\n');
      const { text, files } = await citesOf('Where is ticket CHG0099887 mentioned?');
      report('created outside', createdAt);
      await session.workbench().screenshot('edit-outside');
      assert.ok(files.has('new-rtr09.cfg'), [...files].join(', '));
      assert.match(text, /description CHG0099887/);
    });

    it('of names are followed', async () => {
      const from = join(session.workspaceDir, 'configs/new-rtr09.cfg');
      const renamedAt = performance.now();
      renameSync(from, join(session.workspaceDir, 'configs/moved-rtr10.cfg'));
      const { files } = await citesOf('Which file mentions the ticket CHG0099887 now?');
      report('renamed', renamedAt);
      assert.ok(files.has('moved-rtr10.cfg'), [...files].join(', '));
      assert.ok(!files.has('new-rtr09.cfg'));
    });

    it('that delete a file are followed', async () => {
      const deletedAt = performance.now();
      rmSync(join(session.workspaceDir, 'configs/moved-rtr10.cfg'));
      const { text, files } = await citesOf('Is CHG0099887 still somewhere?');
      report('deleted', deletedAt);
      assert.ok(!files.has('moved-rtr10.cfg'), [...files].join(', '));
      assert.doesNotMatch(text, /description CHG0099887/);
    });
  });
});

/** Typing the next question is part of the time. */
function report(what: string, startedAt: number): void {
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(`        ${what}: answered ${seconds.toFixed(1)} s later, typing included`);
}
