import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { open, rm, symlink, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fillSentence } from '../../../src/core/errors.ts';
import { MAX_FILE_BYTES } from '../../../src/core/limits.ts';
import { Indexer } from '../../../src/index/indexer.ts';
import { KnowledgeStore } from '../../../src/index/knowledgeStore.ts';
import { findLogLines } from '../../../src/retrieval/findLogLines.ts';
import { FakeEmbedder } from '../support/fakeEmbedder.ts';
import { makePipe } from '../support/makePipe.ts';
import { processorMs } from '../support/processorTime.ts';
import { useTemporaryFolder, writeFiles } from '../support/temporaryFolder.ts';

const MODEL = 'fake-model';
const CONFIG = 'version 17.9\nhostname São-Paulo\ninterface Gi0/1\n description uplink\nend\n';
const MANY_FILES = 10_000;
const MANY_FILES_LIMIT_MS = 45_000;
/** Beyond it a test hangs, however busy the machine is. */
const HANGS_MS = 300_000;
const LARGE_LOG_BYTES = 60 * 1024 * 1024;
const LARGE_LOG_LIMIT_MS = 30_000;
/** The file's bytes alone would take more. */
const LARGE_LOG_MEMORY_BYTES = LARGE_LOG_BYTES * 0.75;
const MEMORY_SAMPLE_MS = 250;

