import type { KnowledgeStore } from '../../../src/index/knowledgeStore.ts';
import { tokenize } from '../../../src/network/tokenize.ts';
import { hashVector } from '../support/fakeEmbedder.ts';

/** All that a store answers with, without what differs from run to run (ids and times). */
export async function storeSnapshot(
  { documents, vectors }: KnowledgeStore,
  questions: readonly string[],
): Promise<object> {
  const place = (chunkId: number): string =>
    documents.chunksById([chunkId]).map(({ path, startLine }) => `${path}:${startLine}`)[0] ?? '';
  const byVector = async (question: string) =>
    (await vectors.search(hashVector(question), 5)).map(({ id, score }) => ({
      id,
      score: score.toFixed(4),
      chunks: documents.chunkIdsOfUnit(id, 100).map(place).sort(),
    }));
  const byWords = (question: string) =>
    documents
      .lexicalSearch(tokenize(question), { limit: 100_000 })
      .map(({ chunkId, score }) => `${score.toFixed(4)} ${place(chunkId)}`)
      .sort();
  return {
    documents: documents.documents().map((record) => ({
      path: record.path,
      status: record.status,
      hash: record.hash,
      kind: record.kind,
      lineCount: record.lineCount,
      chunkCount: record.chunkCount,
    })),
    unitHashes: documents.units.hashes().sort(),
    vectorIds: [...vectors.ids()].sort(),
    byWords: questions.map(byWords),
    byVector: await Promise.all(questions.map(byVector)),
  };
}
