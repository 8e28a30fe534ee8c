import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { isConversationId, preparePrivateFolder } from './conversationFiles.ts';

const FILE = 'shown.json';
const record = z.object({ id: z.string().refine(isConversationId).nullable() });

/**
 * Which conversation was shown last: null for none, undefined where that was never noted. It is in
 * a file, because VS Code writes what it keeps for a view late, and a reload may come before.
 */
export class LastShown {
  readonly #folder: string;
  #writing: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Total: a missing or damaged file counts as never noted. */
  async read(): Promise<string | null | undefined> {
    await this.#writing;
    try {
      return record.parse(JSON.parse(await readFile(join(this.#folder, FILE), 'utf8'))).id;
    } catch {
      return undefined;
    }
  }

  /** Resolves when it is on the disk; one that cannot be written is only forgotten. */
  write(id: string | null): Promise<void> {
    this.#writing = this.#writing.then(() => this.#replace(id)).catch(() => undefined);
    return this.#writing;
  }

  /** Resolves when nothing is left to write. Never throws. */
  settled(): Promise<void> {
    return this.#writing;
  }

  async #replace(id: string | null): Promise<void> {
    // Nothing shown is worth a note only where something was.
    if (id === null && (await this.#noted()) === undefined) return;
    if (id !== null) await preparePrivateFolder(this.#folder);
    await writeFileAtomic(join(this.#folder, FILE), JSON.stringify({ id }), { mode: 0o600 });
  }

  async #noted(): Promise<string | undefined> {
    return await readFile(join(this.#folder, FILE), 'utf8').catch(() => undefined);
  }
}
