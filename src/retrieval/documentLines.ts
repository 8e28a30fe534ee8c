import { open, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { MAX_FILE_BYTES } from '../core/limits.ts';
import type { DocumentId, DocumentKind, LineRange } from '../core/types.ts';
import type { DocumentStore } from '../index/documentStore.ts';
import type { LogFile } from '../index/logLineStore.ts';
import { decodeText, sniffEncoding } from '../ingest/decodeText.ts';
import { decodeLogLines, readLogBlock } from '../ingest/log/readLogBlocks.ts';
import { extractedText } from './lookUp.ts';

/** Whether a document's file lies in its folder, also after links are followed. */
export async function liesInFolder({ folder, path }: DocumentId): Promise<boolean> {
  try {
    const [root, file] = await Promise.all([realpath(folder), realpath(join(folder, path))]);
    return file.startsWith(root.endsWith(sep) ? root : root + sep);
  } catch {
    return false;
  }
}

/** Lines of a long log, by its blocks. Undefined where the file has other bytes there now. */
async function longLogLines(
  { logLines }: DocumentStore,
  log: LogFile,
  { startLine, endLine }: LineRange,
): Promise<string[] | undefined> {
  const handle = await open(join(log.folder, log.path)).catch(() => undefined);
  if (!handle) return undefined;
  try {
    const lines: string[] = [];
    for (const place of logLines.placesOfLines(log.logId, startLine, endLine)) {
      const block = await readLogBlock(handle, place, log.encoding).catch(() => undefined);
      if (!block) return undefined;
      const from = Math.max(0, startLine - place.firstLine);
      lines.push(...block.slice(from, endLine - place.firstLine + 1));
    }
    return lines;
  } finally {
    await handle.close();
  }
}

/** All lines of a file that is no long log. Undefined where it cannot be read as text any more. */
async function fileLines(
  { folder, path }: DocumentId,
  kind: DocumentKind | undefined,
): Promise<string[] | undefined> {
  const full = join(folder, path);
  const handle = await open(full).catch(() => undefined);
  if (!handle) return undefined;
  try {
    const { size } = await handle.stat();
    if (size > MAX_FILE_BYTES) return undefined;
    const bytes = await handle.readFile();
    if (kind === 'log') return decodeLogLines(bytes, sniffEncoding(bytes) ?? 'utf-8');
    const decoded = decodeText(bytes);
    return decoded.ok ? decoded.text.split('\n') : undefined;
  } catch {
    return undefined;
  } finally {
    await handle.close();
  }
}

/** Reads lines of indexed documents as they are now; each file is read once. */
export class DocumentLines {
  readonly #documents: DocumentStore;
  readonly #files = new Map<string, Promise<readonly string[] | undefined>>();
  #logs: ReadonlyMap<string, LogFile> | undefined;

  constructor(documents: DocumentStore) {
    this.#documents = documents;
  }

  /**
   * The lines of a range, fewer at the end of the file. Lines of captures and PDFs are those of
   * the stored text. Undefined where the file is gone, or is not what was indexed.
   */
  async read(
    id: DocumentId,
    kind: DocumentKind | undefined,
    range: LineRange,
  ): Promise<readonly string[] | undefined> {
    const key = `${id.folder}\n${id.path}`;
    const log = this.#longLogs().get(key);
    if (log) return longLogLines(this.#documents, log, range);
    const lines = this.#files.get(key) ?? this.#whole(id, kind);
    this.#files.set(key, lines);
    return (await lines)?.slice(range.startLine - 1, range.endLine);
  }

  async #whole(id: DocumentId, kind: DocumentKind | undefined): Promise<string[] | undefined> {
    if (kind !== 'capture' && kind !== 'pdf') return fileLines(id, kind);
    return extractedText(this.#documents, id)?.split('\n');
  }

  #longLogs(): ReadonlyMap<string, LogFile> {
    this.#logs ??= new Map(
      this.#documents.logLines.logs().map((log) => [`${log.folder}\n${log.path}`, log]),
    );
    return this.#logs;
  }
}

/** Size and time of a file, or undefined when it is gone. */
export async function fileState({
  folder,
  path,
}: DocumentId): Promise<{ readonly sizeBytes: number; readonly modifiedMs: number } | undefined> {
  const stats = await stat(join(folder, path)).catch(() => undefined);
  return stats && { sizeBytes: stats.size, modifiedMs: stats.mtimeMs };
}
