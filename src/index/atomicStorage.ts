import { readFile } from 'node:fs/promises';
import { LocalFileStorage } from 'vectra';
import writeFileAtomic from 'write-file-atomic';

/** Files that only their owner can read: an index holds the text of configurations. */
export const PRIVATE_FILE_MODE = 0o600;
export const PRIVATE_FOLDER_MODE = 0o700;

/** Vectra's storage with writes that are there wholly or not at all (temp file, fsync, rename). */
export class AtomicFileStorage extends LocalFileStorage {
  override async createFile(filePath: string, content: Buffer | string): Promise<void> {
    await writeFileAtomic(filePath, content, { mode: PRIVATE_FILE_MODE });
  }

  override async upsertFile(filePath: string, content: Buffer | string): Promise<void> {
    await writeFileAtomic(filePath, content, { mode: PRIVATE_FILE_MODE });
  }

  override async readFile(filePath: string): Promise<Buffer> {
    return readFile(filePath);
  }
}
