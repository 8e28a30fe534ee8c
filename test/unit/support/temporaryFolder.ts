import { mkdtempSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A new, empty folder for each test of the suite; all are removed after the last. */
export function useTemporaryFolder(): { readonly path: string } {
  const folder = { path: '' };
  let root = '';
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'netguru-test-'));
  });
  beforeEach(() => {
    folder.path = mkdtempSync(join(root, 'test-'));
  });
  after(() => rm(root, { recursive: true, force: true }));
  return folder;
}

/** Files that are written at once. */
const WRITES = 32;

/** Writes files by their relative paths, making folders as needed. */
export async function writeFiles(
  root: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  const entries = Object.entries(files).map(
    ([path, content]) => [join(root, path), content] as const,
  );
  for (const folder of new Set(entries.map(([file]) => dirname(file)))) {
    await mkdir(folder, { recursive: true });
  }
  for (let start = 0; start < entries.length; start += WRITES) {
    const part = entries.slice(start, start + WRITES);
    await Promise.all(part.map(([file, content]) => writeFile(file, content)));
  }
}
