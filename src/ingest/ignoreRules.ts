import ignore, { type Ignore } from 'ignore';
import picomatch from 'picomatch';

/** Names of the files whose patterns (gitignore syntax) keep files out of the index. */
export const IGNORE_FILES = ['.gitignore', '.netguruignore'] as const;

/** Folders that never hold network files and can be huge. */
const ALWAYS_IGNORED = new Set(['.git', '.hg', '.svn', 'node_modules', '.vscode-test']);

interface IgnoreScope {
  /** Folder-relative path of the folder that holds the ignore file, '' for the root. */
  readonly base: string;
  readonly source: string;
  readonly rules: Ignore;
}

/** Why a path is left out: the ignore file or setting that says so. */
export type IgnoreReason = string;

function relativeTo(base: string, path: string): string | undefined {
  if (base === '') return path;
  return path.startsWith(`${base}/`) ? path.slice(base.length + 1) : undefined;
}

/**
 * The rules that hold in one folder and below: `.gitignore` and `.netguruignore` of every level,
 * and the editor's `files.exclude` globs. Immutable: entering a folder gives new rules.
 */
export class IgnoreRules {
  readonly #scopes: readonly IgnoreScope[];
  readonly #excluded: (path: string) => boolean;

  private constructor(scopes: readonly IgnoreScope[], excluded: (path: string) => boolean) {
    this.#scopes = scopes;
    this.#excluded = excluded;
  }

  static create(excludeGlobs: readonly string[]): IgnoreRules {
    const matches = picomatch([...excludeGlobs], { dot: true });
    return new IgnoreRules([], excludeGlobs.length > 0 ? (path) => matches(path) : () => false);
  }

  /** Rules with one more ignore file, found in the folder `base`. */
  with(base: string, source: string, patterns: string): IgnoreRules {
    const scope = {
      base,
      source,
      rules: ignore({ allowRelativePaths: true }).add(patterns),
    };
    return new IgnoreRules([...this.#scopes, scope], this.#excluded);
  }

  /** The reason to leave a path out, or undefined to keep it. Inner rules win over outer ones. */
  reasonToSkip(path: string, isFolder: boolean): IgnoreReason | undefined {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (isFolder && ALWAYS_IGNORED.has(name)) return name;
    if (this.#excluded(path)) return 'files.exclude';
    for (const scope of [...this.#scopes].reverse()) {
      const relative = relativeTo(scope.base, path);
      if (!relative) continue;
      const result = scope.rules.test(isFolder ? `${relative}/` : relative);
      if (result.unignored) return undefined;
      if (result.ignored) return scope.source;
    }
    return undefined;
  }
}
