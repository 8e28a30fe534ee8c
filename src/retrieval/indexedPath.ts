import type { DocumentId } from '../core/types.ts';

/** What a path that a model wrote stands for among the indexed documents. */
export type PathMatch<T> =
  | { readonly state: 'found'; readonly document: T }
  | { readonly state: 'ambiguous'; readonly paths: readonly string[] }
  | { readonly state: 'unknown'; readonly paths: readonly string[] };

/** Paths that are named where none, or more than one, was meant. */
const MAX_SUGGESTIONS = 8;

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Paths of files with the same name, or one that holds it. */
function similarPaths(path: string, documents: readonly DocumentId[]): string[] {
  const name = nameOf(path).toLowerCase();
  const stem = name.replace(/\.[^.]*$/, '');
  if (stem.length < 2) return [];
  const paths = documents.map((document) => document.path);
  const same = paths.filter((other) => nameOf(other).toLowerCase() === name);
  const near = paths.filter((other) => other.toLowerCase().includes(stem));
  return [...new Set([...same, ...near])].slice(0, MAX_SUGGESTIONS);
}

/**
 * Finds a document by its path: exactly, or by an end of it that only one document has. The file
 * system is never asked, so that nothing but indexed documents can be named.
 */
export function resolveIndexedPath<T extends DocumentId>(
  path: string,
  documents: readonly T[],
): PathMatch<T> {
  const asked = path.trim().replaceAll('\\', '/').replace(/^\.\//, '');
  const matches = [
    documents.filter((document) => document.path === asked),
    documents.filter((document) => `${document.folder}/${document.path}`.endsWith(`/${asked}`)),
  ].find((found) => found.length > 0);
  const [first, ...others] = asked === '' ? [] : (matches ?? []);
  if (!first) return { state: 'unknown', paths: similarPaths(asked, documents) };
  if (others.length === 0) return { state: 'found', document: first };
  const all = [first, ...others].slice(0, MAX_SUGGESTIONS);
  return { state: 'ambiguous', paths: [...new Set(all.map((document) => document.path))] };
}
