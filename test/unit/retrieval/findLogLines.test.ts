import assert from 'node:assert/strict';
import { appendFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WHOLE_LOG_LINES } from '../../../src/core/limits.ts';
import { Indexer } from '../../../src/index/indexer.ts';
import { KnowledgeStore } from '../../../src/index/knowledgeStore.ts';
import type { DocumentRecord } from '../../../src/index/storeRows.ts';
import { logTokens } from '../../../src/ingest/log/logTokens.ts';
import { findLogLines, type LogLineHit } from '../../../src/retrieval/findLogLines.ts';
import { FakeEmbedder } from '../support/fakeEmbedder.ts';
import { useTemporaryFolder, writeFiles } from '../support/temporaryFolder.ts';

const LINES = WHOLE_LOG_LINES * 3;

function logLine(n: number): string {
  const time = new Date(Date.UTC(2025, 2, 3) + n * 7_000).toISOString();
  const stamp = `Mar ${time.slice(8, 10).replace(/^0/, ' ')} ${time.slice(11, 19)}`;
  return n % 5 === 0
    ? `${stamp} fw1 %ASA-6-302013: Built connection ${90_000 + n} for outside:198.51.${n >> 8}.${n & 255}/443`
    : `${stamp} sw${n % 3} ${n}: %LINK-3-UPDOWN: Interface GigabitEthernet1/0/${n % 48}, changed state to up`;
}

const lines = Array.from({ length: LINES }, (_, n) => logLine(n + 1));
lines[7_000] =
  'Mar  3 13:36:47 sw1 7001: %SYS-2-MALLOCFAIL: Memory allocation of 1028 bytes failed';
lines[8_000] = `Mar  3 15:33:27 sw1 8001: ${'padding '.repeat(4_000)}needle-77`;

