import type { DocumentName } from '../ingest/chunkDocument.ts';
import type { AddressUse } from '../network/address/addresses.ts';
import type { DocumentStore } from './documentStore.ts';
import type { IndexJob } from './jobQueue.ts';
import type { DocumentFacts, StoredChunk } from './storeRows.ts';

/** A file that was read and cut; what is left is to embed and to store it. */
export interface PreparedDocument {
  readonly job: IndexJob;
  readonly facts: DocumentFacts;
  readonly chunks: readonly StoredChunk[];
  readonly names: readonly DocumentName[];
  readonly addresses: readonly AddressUse[];
  /** Where the lines of a long log were written. */
  readonly logId: number | undefined;
}

/** A transaction ends after this, in ms, so that questions to the same thread get their turn. */
const SLICE_MS = 15;

/** Stores each of the items whole, in short transactions with room for other work in between. */
export async function storeInSlices<T>(
  documents: DocumentStore,
  items: readonly T[],
  store: (item: T) => void,
): Promise<void> {
  const waiting = items.values();
  for (let next = waiting.next(); !next.done; ) {
    documents.transaction(() => {
      const endMs = performance.now() + SLICE_MS;
      for (; !next.done && performance.now() < endMs; next = waiting.next()) store(next.value);
    });
    if (!next.done) await new Promise((resume) => setImmediate(resume));
  }
}

/** Stores a document in place of what was known of it, unless it was removed meanwhile. */
export function storeDocument(
  documents: DocumentStore,
  { facts, chunks, names, addresses, logId }: Omit<PreparedDocument, 'job'>,
  finishedAtMs: number,
): void {
  documents.transaction(() => {
    if (documents.documentRowId(facts) === undefined) {
      if (logId !== undefined) documents.logLines.remove(logId);
      return;
    }
    const id = documents.putDocument({ ...facts, finishedAtMs }, facts.path);
    documents.putChunks(id, facts.path, chunks);
    documents.names.put(id, names, addresses);
    documents.logLines.attach(id, logId);
  });
}

/** `storeDocument` of one that is listed but not searchable: skipped or failed. */
export function storeWithoutChunks(
  documents: DocumentStore,
  facts: DocumentFacts,
  finishedAtMs: number,
): void {
  const nothing = { chunks: [], names: [], addresses: [], logId: undefined };
  storeDocument(documents, { facts, ...nothing }, finishedAtMs);
}

/** Notes that a document's bytes are as they were: only its times are new. */
export function touchDocument(documents: DocumentStore, job: IndexJob, finishedAtMs: number): void {
  const record = documents.document(job);
  if (!record) return;
  const { sizeBytes, modifiedMs } = job.file;
  const status = record.kind ? 'indexed' : 'skipped';
  documents.putDocument({ ...record, sizeBytes, modifiedMs, status, finishedAtMs }, job.path);
}
