import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type EmbeddingsModel, LocalDocumentIndex, TextSplitter } from 'vectra';
import type { Evidence } from '../../src/core/types.ts';
import type { Embedder } from '../../src/index/embedder.ts';
import { decodeText } from '../../src/ingest/decodeText.ts';
import { walkFolder } from '../../src/ingest/walkFolder.ts';
import { benchEmbedder, withKnowledgeBase } from './benchKnowledgeBase.ts';
import { expectedRanks, readWorkspaceQuestions, type WorkspaceQuestion } from './questions.ts';

/** A passage as scoring needs it. */
type Passage = Pick<Evidence, 'path' | 'startLine' | 'endLine' | 'text'>;
type Search = (question: string, k: number) => Promise<readonly Passage[]>;

interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** Tokens of one piece in a plain retrieval pipeline. */
const SPLIT_TOKENS = 512;

async function textFiles(folder: string): Promise<TextFile[]> {
  const files: TextFile[] = [];
  for await (const { path, skip } of walkFolder(folder, { excludeGlobs: [] })) {
    if (skip) continue;
    const decoded = decodeText(await readFile(join(folder, path)));
    if (decoded.ok) files.push({ path, text: decoded.text });
  }
  return files;
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}

function passage({ path, text }: TextFile, start: number, end: number): Passage {
  const piece = text.slice(start, end);
  return { path, text: piece, startLine: lineAt(text, start), endLine: lineAt(text, end - 1) };
}

/** The recursive splitter that Vectra and most tutorials use, without overlap. */
function split(file: TextFile): Passage[] {
  const splitter = new TextSplitter({ chunkSize: SPLIT_TOKENS, chunkOverlap: 0 });
  return splitter
    .split(file.text)
    .map(({ startPos, endPos }) => passage(file, startPos, endPos + 1));
}

function dot(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += (left[index] ?? 0) * (right[index] ?? 0);
  return sum;
}

/** (a) Fixed-size pieces and cosine similarity. */
async function cosineSearch(pieces: readonly Passage[], embedder: Embedder): Promise<Search> {
  const vectors = await embedder.embed(
    pieces.map(({ text }) => text),
    { priority: 'bulk' },
  );
  return async (question, k) => {
    const [query] = await embedder.embed([question], { priority: 'query' });
    if (!query) return [];
    return pieces
      .map((piece, index) => ({ piece, score: dot(vectors[index] ?? query, query) }))
      .sort((left, right) => right.score - left.score)
      .slice(0, k)
      .map(({ piece }) => piece);
  };
}

/** (c) BM25 over the same pieces, with SQLite's own tokenizer. */
function bm25Search(pieces: readonly Passage[]): Search {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE VIRTUAL TABLE pieces USING fts5(body)');
  const insert = database.prepare('INSERT INTO pieces (rowid, body) VALUES (?, ?)');
  for (const [index, { text }] of pieces.entries()) insert.run(index + 1, text);
  const query = database.prepare(
    'SELECT rowid FROM pieces WHERE pieces MATCH ? ORDER BY bm25(pieces) LIMIT ?',
  );
  return async (question, k) => {
    const words = question.match(/[\p{L}\p{N}]+/gu) ?? [];
    const rows = query.all(words.map((word) => `"${word}"`).join(' OR '), k);
    return rows.flatMap(({ rowid }) => pieces[Number(rowid) - 1] ?? []);
  };
}

function vectraEmbeddings(embedder: Embedder): EmbeddingsModel {
  return {
    maxTokens: SPLIT_TOKENS,
    createEmbeddings: async (inputs) => {
      const texts = typeof inputs === 'string' ? [inputs] : inputs;
      const vectors = await embedder.embed(texts, { priority: 'bulk' });
      return { status: 'success', output: vectors.map((vector) => [...vector]) };
    },
  };
}

/**
 * The language model that Vectra's BM25 loads for every query turns its tables into text once
 * more at each load, which fails after a few queries: the first result is kept.
 */
function repairLanguageModel(): void {
  const fromVectra = createRequire(createRequire(import.meta.url).resolve('vectra'));
  const model: { metaCER: () => unknown } = fromVectra('wink-eng-lite-web-model');
  const loaded = model.metaCER();
  model.metaCER = () => loaded;
}