describe('findLogLines', () => {
  const folder = useTemporaryFolder();
  const file = (): string => join(folder.path, 'net', 'all.log');
  let store: KnowledgeStore;
  let indexer: Indexer;

  beforeEach(async () => {
    store = await KnowledgeStore.open(join(folder.path, 'store'), 'fake-model');
    indexer = new Indexer(store, new FakeEmbedder());
    await writeFiles(join(folder.path, 'net'), { 'all.log': `${lines.join('\n')}\n` });
  });
  afterEach(() => store.close());

  const refresh = (signal?: AbortSignal): Promise<void> =>
    indexer.refresh([{ folder: join(folder.path, 'net'), excludeGlobs: [] }], { signal });
  const record = (): DocumentRecord | undefined => store.documents.documents()[0];
  const find = (question: string): Promise<LogLineHit[]> =>
    findLogLines(store.documents.logLines, logTokens(question));
  const linesOf = async (question: string): Promise<string[]> =>
    (await find(question)).map(({ focus: { startLine, endLine } }) => `${startLine}-${endLine}`);

  it('finds every line by its identifier, with exact lines around it', async () => {
    await refresh();
    assert.equal(record()?.lineCount, LINES);
    for (let n = 5; n <= LINES; n += 485) {
      const [hit] = await find(`connection ${90_000 + n}`);
      assert.deepEqual(hit?.focus, { startLine: n, endLine: n });
      assert(hit.startLine >= n - 2 && hit.endLine <= n + 2);
      assert.equal(hit.text, lines.slice(hit.startLine - 1, hit.endLine).join('\n'));
      assert(hit.score > 0.5, `${hit.score}`);
    }
  });

  const questions: readonly (readonly [question: string, found: string])[] = [
    ['what does %SYS-2-MALLOCFAIL mean', '7001-7001'],
    ['outside address 198.51.4.6', '1030-1030'],
    ['What happened on March 3rd at 13:36:47?', '7001-7001'],
    ['Gi1/0/7 of sw1 at 00:06:25', '55-55'],
    ['was there a needle-77', '8001-8001'],
  ];
  for (const [question, found] of questions) {
    it(`finds line ${found} for: ${question}`, async () => {
      await refresh();
      assert.equal((await linesOf(question))[0], found);
    });
  }

  it('finds nothing for what is nowhere', async () => {
    await refresh();
    assert.deepEqual(await linesOf('who is 203.0.113.200 or serial FTX1234ABCD'), []);
    assert.deepEqual(await linesOf(''), []);
  });

  it('is sure of what stands in one place, and less of what is everywhere', async () => {
    await refresh();
    const [rare] = await find('connection 95005');
    const [common] = await find('GigabitEthernet1/0/7');
    assert(rare && common && common.score < rare.score / 2);
  });

  it('cuts what it shows of a very long line', async () => {
    await refresh();
    const [hit] = await find('needle-77');
    assert(hit && hit.text.length < 4_000);
  });

  it('keeps to lines that are as they were', async () => {
    await refresh();
    await appendFile(file(), `${logLine(LINES + 1)}\n`);
    assert.deepEqual(await linesOf('connection 95005'), ['5005-5005']);
    await truncate(file(), 100_000);
    assert.deepEqual(await linesOf('connection 95005'), []);
    await writeFile(file(), lines.join('\n').replace('connection 90005', 'connection 00000'));
    assert.deepEqual(await linesOf('connection 90005'), []);
    await rm(file());
    assert.deepEqual(await linesOf('connection 95005'), []);
  });

  it('forgets the lines of a log that changed or went', async () => {
    await refresh();
    await appendFile(file(), 'Mar  4 10:00:00 sw1 1: %SYS-5-RESTART: ticket NOC-4711\n');
    await refresh();
    assert.deepEqual(await linesOf('NOC-4711'), [`${LINES + 1}-${LINES + 1}`]);
    assert.equal(store.documents.logLines.logs().length, 1);
    await writeFile(file(), lines.slice(0, 10).join('\n'));
    await refresh();
    assert.deepEqual([store.documents.logLines.logs().length, record()?.lineCount], [0, 10]);
    await rm(file());
    await refresh();
    assert.equal(record(), undefined);
  });

  it('reads nothing again when only the times of a log are new', async () => {
    await refresh();
    const [before] = store.documents.logLines.logs();
    await writeFile(file(), `${lines.join('\n')}\n`);
    await refresh();
    assert.deepEqual(store.documents.logLines.logs(), [before]);
  });

  it('leaves nothing behind when it is cancelled, and takes the log up again', async () => {
    const controller = new AbortController();
    const running = refresh(controller.signal);
    setImmediate(() => controller.abort());
    await assert.rejects(running, { reason: 'cancelled' });
    store.documents.logLines.removeUnattached();
    assert.deepEqual(store.documents.logLines.logs(), []);
    await refresh();
    assert.deepEqual(await linesOf('connection 95005'), ['5005-5005']);
  });

  it('stops a search when it is cancelled', async () => {
    await refresh();
    const search = findLogLines(store.documents.logLines, ['95005'], AbortSignal.abort());
    await assert.rejects(search, { reason: 'cancelled' });
  });

  it('finds lines in UTF-16, by their place in the bytes', async () => {
    await writeFile(file(), Buffer.from(`\ufeff${lines.join('\r\n')}`, 'utf16le'));
    await refresh();
    const [hit] = await find('connection 95005');
    assert.deepEqual(hit?.focus, { startLine: 5_005, endLine: 5_005 });
    assert.equal(hit.text.split('\n')[5_005 - hit.startLine], lines[5_004]);
  });

  it('removes what a killed process had begun to write', async () => {
    const writer = store.documents.logLines.writer();
    writer
      .open('utf-8')
      .add({ firstLine: 1, lines: ['x'], byteOffset: 0, byteLength: 2, checksum: 0 });
    const logId = writer.finish();
    assert(logId !== undefined && store.documents.logLines.countBlocks(logId) === 1);
    await store.close();
    store = await KnowledgeStore.open(join(folder.path, 'store'), 'fake-model');
    assert.equal(store.documents.logLines.countBlocks(logId), 0);
  });
});