/** The most that live objects and buffers grow by until it is asked: garbage does not count. */
function watchMemory(): { growthBytes(): number } {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  const used = (): number => {
    assert(typeof collect === 'function');
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const start = used();
  let most = start;
  const timer = setInterval(() => {
    most = Math.max(most, used());
  }, MEMORY_SAMPLE_MS);
  return {
    growthBytes: () => {
      clearInterval(timer);
      return most - start;
    },
  };
}

describe('bad input', () => {
  const folder = useTemporaryFolder();
  const net = () => join(folder.path, 'net');
  let store: KnowledgeStore;
  let embedder: FakeEmbedder;
  let indexer: Indexer;

  beforeEach(async () => {
    store = await KnowledgeStore.open(join(folder.path, 'store'), MODEL);
    embedder = new FakeEmbedder();
    indexer = new Indexer(store, embedder);
  });
  afterEach(() => store.close());

  const refresh = () => indexer.refresh([{ folder: net(), excludeGlobs: [] }]);
  const statuses = (): Record<string, string> =>
    Object.fromEntries(
      store.documents
        .documents()
        .map(({ path, status, reason }) => [
          path,
          reason ? `${status}: ${fillSentence(reason.template, reason.args)}` : status,
        ]),
    );

  it('gives each file an index entry or a reason', async () => {
    const bytes = Buffer.from(CONFIG, 'utf16le');
    await writeFiles(net(), {
      'good.cfg': CONFIG,
      'junk.cfg': randomBytes(20_000),
      'empty.cfg': '',
      'latin1.cfg': Buffer.from(CONFIG, 'latin1'),
      'utf16le.cfg': bytes,
      'utf16be.cfg': Buffer.from(bytes).swap16(),
      'long-line.cfg': `hostname x\n${'x'.repeat(50_000)}`,
      'picture.png': randomBytes(100),
      'nested/deep/a.cfg': CONFIG,
      'deep.cfg': Array.from({ length: 5_000 }, (_, n) => `${' '.repeat(n)}x`).join('\n'),
      'unclosed.conf': `system {\n host-name a;\n${'x {\n'.repeat(30_000)}`,
      'spaces.txt': `x${' '.repeat(19_000)}\n`.repeat(200),
      'breaks.txt': '\n'.repeat(500_000),
      'only-comments.cfg': '!\n! nothing\n!\n',
      'quote\'"[1](x) `name`.cfg': CONFIG,
    });
    makePipe(join(net(), 'pipe.cfg'));
    await symlink(net(), join(net(), 'nested/loop'));
    await symlink(join(net(), 'gone'), join(net(), 'dangling.cfg'));
    await refresh();
    const tooLong = 'skipped: The file has lines too long for a text file.';
    assert.deepEqual(statuses(), {
      'breaks.txt': 'skipped: The file is empty.',
      'dangling.cfg': 'skipped: The file cannot be read. Check its permissions.',
      'deep.cfg': 'indexed',
      'empty.cfg': 'skipped: The file is empty.',
      'good.cfg': 'indexed',
      'junk.cfg': 'skipped: The file is binary, not text.',
      'latin1.cfg': 'indexed',
      'long-line.cfg': tooLong,
      'nested/deep/a.cfg': 'indexed',
      'nested/loop': 'skipped: The link leads back to a folder above it.',
      'only-comments.cfg': 'indexed',
      'picture.png': 'skipped: Files of this type are not indexed.',
      'pipe.cfg': 'skipped: This is not a regular file.',
      'quote\'"[1](x) `name`.cfg': 'indexed',
      'spaces.txt': 'indexed',
      'unclosed.conf': 'indexed',
      'utf16be.cfg': 'indexed',
      'utf16le.cfg': 'indexed',
    });
    for (const path of ['latin1.cfg', 'utf16le.cfg', 'utf16be.cfg', 'good.cfg']) {
      assert.equal(store.documents.document({ folder: net(), path })?.lineCount, 5, path);
    }
  });

  it('indexes 10,000 small files, and finds nothing to do afterwards', async function () {
    this.timeout(HANGS_MS);
    const files: Record<string, string> = {};
    for (let index = 0; index < MANY_FILES; index++) {
      files[`site${index % 100}/r${index}.cfg`] =
        `version 17.9\nhostname r${index}\ninterface Loopback0\n ip address 10.0.${index >> 8}.${index & 255} 255.255.255.255\nntp server 10.0.0.1\nend\n`;
    }
    await writeFiles(net(), files);
    const startMs = processorMs();
    await refresh();
    const tookMs = processorMs() - startMs;
    assert(tookMs < MANY_FILES_LIMIT_MS, `${tookMs} ms`);
    assert.equal(Object.values(statuses()).filter((each) => each === 'indexed').length, MANY_FILES);
    const embedded = embedder.embedded.length;
    assert.equal(new Set(embedder.embedded).size, embedded);
    const againMs = processorMs();
    await refresh();
    assert.equal(embedder.embedded.length, embedded);
    assert(processorMs() - againMs < MANY_FILES_LIMIT_MS / 5);
  });

  it('indexes a 60 MB log by digests, the severe and rare ones apart', async function () {
    this.timeout(HANGS_MS);
    await writeFiles(net(), { 'fw1.log': '' });
    const file = await open(join(net(), 'fw1.log'), 'w');
    const line = (n: number): string =>
      `Mar 03 2025 00:07:28 fw1 : %ASA-6-302013: Built inbound TCP connection ${n} for outside:203.0.113.${n % 250}/3893 to dmz:10.10.50.11/443\n`;
    let lines = 0;
    for (let bytes = 0; bytes < LARGE_LOG_BYTES; ) {
      const block = Array.from({ length: 5_000 }, () => line(lines++)).join('');
      bytes += block.length;
      await file.write(block);
    }
    await file.write('Mar 03 2025 23:59:59 fw1 : %ASA-1-104001: (Primary) Switching to ACTIVE\n');
    await file.close();
    const memory = watchMemory();
    const startMs = processorMs();
    await refresh();
    const tookMs = processorMs() - startMs;
    const growthBytes = memory.growthBytes();
    assert(growthBytes < LARGE_LOG_MEMORY_BYTES, `${growthBytes} bytes`);
    assert(tookMs < LARGE_LOG_LIMIT_MS, `${tookMs} ms`);
    const record = store.documents.document({ folder: net(), path: 'fw1.log' });
    assert.equal(record?.status, 'indexed');
    assert.equal(record?.lineCount, lines + 1);
    const [hit] = store.documents.lexicalSearch(['%asa-1-104001'], { limit: 1 });
    const [chunk] = store.documents.chunksById([hit?.chunkId ?? 0]);
    assert.equal(chunk?.endLine, lines + 1);
    await rm(join(net(), 'fw1.log'));
  });

  it('tells that the ends of very long lines of a log are not searchable', async () => {
    const line = 'Mar 03 2025 00:07:28 fw1 : %ASA-6-302013: Built connection 7';
    const long = `${line} ${'x'.repeat(10 * 1024 * 1024)}`;
    await writeFiles(net(), { 'fw1.log': `${line}\n${long}\n${line} end-7\n` });
    await refresh();
    assert.deepEqual(statuses(), {
      'fw1.log': 'indexed: Lines that are searchable by their first 128 KB only: 1.',
    });
    const record = store.documents.document({ folder: net(), path: 'fw1.log' });
    assert.equal(record?.lineCount, 3);
    const [hit] = await findLogLines(store.documents.logLines, ['end-7']);
    assert.deepEqual(hit?.focus, { startLine: 3, endLine: 3 });
  });

  it('leaves out large files that are no logs, without reading them', async () => {
    await writeFiles(net(), { 'r1.cfg': CONFIG });
    await truncate(join(net(), 'r1.cfg'), MAX_FILE_BYTES + 1);
    await refresh();
    assert.deepEqual(statuses(), { 'r1.cfg': 'skipped: Only logs may be larger than 64 MB.' });
  });

  it('says that the disk is full', async () => {
    await writeFiles(net(), { 'r1.cfg': CONFIG });
    const addVectors = store.addVectors.bind(store);
    store.addVectors = () => {
      throw Object.assign(new Error('database or disk is full'), { errcode: 13 });
    };
    await assert.rejects(refresh(), { reason: 'disk-full' });
    store.addVectors = addVectors;
    await refresh();
    assert.equal(statuses()['r1.cfg'], 'indexed');
  });
});
