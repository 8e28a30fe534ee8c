import type { Dirent, Stats } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sentence, throwIfAborted } from '../core/errors.ts';
import { MAX_FOLDER_DEPTH, MAX_LOG_BYTES } from '../core/limits.ts';
import type { Sentence } from '../core/types.ts';
import { isReadableName } from './fileKind.ts';
import { type DeclaredType, type FileTypeGlobs, FileTypes } from './fileTypes.ts';
import { IGNORE_FILES, IgnoreRules } from './ignoreRules.ts';

/** A file of a folder: to be read, or to be listed as skipped with the reason. */
export interface FoundFile {
  /** Folder-relative, with `/`. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly skip?: Sentence;
  /** What the user declared it to be. */
  readonly declared?: DeclaredType;
}

/** What the user's settings say of a folder's files. */
export interface FolderRules {
  /** Globs of `files.exclude` that are on for this folder, and NetGuru's own. */
  readonly excludeGlobs: readonly string[];
  readonly fileTypes?: FileTypeGlobs;
}

interface FolderVisit {
  readonly path: string;
  readonly depth: number;
  readonly rules: IgnoreRules;
  readonly fileTypes: FileTypes;
  /** Real paths of this folder and those above it: meeting one again is a symlink loop. */
  readonly ancestors: readonly string[];
}

/** A larger ignore file is no ignore file. */
const MAX_IGNORE_FILE_BYTES = 1024 * 1024;

function skipped(path: string, reason: Sentence, stats?: Stats): FoundFile {
  return {
    path,
    sizeBytes: stats?.size ?? 0,
    modifiedMs: stats?.mtimeMs ?? 0,
    skip: reason,
  };
}

async function rulesOf(root: string, visit: FolderVisit): Promise<IgnoreRules> {
  let rules = visit.rules;
  for (const name of IGNORE_FILES) {
    const file = join(root, visit.path, name);
    const stats = await stat(file).catch(() => undefined);
    // Reading a pipe would wait for its writer.
    if (!stats?.isFile() || stats.size > MAX_IGNORE_FILE_BYTES) continue;
    const patterns = await readFile(file, 'utf8').catch(() => undefined);
    if (patterns !== undefined) rules = rules.with(visit.path, name, patterns);
  }
  return rules;
}

function fileEntry(path: string, stats: Stats, fileTypes: FileTypes): FoundFile {
  const declared = fileTypes.typeOf(path);
  if (!stats.isFile()) return skipped(path, sentence('This is not a regular file.'), stats);
  if (!declared && !isReadableName(path)) {
    return skipped(path, sentence('Files of this type are not indexed.'), stats);
  }
  if (stats.size > MAX_LOG_BYTES) {
    const limit = Math.round(MAX_LOG_BYTES / 1024 / 1024);
    return skipped(path, sentence('The file is larger than {0} MB.', limit), stats);
  }
  const facts = { path, sizeBytes: stats.size, modifiedMs: stats.mtimeMs };
  return declared ? { ...facts, declared } : facts;
}

function unreadable(path: string): FoundFile {
  return skipped(path, sentence('The file cannot be read. Check its permissions.'));
}

