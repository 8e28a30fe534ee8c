import type { LineRange } from '../../core/types.ts';
import type { ConfigNode } from '../config/configTree.ts';

/** Consecutive single-line statements that belong together, such as the lines of a prefix-list. */
export interface LeafRun extends LineRange {
  /** What the statements begin with: `ip prefix-list PL-DC`, `ip route`. */
  readonly header: string;
  /** The statements are the lines of one named list. */
  readonly named: boolean;
  readonly nodes: readonly ConfigNode[];
}

/** Lists whose every line repeats the list's name. */
const NAMED_LIST =
  /^(?:(?:ip|ipv6) prefix-list|ip as-path access-list|ip (?:ext|large-)?community-list(?: (?:standard|expanded))?|access-list|ipv6 access-list|aaa-server) [^\s]+/;
/** First words that say little without the second one. */
const VAGUE_WORD = /^(?:ip|ipv6|no|mac|crypto|default|cdp|lldp|system|boot) /;
/** Unnamed statements are worth a run from this many lines on. */
const MIN_UNNAMED_LINES = 3;

function isLeaf(node: ConfigNode): boolean {
  return node.children.length === 0 && node.endLine === node.startLine;
}

function runKey(header: string): { readonly key: string; readonly named: boolean } {
  const list = NAMED_LIST.exec(header)?.[0];
  if (list) return { key: list, named: true };
  const words = header.split(/\s+/, 2);
  const key = VAGUE_WORD.test(header) ? words.join(' ') : (words[0] ?? '');
  return { key, named: false };
}

/** The runs among the left-edge statements of an indented configuration, in line order. */
export function leafRuns(roots: readonly ConfigNode[]): LeafRun[] {
  const runs: LeafRun[] = [];
  for (let start = 0; start < roots.length; ) {
    const first = roots[start];
    let end = start + 1;
    if (first && isLeaf(first)) {
      const { key, named } = runKey(first.header);
      while (continues(roots[end], roots[end - 1], key)) end++;
      const nodes = roots.slice(start, end);
      if (named || nodes.length >= MIN_UNNAMED_LINES) {
        const endLine = nodes[nodes.length - 1]?.endLine ?? first.endLine;
        runs.push({ header: key, named, nodes, startLine: first.startLine, endLine });
      }
    }
    start = end;
  }
  return runs;
}

function continues(
  node: ConfigNode | undefined,
  before: ConfigNode | undefined,
  key: string,
): boolean {
  if (!node || !before || !isLeaf(node)) return false;
  return node.startLine === before.endLine + 1 && runKey(node.header).key === key;
}
