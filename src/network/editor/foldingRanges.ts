import type { LineRange } from '../../core/types.ts';
import type { ConfigNode } from '../config/configTree.ts';
import type { PlatformGuess } from '../platform.ts';
import { leafRuns } from './leafRuns.ts';

/** Lines that can be folded into the first of them; 1-based, at least two. */
export interface ConfigFold extends LineRange {
  /** `region`: text that only the device reads (banners, certificates). */
  readonly kind?: 'comment' | 'region';
}

const COMMENT = /^\s*(?:!|#|\/\*)/;
const COMMENT_WITH_TEXT = /^\s*(?:[!#]+|\/\*)\s*\S/;

/** A closing brace stays in sight when its section is folded. */
function lastFolded(node: ConfigNode, lines: readonly string[]): number {
  const closes = (lines[node.endLine - 1] ?? '').trimStart().startsWith('}');
  return closes ? node.endLine - 1 : node.endLine;
}

function sectionFolds(tree: readonly ConfigNode[], lines: readonly string[]): ConfigFold[] {
  const folds: ConfigFold[] = [];
  const pending = [...tree];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const endLine = lastFolded(node, lines);
    const { startLine, opaque, children } = node;
    // A last statement may reach to its section's closing line: that is nothing to fold.
    if (endLine > startLine && (children.length > 0 || opaque)) {
      folds.push({ startLine, endLine, ...(opaque ? { kind: 'region' } : {}) });
    }
    if (!opaque) for (const child of children) pending.push(child);
  }
  return folds;
}

/** Runs of comment lines that say something; a lone `!` only separates. */
function commentFolds(lines: readonly string[], taken: readonly ConfigFold[]): ConfigFold[] {
  const opaque = new Set<number>();
  for (const { startLine, endLine, kind } of taken) {
    if (kind === 'region') for (let line = startLine; line <= endLine; line++) opaque.add(line);
  }
  const folds: ConfigFold[] = [];
  for (let line = 1; line <= lines.length; line++) {
    const startLine = line;
    let says = 0;
    while (line <= lines.length && !opaque.has(line) && COMMENT.test(lines[line - 1] ?? '')) {
      if (COMMENT_WITH_TEXT.test(lines[line - 1] ?? '')) says++;
      line++;
    }
    const endLine = line - 1;
    if (says >= 2) folds.push({ startLine, endLine, kind: 'comment' });
  }
  return folds;
}

/** One fold per first line, the longest: editors show no other. */
function longestPerLine(folds: readonly ConfigFold[]): ConfigFold[] {
  const byStart = new Map<number, ConfigFold>();
  for (const fold of folds) {
    const known = byStart.get(fold.startLine);
    if (!known || known.endLine < fold.endLine) byStart.set(fold.startLine, fold);
  }
  return [...byStart.values()].sort((a, b) => a.startLine - b.startLine);
}

/** What of a configuration can be folded: sections, lists, comments, banners, certificates. */
export function configFolds(
  lines: readonly string[],
  tree: readonly ConfigNode[],
  style: PlatformGuess['style'],
): readonly ConfigFold[] {
  const sections = sectionFolds(tree, lines);
  const runs = style === 'indented' ? leafRuns(tree) : [];
  const lists = runs
    .filter(({ startLine, endLine }) => endLine > startLine)
    .map(({ startLine, endLine }): ConfigFold => ({ startLine, endLine }));
  return longestPerLine([...sections, ...lists, ...commentFolds(lines, sections)]);
}
