import type { ConfigNode } from '../config/configTree.ts';
import { type StatementWords, statementWords } from './statementPattern.ts';

/** One statement of a Junos configuration with the whole path to it. */
export interface JunosStatement extends StatementWords {
  /** Index of the first word that this statement adds to the path of the one above it. */
  readonly own: number;
  readonly line: number;
  readonly endLine: number;
}

/** Words of a section's header that a path keeps; names and keywords of real ones are fewer. */
const MAX_HEADER_WORDS = 16;
/** Words of the path above a statement; real ones hold about twenty. */
const MAX_PATH_WORDS = 48;
const FREE_TEXT = new Set(['description', 'annotation', 'message', 'announcement', 'contact']);
const MARKERS = new Set(['protect:', 'replace:', 'active:']);

/** Without free text: `description "import nothing"` uses nothing. */
function readWords(statement: string): StatementWords {
  const { words, lower } = statementWords(statement.replace(/;\s*$/, ''));
  const start = MARKERS.has(lower[0] ?? '') ? 1 : 0;
  const text = lower.findIndex((word) => FREE_TEXT.has(word));
  const end = text < 0 ? words.length : text;
  return { words: words.slice(start, end), lower: lower.slice(start, end) };
}

function joined(above: StatementWords, below: StatementWords): StatementWords {
  return { words: [...above.words, ...below.words], lower: [...above.lower, ...below.lower] };
}

function cut({ words, lower }: StatementWords, most: number): StatementWords {
  return { words: words.slice(0, most), lower: lower.slice(0, most) };
}

/** Visits the statements of a configuration in braces, without its inactive parts. */
export function visitBraces(
  nodes: readonly ConfigNode[],
  visit: (statement: JunosStatement) => void,
  above: StatementWords = { words: [], lower: [] },
): void {
  for (const { header, startLine, endLine, children } of nodes) {
    if (/^inactive:/.test(header)) continue;
    const read = readWords(header);
    const path = joined(above, read);
    visit({ ...path, own: above.words.length, line: startLine, endLine });
    if (children.length > 0)
      visitBraces(children, visit, cut(joined(above, cut(read, MAX_HEADER_WORDS)), MAX_PATH_WORDS));
  }
}

const COMMAND = /^\s*(set|deactivate)\s+(\S[\s\S]*)$/;

/** Visits the `set` lines of a configuration, without what `deactivate` switches off. */
export function visitSetLines(
  lines: readonly string[],
  visit: (statement: JunosStatement) => void,
): void {
  const inactive = new Set<string>();
  const set: JunosStatement[] = [];
  lines.forEach((text, index) => {
    const [, command, rest = ''] = COMMAND.exec(text) ?? [];
    if (command === undefined) return;
    const words = readWords(rest);
    const line = index + 1;
    if (command === 'set') set.push({ ...words, own: 0, line, endLine: line });
    else inactive.add(words.words.join(' '));
  });
  for (const statement of set) {
    const end = inactive.size === 0 ? undefined : inactiveFrom(statement.words, inactive);
    const active = { words: statement.words.slice(0, end), lower: statement.lower.slice(0, end) };
    visit({ ...statement, ...active });
  }
}

/**
 * Where the inactive part of a path begins, with the keyword that stands before a name: what
 * holds an inactive term or unit is still there.
 */
function inactiveFrom(words: readonly string[], inactive: ReadonlySet<string>): number | undefined {
  let path = '';
  for (const [index, word] of words.slice(0, MAX_HEADER_WORDS * 2).entries()) {
    path = path === '' ? word : `${path} ${word}`;
    if (inactive.has(path)) return Math.max(0, index - 1);
  }
  return undefined;
}
