import { throwIfAborted } from '../core/errors.ts';
import type { Evidence } from '../core/types.ts';
import type { DocumentStore } from '../index/documentStore.ts';
import { DocumentLines, fileState } from './documentLines.ts';

/** What long lines of a log are cut with. */
const CUT = '…';

function sameLine(written: string, now: string | undefined): boolean {
  if (written === now) return true;
  return (written.endsWith(CUT) && now?.startsWith(written.slice(0, -1))) ?? false;
}

/** The passage's lines are not what stands in the file now. */
async function hasChanged(passage: Evidence, lines: DocumentLines): Promise<boolean> {
  const { folder, path, kind, startLine, endLine, text } = passage;
  if (folder === undefined) return false;
  const now = await lines.read({ folder, path }, kind, { startLine, endLine });
  const written = text.split('\n');
  return !now || !written.every((line, index) => sameLine(line, now[index]));
}

async function isStale(
  documents: DocumentStore,
  passage: Evidence,
  lines: DocumentLines,
): Promise<boolean> {
  const { origin, folder, path } = passage;
  // The corpus cannot change, and what lies in no folder was handed over by the user.
  if (origin === 'corpus' || folder === undefined) return false;
  if (!passage.derived && !passage.place) return hasChanged(passage, lines);
  // Such a passage is made of the file, not a part of it: the file must be the one it is made of.
  const record = documents.document({ folder, path });
  const now = await fileState({ folder, path });
  if (!record || !now) return true;
  // A log grows at its end, and what its earlier lines said stays true.
  return passage.derived ? now.sizeBytes < record.sizeBytes : now.sizeBytes !== record.sizeBytes;
}

/**
 * The numbers of the passages whose cited lines do not hold their text any more: the file was
 * changed, or is gone, since it was indexed.
 *
 * @throws NetGuruError `cancelled`
 */
export async function staleEvidence(
  documents: DocumentStore,
  passages: readonly Evidence[],
  signal?: AbortSignal,
): Promise<number[]> {
  const lines = new DocumentLines(documents);
  const stale: number[] = [];
  for (const passage of passages) {
    throwIfAborted(signal);
    if (await isStale(documents, passage, lines)) stale.push(passage.n);
  }
  return stale;
}
