import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { netGuru, offlineModel, until, workspaceFile } from './support/netGuru.ts';

/** The range as VS Code's own command takes it. */
const LINES_79_TO_88 = { startLineNumber: 79, startColumn: 1, endLineNumber: 88, endColumn: 20 };

interface StoredRecord {
  readonly type: string;
  readonly text?: string;
  readonly end?: string;
  readonly evidence?: readonly { readonly path: string; readonly startLine: number }[];
  readonly attachments?: readonly { readonly path: string; readonly startLine: number }[];
}

/** NetGuru's records of the conversations, newest file last. */
function storedConversations(): readonly (readonly StoredRecord[])[] {
  const userData = join(netGuru().extensionPath, '../../user-data');
  return readdirSync(userData, { recursive: true, encoding: 'utf8' })
    .filter((path) => /netguru\.netguru[\\/]conversations[\\/][^\\/]+\.jsonl$/.test(path))
    .map((path) =>
      readFileSync(join(userData, path), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line): StoredRecord => JSON.parse(line)),
    );
}

function conversationAbout(question: string): readonly StoredRecord[] | undefined {
  return storedConversations().find((records) =>
    records.some(({ type, text }) => type === 'userMessage' && text === question),
  );
}

function textOf(records: readonly StoredRecord[]): string {
  return records.map(({ type, text }) => (type === 'answerText' ? text : '')).join('');
}

/** Asks in VS Code's own Chat view and returns what NetGuru kept of it. */
async function askInChat(
  question: string,
  options: Readonly<Record<string, unknown>> = {},
): Promise<readonly StoredRecord[]> {
  // An own chat each, and no next one before VS Code is done: it would wait in a queue.
  await vscode.commands.executeCommand('workbench.action.chat.newChat');
  await vscode.commands.executeCommand('workbench.action.chat.open', {
    query: `@netguru ${question}`,
    blockOnResponse: true,
    ...options,
  });
  let records: readonly StoredRecord[] | undefined;
  await until('the answer is finished', () => {
    records = conversationAbout(question);
    return records?.some(({ type }) => type === 'answerFinished') === true;
  });
  assert.ok(records);
  return records;
}

describe('@netguru in the Chat view', () => {
  before(async () => {
    await offlineModel();
  });

  it('answers with the passages of the right file', async () => {
    const records = await askInChat('Which access list filters the WAN of br1-rtr02 inbound?');
    const evidence = records.find(({ type }) => type === 'answerSources')?.evidence ?? [];
    assert.ok(evidence.some(({ path }) => path === 'configs/br1-rtr02.cfg'));
    assert.match(textOf(records), /ip access-group/);
    assert.equal(records.find(({ type }) => type === 'answerFinished')?.end, 'complete');
  });

  it('takes an attached file into the answer', async () => {
    const records = await askInChat('What is this device for?', {
      attachFiles: [workspaceFile('configs/lab/junos-srx-1.cfg')],
    });
    const question = records.find(({ type }) => type === 'userMessage');
    assert.deepEqual(
      question?.attachments?.map(({ path }) => path),
      ['configs/lab/junos-srx-1.cfg'],
    );
    const evidence = records.find(({ type }) => type === 'answerSources')?.evidence ?? [];
    assert.equal(evidence[0]?.path, 'configs/lab/junos-srx-1.cfg');
  });

  it('takes an attached selection into the answer', async () => {
    const records = await askInChat('Explain this selection please', {
      attachFiles: [{ uri: workspaceFile('configs/br1-sw01.cfg'), range: LINES_79_TO_88 }],
    });
    const evidence = records.find(({ type }) => type === 'answerSources')?.evidence ?? [];
    assert.deepEqual([evidence[0]?.path, evidence[0]?.startLine], ['configs/br1-sw01.cfg', 79]);
  });
});
