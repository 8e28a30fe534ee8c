import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

const LINE_END = 0x0a;

/** Whether the next line can be appended as it is: not after a line that was torn by a crash. */
async function endsWithLineEnd(path: string): Promise<boolean> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(path, 'r');
  } catch {
    return true;
  }
  try {
    const { size } = await handle.stat();
    if (size === 0) return true;
    const last = Buffer.alloc(1);
    await handle.read(last, 0, 1, size - 1);
    return last[0] === LINE_END;
  } finally {
    await handle.close();
  }
}

/** Makes a new file's name survive a power cut. Not every file system can do it. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // Windows and some network file systems refuse; the file's content is synced all the same.
  }
}

async function appendDurably(path: string, text: string, durable: boolean): Promise<void> {
  const handle = await open(path, 'a', 0o600);
  try {
    const isNew = (await handle.stat()).size === 0;
    await handle.appendFile(text, 'utf8');
    if (!durable) return;
    await handle.datasync();
    if (isNew) await syncFolder(dirname(path));
  } finally {
    await handle.close();
  }
}

/**
 * The lines of one file on their way to the disk, in order. Lines that could not be written stay
 * pending and are tried again with the next flush, so a line can reach the file twice but never
 * not at all. Tasks of one queue never overlap.
 */
export class AppendQueue {
  #path: string;
  #pending: string[] = [];
  #tail: Promise<unknown> = Promise.resolve();
  #lastLineIsWhole = false;
  #isDiscarded = false;

  constructor(path: string) {
    this.#path = path;
  }

  get path(): string {
    return this.#path;
  }

  /** Lines that are not in the file yet, oldest first. */
  get pending(): readonly string[] {
    return this.#pending;
  }

  /** Adds a line (with its line end) to be written by the next flush. */
  push(line: string): void {
    if (!this.#isDiscarded) this.#pending.push(line);
  }

  /** Forgets what is pending, now and from now on; resolves when nothing is written any more. */
  async discard(): Promise<void> {
    this.#isDiscarded = true;
    this.#pending = [];
    await this.#tail;
  }

  /**
   * Writes what is pending; `durable` waits until it is on the disk.
   *
   * @throws the file system's error; the lines stay pending
   */
  flush(options: { readonly durable: boolean }): Promise<void> {
    return this.run(() => this.#write(options.durable));
  }

  /** Runs a task when those before it have ended, whether they failed or not. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#tail.then(task);
    this.#tail = result.catch(() => undefined);
    return result;
  }

  /** From now on lines go to another file. Call it inside `run`, after moving the file. */
  follow(path: string): void {
    this.#path = path;
  }

  async #write(durable: boolean): Promise<void> {
    const lines = this.#pending.slice();
    if (lines.length === 0) return;
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
    const whole = this.#lastLineIsWhole || (await endsWithLineEnd(this.#path));
    this.#lastLineIsWhole = false;
    await appendDurably(this.#path, (whole ? '' : '\n') + lines.join(''), durable);
    this.#lastLineIsWhole = true;
    this.#pending.splice(0, lines.length);
  }
}
