import { mkdir, mkdtemp, open, rm, stat, symlink } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { sniffEncoding } from '../../src/ingest/decodeText.ts';
import { BlockTokens } from '../../src/ingest/log/logTokens.ts';
import { LogReader } from '../../src/ingest/log/readLogBlocks.ts';
import { RetrievalClient } from '../../src/retrieval/retrievalClient.ts';
import { modelFolder } from './benchKnowledgeBase.ts';
import { seeded } from './generateLog.ts';
import { folderMegabytes } from './indexing.ts';

/** How often memory is looked at, in ms. */
const SAMPLE_INTERVAL_MS = 20;
const QUERIES = 50;
const SEED = 7;
/** An identifier on more lines than a search shows says nothing about a missing one. */
const MAX_RARE_LINES = 4;
const MEGABYTE = 1024 * 1024;

interface PickedLine {
  readonly line: number;
  readonly text: string;
  readonly token: string;
}

type LogLine = readonly [line: number, text: string];

async function eachLine(file: string, visit: (line: number, text: string) => void): Promise<void> {
  const handle = await open(file);
  try {
    const head = Buffer.alloc(8_192);
    await handle.read(head, 0, head.length, 0);
    const reader = new LogReader(handle, sniffEncoding(head) ?? 'utf-8');
    for await (const { firstLine, lines } of reader.blocks()) {
      lines.forEach((text, index) => {
        visit(firstLine + index, text);
      });
    }
  } finally {
    await handle.close();
  }
}

/** Tokens that a person would copy: with a digit, not a time, not a bare small number. */
function identifiersOf(words: BlockTokens, text: string): string[] {
  return [...words.tokens([text])].filter(
    (token) => /\d/.test(token) && token.length >= 4 && !/^@|^\d\d:/.test(token),
  );
}

/** Random lines, each with an identifier that hardly another line holds. */
async function pickLines(file: string, total: number): Promise<PickedLine[]> {
  const random = seeded(SEED);
  // More than are needed: not every line has something rare.
  const wanted = new Set(Array.from({ length: QUERIES * 4 }, () => 1 + random(total)));
  const words = new BlockTokens();
  const drawn: LogLine[] = [];
  await eachLine(file, (line, text) => {
    if (wanted.has(line)) drawn.push([line, text]);
  });
  const counts = new Map<string, number>();
  for (const [, text] of drawn)
    for (const token of identifiersOf(words, text)) counts.set(token, 0);
  await eachLine(file, (_, text) => {
    for (const token of words.tokens([text])) {
      const count = counts.get(token);
      if (count !== undefined) counts.set(token, count + 1);
    }
  });
  return drawn
    .flatMap(([line, text]) => {
      const rarest = identifiersOf(words, text)
        .map((token) => ({ token, count: counts.get(token) ?? 0 }))
        .filter(({ count }) => count <= MAX_RARE_LINES)
        .sort((left, right) => left.count - right.count || right.token.length - left.token.length);
      return rarest[0] ? [{ line, text, token: rarest[0].token }] : [];
    })
    .slice(0, QUERIES);
}

async function search(base: RetrievalClient, picked: readonly PickedLine[]): Promise<object> {
  const times: number[] = [];
  const missed: string[] = [];
  for (const { line, text, token } of picked) {
    const startMs = performance.now();
    const { evidence } = await base.retrieve({ question: `Show the log messages with ${token}` });
    times.push(performance.now() - startMs);
    const found = evidence.some(
      (item) =>
        item.origin === 'workspace' &&
        !item.derived &&
        item.text.split('\n')[line - item.startLine] === text,
    );
    if (!found) missed.push(`${line}: ${token}`);
  }
  times.sort((left, right) => left - right);
  return {
    queries: picked.length,
    foundAll: picked.length > 0 && missed.length === 0,
    medianMs: Number((times[Math.floor(times.length / 2)] ?? 0).toFixed(1)),
    maxMs: Number((times.at(-1) ?? 0).toFixed(1)),
    ...(missed.length > 0 ? { missed } : {}),
  };
}

async function indexed(
  base: RetrievalClient,
  workspace: string,
): Promise<{
  readonly indexMs: number;
  readonly rssGrowthMB: number;
}> {
  const startRss = process.memoryUsage.rss();
  let peakRss = startRss;
  const sampler = setInterval(() => {
    peakRss = Math.max(peakRss, process.memoryUsage.rss());
  }, SAMPLE_INTERVAL_MS);
  const startMs = performance.now();
  try {
    await base.refresh({ folders: [{ folder: workspace, excludeGlobs: [] }], force: false });
  } finally {
    clearInterval(sampler);
  }
  return {
    indexMs: Math.round(performance.now() - startMs),
    rssGrowthMB: Math.round((peakRss - startRss) / MEGABYTE),
  };
}

const ROOT = join(import.meta.dirname, '../..');
const SAMPLE_LOGS = join(ROOT, 'test/fixtures/sample-network/logs');

/** The index in its worker thread, as in the extension. */
async function openIndex(storeFolder: string): Promise<RetrievalClient> {
  const { client } = await RetrievalClient.open(
    join(ROOT, 'src/retrieval/retrievalWorker.ts'),
    {
      storeFolder,
      corpusFolder: join(ROOT, 'dist/corpus-index'),
      modelFolder,
      embedWorkerPath: join(ROOT, 'dist/embedWorker.cjs'),
      maxEmbedWorkers: Math.min(4, availableParallelism()),
    },
    () => undefined,
  );
  // What the model and the database need for any file is not the log's.
  await client.refresh({ folders: [{ folder: SAMPLE_LOGS, excludeGlobs: [] }], force: false });
  return client;
}

async function measure(client: RetrievalClient, file: string, folder: string): Promise<object> {
  const workspace = join(folder, 'workspace');
  const { indexMs, rssGrowthMB } = await indexed(client, workspace);
  const [record] = await client.documents();
  if (record?.status !== 'indexed') return { file, record };
  const storeMB = await folderMegabytes(join(folder, 'store'));
  const picked = await pickLines(file, record.lineCount);
  return {
    file,
    bytes: (await stat(file)).size,
    lines: record.lineCount,
    // All chunks of a long log are digests.
    digests: record.chunkCount,
    indexMs,
    linesPerSecond: Math.round(record.lineCount / (indexMs / 1000)),
    rssGrowthMB,
    storeMB: Number(storeMB.toFixed(1)),
    search: await search(client, picked),
  };
}

/** Indexes one log, embeddings included, and asks for single lines of it. */
export async function benchLogs(file: string): Promise<object> {
  const path = resolve(file);
  const folder = await mkdtemp(join(tmpdir(), 'netguru-bench-log-'));
  try {
    await mkdir(join(folder, 'workspace'));
    await symlink(path, join(folder, 'workspace', basename(path)));
    const client = await openIndex(join(folder, 'store'));
    try {
      return await measure(client, path, folder);
    } finally {
      await client.dispose();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