/** (b) Vectra's document index as its documentation shows it. */
async function vectraSearch(
  files: readonly TextFile[],
  folderPath: string,
  embedder: Embedder,
): Promise<(isBm25: boolean) => Search> {
  const index = new LocalDocumentIndex({ folderPath, embeddings: vectraEmbeddings(embedder) });
  await index.createIndex({ version: 1, deleteIfExists: true });
  for (const { path, text } of files) if (text !== '') await index.upsertDocument(path, text);
  const byPath = new Map(files.map((file) => [file.path, file]));
  return (isBm25) => async (question, k) => {
    const results = await index.queryDocuments(question, { maxChunks: k, maxDocuments: k, isBm25 });
    return results
      .flatMap((result) => result.chunks.map((chunk) => ({ uri: result.uri, chunk })))
      .sort((left, right) => right.chunk.score - left.chunk.score)
      .slice(0, k)
      .flatMap(({ uri, chunk }) => {
        const file = byPath.get(uri);
        const { startPos, endPos } = chunk.item.metadata;
        return file ? [passage(file, Number(startPos), Number(endPos) + 1)] : [];
      });
  };
}

function isHit(question: WorkspaceQuestion, passages: readonly Passage[], k: number): boolean {
  const found = expectedRanks(question, passages).map((rank) => rank <= k);
  return question.match === 'anyOf' ? found.some(Boolean) : found.every(Boolean);
}

/** A folder of workspaces, or the one workspace itself. */
async function workspaceFolder(directory: string, workspace: string): Promise<string> {
  const inside = join(directory, workspace);
  const isInside = await stat(inside).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isInside || basename(directory) !== workspace ? inside : directory;
}

/**
 * What a user would have otherwise, measured in the same run with the same model, questions and
 * k: the share of questions whose expected lines are all among the first k passages.
 */
export async function benchPeers(options: {
  readonly workspace: string;
  readonly questions: string;
  readonly k: number;
}): Promise<object> {
  const { k } = options;
  const all = await readWorkspaceQuestions(options.questions);
  const embedder = benchEmbedder();
  repairLanguageModel();
  const hits = new Map<string, number>();
  let asked = 0;
  const temporary = await mkdtemp(join(tmpdir(), 'netguru-peers-'));
  try {
    for (const workspace of new Set(all.map((question) => question.workspace))) {
      const folder = await workspaceFolder(options.workspace, workspace);
      if (!(await stat(folder).catch(() => undefined))) continue;
      const questions = all.filter((question) => question.workspace === workspace);
      const files = await textFiles(folder);
      const pieces = files.flatMap(split);
      const vectra = await vectraSearch(files, join(temporary, workspace), embedder);
      await withKnowledgeBase(embedder, async (base) => {
        await base.refresh([{ folder, excludeGlobs: [] }]);
        const own: Search = async (question) =>
          (await base.retrieve({ question })).evidence.filter(
            ({ origin }) => origin === 'workspace',
          );
        const searches: readonly (readonly [string, Search])[] = [
          ['netguru', own],
          ['splitterAndCosine', await cosineSearch(pieces, embedder)],
          ['vectraDocumentIndex', vectra(false)],
          ['vectraDocumentIndexBm25', vectra(true)],
          ['bm25', bm25Search(pieces)],
        ];
        for (const question of questions) {
          asked++;
          for (const [name, search] of searches) {
            const hit = isHit(question, await search(question.question, k), k);
            hits.set(name, (hits.get(name) ?? 0) + (hit ? 1 : 0));
          }
        }
      });
    }
  } finally {
    await embedder.dispose();
    await rm(temporary, { recursive: true, force: true });
  }
  return summary(hits, asked, k);
}

function summary(hits: ReadonlyMap<string, number>, asked: number, k: number): object {
  const shares = Object.fromEntries(
    [...hits].map(([name, count]) => [name, Number((count / asked).toFixed(3))]),
  );
  const { netguru = 0, ...peers } = shares;
  const best = Math.max(...Object.values(peers));
  return { questions: asked, k, hitAtK: shares, lead: Number((netguru - best).toFixed(3)) };
}
