import * as vscode from 'vscode';
import { MAX_EDITOR_CHARACTERS } from '../../core/limits.ts';
import { decodeText } from '../../ingest/decodeText.ts';
import { nameRange } from '../../network/editor/namePositions.ts';
import type { NamePlace } from './nameIndex.ts';

/** Files of one answer whose lines are looked at; places in further ones begin at column 0. */
const MAX_FILES_READ = 200;

export function placeUri({ folder, path }: Pick<NamePlace, 'folder' | 'path'>): vscode.Uri {
  return vscode.Uri.joinPath(vscode.Uri.file(folder), path);
}

/** The lines of a file as the editor has them, else as they are saved; undefined if unreadable. */
export async function readLines(uri: vscode.Uri): Promise<readonly string[] | undefined> {
  const key = uri.toString();
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
  if (open) return open.getText().split(/\r\n|\r|\n/);
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > MAX_EDITOR_CHARACTERS) return undefined;
    const decoded = decodeText(await vscode.workspace.fs.readFile(uri));
    return decoded.ok ? decoded.text.split('\n') : undefined;
  } catch {
    // Moved or deleted since it was indexed: the place is shown without its columns.
    return undefined;
  }
}

/** A place of the index with the range of its name in the file. */
export interface LocatedPlace {
  readonly place: NamePlace;
  readonly uri: vscode.Uri;
  /** Where the name stands; empty at the line's start when the line does not hold it (any more). */
  readonly range: vscode.Range;
}

/** Finds the names of the index's places in their files; each file is read once. */
export async function locate(
  places: readonly NamePlace[],
  token: vscode.CancellationToken,
): Promise<readonly LocatedPlace[]> {
  const files = new Map<string, readonly string[] | undefined>();
  const located: LocatedPlace[] = [];
  for (const place of places) {
    if (token.isCancellationRequested) break;
    const uri = placeUri(place);
    const key = uri.toString();
    if (!files.has(key) && files.size < MAX_FILES_READ) files.set(key, await readLines(uri));
    const columns = nameRange(files.get(key)?.[place.line - 1] ?? '', place);
    const { start, end } = columns ?? { start: 0, end: 0 };
    const range = new vscode.Range(place.line - 1, start, place.line - 1, end);
    located.push({ place, uri, range });
  }
  return located;
}
