import { chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const EXTENSION = '.jsonl';
const ID_PATTERN = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Ids come back from webviews and chat metadata: only our own form may become a file name. */
export function isConversationId(id: string): boolean {
  return ID_PATTERN.test(id);
}

export function conversationPath(folder: string, id: string): string {
  return join(folder, id + EXTENSION);
}

/** Ids of the conversation files in a folder; none where it cannot be read. */
export async function listConversationIds(folder: string): Promise<readonly string[]> {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch {
    return [];
  }
  return names
    .filter((name) => name.endsWith(EXTENSION))
    .map((name) => name.slice(0, -EXTENSION.length))
    .filter(isConversationId);
}

/** Creates a folder for this user only, and narrows it if it was there and wider. */
export async function preparePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Some file systems have no modes; the files themselves are created for this user only.
  await chmod(folder, 0o700).catch(() => undefined);
}