/** Where an entry leads: a folder to visit, a file, or a reason to skip it. */
async function visitEntry(
  root: string,
  entry: Dirent,
  visit: FolderVisit,
  linkedFolders: Set<string>,
): Promise<FolderVisit | FoundFile | undefined> {
  const path = visit.path ? `${visit.path}/${entry.name}` : entry.name;
  const full = join(root, path);
  const stats = await stat(full).catch(() => undefined);
  const isFolder = stats?.isDirectory() ?? entry.isDirectory();
  const ignoredBy = visit.rules.reasonToSkip(path, isFolder);
  if (ignoredBy !== undefined) {
    const isInfrastructure = entry.name.startsWith('.') || ignoredBy === entry.name;
    return isInfrastructure
      ? undefined
      : skipped(path, sentence('Ignored by {0}.', ignoredBy), stats);
  }
  // Dot-files are tool settings, never network text.
  if (entry.name.startsWith('.')) return undefined;
  if (!stats) return unreadable(path);
  if (!isFolder) return fileEntry(path, stats, visit.fileTypes);
  const real = await realpath(full).catch(() => full);
  if (visit.ancestors.includes(real)) {
    return skipped(path, sentence('The link leads back to a folder above it.'));
  }
  if (entry.isSymbolicLink()) {
    // Folders that link to one another would be reached by every order of the links.
    if (linkedFolders.has(real)) {
      return skipped(path, sentence('Another link leads to the same folder.'));
    }
    linkedFolders.add(real);
  }
  if (visit.depth >= MAX_FOLDER_DEPTH) {
    return skipped(
      path,
      sentence('The folder is nested more than {0} levels deep.', MAX_FOLDER_DEPTH),
    );
  }
  return {
    path,
    depth: visit.depth + 1,
    rules: visit.rules,
    fileTypes: visit.fileTypes,
    ancestors: [...visit.ancestors, real],
  };
}

/**
 * Every file below `root`, in path order within a folder, honouring ignore files and the
 * editor's exclude globs. Of the links to one folder the first is followed; loops and unreadable
 * entries are reported as skipped.
 *
 * @throws NetGuruError `cancelled`
 */
export async function* walkFolder(
  root: string,
  { excludeGlobs, fileTypes: globs }: FolderRules,
  signal?: AbortSignal,
): AsyncGenerator<FoundFile> {
  const rules = IgnoreRules.create(excludeGlobs);
  const fileTypes = new FileTypes(globs);
  yield* walkFrom(root, { path: '', depth: 0, rules, fileTypes, ancestors: [] }, signal);
}

async function* walkFrom(
  root: string,
  start: FolderVisit,
  signal: AbortSignal | undefined,
): AsyncGenerator<FoundFile> {
  const linkedFolders = new Set<string>();
  const full = join(root, start.path);
  const ancestors = [await realpath(full).catch(() => full)];
  const visits: FolderVisit[] = [{ ...start, ancestors }];
  for (let next = visits.pop(); next; next = visits.pop()) {
    throwIfAborted(signal);
    const entries = await readdir(join(root, next.path), {
      withFileTypes: true,
    }).catch(() => undefined);
    if (!entries) {
      yield unreadable(next.path || '.');
      continue;
    }
    const visit = { ...next, rules: await rulesOf(root, next) };
    for (const entry of entries.sort((left, right) => (left.name < right.name ? -1 : 1))) {
      const found = await visitEntry(root, entry, visit, linkedFolders);
      if (!found) continue;
      if ('rules' in found) visits.push(found);
      else yield found;
    }
  }
}

/**
 * What `walkFolder` would find at one path and below it, for single changes: nothing when the
 * path is gone or ignored.
 *
 * @throws NetGuruError `cancelled`
 */
export async function* inspectPath(
  root: string,
  path: string,
  { excludeGlobs, fileTypes: globs }: FolderRules,
  signal?: AbortSignal,
): AsyncGenerator<FoundFile> {
  const stats = await stat(join(root, path)).catch(() => undefined);
  if (!stats) return;
  const fileTypes = new FileTypes(globs);
  const parts = path.split('/');
  let rules = IgnoreRules.create(excludeGlobs);
  for (let depth = 0; depth < parts.length; depth++) {
    const base = parts.slice(0, depth).join('/');
    rules = await rulesOf(root, { path: base, depth, rules, fileTypes, ancestors: [] });
    const current = parts.slice(0, depth + 1).join('/');
    const isFolder = depth < parts.length - 1 || stats.isDirectory();
    if ((parts[depth] ?? '').startsWith('.')) return;
    if (rules.reasonToSkip(current, isFolder) !== undefined) return;
  }
  if (stats.isFile()) yield fileEntry(path, stats, fileTypes);
  if (!stats.isDirectory()) return;
  yield* walkFrom(root, { path, depth: parts.length, rules, fileTypes, ancestors: [] }, signal);
}
