import type { DocumentId, Sentence } from '../core/types.ts';
import type { ChunkedDocument } from '../ingest/chunkDocument.ts';
import type { FoundFile } from '../ingest/walkFolder.ts';
import type { DocumentFacts, DocumentRecord } from './storeRows.ts';

function isSameSentence(left: Sentence | undefined, right: Sentence): boolean {
  return left?.template === right.template && left.args.join('\0') === right.args.join('\0');
}

/** Whether a file is as it was when it was indexed, as far as its folder entry tells. */
export function isCurrent(record: DocumentRecord | undefined, file: FoundFile): boolean {
  // A failure (permissions, a lost network drive) may be over though the file is the same.
  if (!record || !(record.status === 'indexed' || record.status === 'skipped')) return false;
  if (record.declared !== file.declared) return false;
  if (file.skip && !isSameSentence(record.reason, file.skip)) return false;
  if (!file.skip && record.status === 'skipped' && record.hash === '') return false;
  return record.sizeBytes === file.sizeBytes && record.modifiedMs === file.modifiedMs;
}

/** What a document's row says before it was read. */
export function foundFacts(id: DocumentId, file: FoundFile, queuedAtMs: number): DocumentFacts {
  return {
    folder: id.folder,
    path: id.path,
    sizeBytes: file.sizeBytes,
    modifiedMs: file.modifiedMs,
    hash: '',
    ...(file.declared ? { declared: file.declared } : {}),
    status: 'queued',
    lineCount: 0,
    queuedAtMs,
  };
}

/** What a document's row says after it was read. */
export function readFacts(
  facts: DocumentFacts,
  hash: string,
  { kind, platform, hostname, lineCount, note, statements }: ChunkedDocument,
): DocumentFacts {
  return {
    ...facts,
    hash,
    status: 'indexed',
    kind,
    platform,
    lineCount,
    ...(statements ? { statements } : {}),
    ...(note ? { reason: note } : {}),
    ...(hostname ? { hostname } : {}),
  };
}
