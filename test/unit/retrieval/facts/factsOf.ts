import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ComposedFacts, FactItem } from '../../../../src/core/facts.ts';
import { Indexer } from '../../../../src/index/indexer.ts';
import { KnowledgeStore } from '../../../../src/index/knowledgeStore.ts';
import { composeFacts } from '../../../../src/retrieval/facts/composeFacts.ts';
import { planQuery } from '../../../../src/retrieval/planQuery.ts';
import { type Retrieved, retrieve } from '../../../../src/retrieval/retrieve.ts';
import { FakeEmbedder } from '../../support/fakeEmbedder.ts';
import { writeFiles } from '../../support/temporaryFolder.ts';

/** A network that is indexed once for a suite, and what is composed of it. */
export interface AskedNetwork {
  readonly facts: (question: string) => Promise<ComposedFacts | undefined>;
  readonly retrieve: (question: string) => Promise<Retrieved>;
}

/** Indexes a folder, or files that are written to one, before the tests of the suite. */
export function useNetwork(
  network: string | Readonly<Record<string, string>>,
  corpusFiles?: Readonly<Record<string, string>>,
): AskedNetwork {
  const root = mkdtempSync(join(tmpdir(), 'netguru-facts-'));
  const embedder = new FakeEmbedder();
  let workspace: KnowledgeStore;
  let corpus: KnowledgeStore | undefined;
  const index = async (name: string, source: typeof network): Promise<KnowledgeStore> => {
    const folder = typeof source === 'string' ? source : join(root, name);
    if (typeof source !== 'string') await writeFiles(folder, source);
    const store = await KnowledgeStore.open(join(root, `${name}-store`), embedder.modelId);
    await new Indexer(store, embedder).refresh([{ folder, excludeGlobs: [] }]);
    return store;
  };
  before(async () => {
    workspace = await index('net', network);
    if (corpusFiles) corpus = await index('corpus', corpusFiles);
  });
  after(async () => {
    await workspace.close();
    await corpus?.close();
    await rm(root, { recursive: true, force: true });
  });
  return {
    facts: (question) => {
      const { documents } = workspace;
      const devices = documents.devices();
      const sources = { documents, corpus: corpus?.documents, devices };
      return composeFacts(question, planQuery(question, devices), sources);
    },
    retrieve: (question) => retrieve({ workspace, corpus, embedder }, { question }),
  };
}

/** Facts as short lines: sentences by their key, rows by their cells, quotations by their text. */
export function linesOf(facts: ComposedFacts | undefined): string[] {
  return (facts?.items ?? []).flatMap((item: FactItem): string[] => {
    if (item.type === 'table') return item.rows.map(({ cells }) => cells.join(' | '));
    if (item.type === 'quote') return item.text.split('\n');
    return [`${item.key}: ${item.args.map(String).join(' / ')}`];
  });
}
