import { isCancellation, sentence } from '../core/errors.ts';
import { readDocument } from '../ingest/readDocument.ts';
import { foundFacts, readFacts } from './documentFacts.ts';
import { type PreparedDocument, storeWithoutChunks, touchDocument } from './documentWriter.ts';
import type { IndexJob } from './jobQueue.ts';
import type { KnowledgeStore } from './knowledgeStore.ts';
import { withUnits } from './newUnits.ts';
import { diskFullError } from './storeFolder.ts';

/**
 * Reads and cuts one file; its new units go into `texts`. What has no chunks is stored at once
 * and gives undefined, as does a job that is cancelled: its row still says that the file waits.
 *
 * @throws the error of a full disk; what else fails is noted in the document's row
 */
export async function prepareDocument(
  job: IndexJob,
  store: KnowledgeStore,
  texts: Map<string, string>,
  now: () => number,
): Promise<PreparedDocument | undefined> {
  const { documents } = store;
  const record = documents.document(job);
  // It was removed, perhaps with the folder that it was in.
  if (!record) return undefined;
  const facts = foundFacts(job, job.file, now());
  const log = documents.logLines.writer();
  try {
    const result = await readDocument(job, {
      // Another version may have been stored while this job waited.
      knownHash: record.hash === job.knownHash ? job.knownHash : '',
      declared: job.file.declared,
      openLogSink: (encoding) => log.open(encoding),
      signal: job.signal,
    });
    switch (result.status) {
      case 'gone':
        documents.removeDocument(job);
        return undefined;
      case 'unchanged':
        touchDocument(documents, job, now());
        return undefined;
      case 'failed':
      case 'skipped':
        storeWithoutChunks(documents, { ...facts, ...result }, now());
        return undefined;
      case 'read': {
        const { hash, document } = result;
        const { names, addresses } = document;
        const chunks = withUnits(document.chunks, store, texts);
        const read = readFacts(facts, hash, document);
        return { job, facts: read, chunks, names, addresses, logId: log.finish() };
      }
    }
  } catch (error) {
    if (isCancellation(error)) return undefined;
    if (diskFullError(error)) throw error;
    const reason = sentence('NetGuru could not process the file.');
    storeWithoutChunks(documents, { ...facts, status: 'failed', reason }, now());
    return undefined;
  } finally {
    log.abandon();
  }
}
