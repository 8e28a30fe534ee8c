import { MAX_LINE_CHARACTERS } from '../../core/limits.ts';
import type { LineRange } from '../../core/types.ts';
import type { ConfigNode } from '../config/configTree.ts';
import { canonicalInterface } from '../identifiers.ts';
import type { PlatformGuess } from '../platform.ts';
import { configReferences, type Reference } from '../references.ts';
import { type ColumnRange, nameRange } from './namePositions.ts';

/** A name's place in a file: the line and the columns of the name itself. */
export interface NameUse extends ColumnRange {
  readonly line: number;
  /** Headings above the line, outermost first; empty at the left edge. */
  readonly section: readonly string[];
}

/** A definition: where the name stands, and the lines of what it names. */
export interface NameDefinition extends NameUse {
  readonly endLine: number;
}

/** What stands at a place, with everything that the file says of it. */
export interface NamedThing extends Pick<Reference, 'kind' | 'name'> {
  readonly role: 'definition' | 'use';
  readonly at: NameUse;
  readonly definitions: readonly NameDefinition[];
  readonly uses: readonly NameUse[];
}

interface Named extends Reference {
  readonly role: 'definition' | 'use';
  readonly endLine: number;
}

/** Equal for two spellings of one name: `Gi0/1` and `GigabitEthernet0/1`. */
export function nameKey({ kind, name }: Pick<Reference, 'kind' | 'name'>): string {
  const spelling = kind === 'interface' ? (canonicalInterface(name) ?? name.toLowerCase()) : name;
  return `${kind} ${spelling}`;
}

/** The unit of a Junos interface lies in the interface's own section: `ge-0/0/0.0`. */
function withoutUnit({ kind, name }: Pick<Reference, 'kind' | 'name'>): string | undefined {
  const physical = kind === 'interface' ? /^(.+)\.\d+$/.exec(name)?.[1] : undefined;
  return physical === undefined ? undefined : nameKey({ kind, name: physical });
}

/** The last node that starts at or before a line; nodes are in line order. */
function nodeBefore(nodes: readonly ConfigNode[], line: number): ConfigNode | undefined {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.startLine ?? line) <= line) low = middle + 1;
    else high = middle;
  }
  return nodes[low - 1];
}

function sectionOf(tree: readonly ConfigNode[], line: number): readonly string[] {
  const headers: string[] = [];
  let node = nodeBefore(tree, line);
  while (node && node.startLine < line && line <= node.endLine) {
    headers.push(node.header);
    node = nodeBefore(node.children, line);
  }
  return headers;
}

/** The names of one configuration: what is defined and used where. */
export class ConfigNames {
  readonly #lines: readonly string[];
  readonly #tree: readonly ConfigNode[];
  readonly #byKey = new Map<string, Named[]>();
  readonly #byLine = new Map<number, Named[]>();

  constructor(lines: readonly string[], tree: readonly ConfigNode[], guess: PlatformGuess) {
    this.#lines = lines;
    this.#tree = tree;
    const { definitions, uses } = configReferences(lines, guess, tree);
    for (const definition of definitions) this.#add({ ...definition, role: 'definition' });
    for (const use of uses) this.#add({ ...use, role: 'use', endLine: use.line });
  }

  #add(named: Named): void {
    const key = nameKey(named);
    const sameName = this.#byKey.get(key);
    if (sameName) sameName.push(named);
    else this.#byKey.set(key, [named]);
    const sameLine = this.#byLine.get(named.line);
    if (sameLine) sameLine.push(named);
    else this.#byLine.set(named.line, [named]);
  }

  #placeOf(named: Named): NameDefinition | undefined {
    const text = this.#lines[named.line - 1] ?? '';
    // Nobody points at a name in a longer line, and looking for many in it takes long.
    const range = text.length > MAX_LINE_CHARACTERS ? undefined : nameRange(text, named);
    if (!range) return undefined;
    const { line, endLine } = named;
    return { ...range, line, endLine, section: sectionOf(this.#tree, line) };
  }

  #placesOf(key: string, role: Named['role']): NameDefinition[] {
    const seen = new Set<number>();
    return (this.#byKey.get(key) ?? []).flatMap((named) => {
      const place = named.role === role && !seen.has(named.line) ? this.#placeOf(named) : undefined;
      if (place) seen.add(named.line);
      return place ?? [];
    });
  }

  /** The name at a 1-based line and 0-based column, or undefined where none stands. */
  at(line: number, column: number): NamedThing | undefined {
    for (const named of this.#byLine.get(line) ?? []) {
      const at = this.#placeOf(named);
      if (!at || column < at.start || column > at.end) continue;
      const { kind, name, role } = named;
      const key = nameKey(named);
      const own = this.#placesOf(key, 'definition');
      const physical = own.length === 0 ? withoutUnit(named) : undefined;
      const definitions = physical ? this.#placesOf(physical, 'definition') : own;
      const uses = this.#placesOf(key, 'use');
      return { kind, name, role, at, definitions, uses };
    }
    return undefined;
  }
}

/** Definitions that touch or follow each other as one range: a prefix-list's lines are one list. */
export function joinDefinitions(
  definitions: readonly Pick<NameDefinition, 'line' | 'endLine'>[],
): readonly LineRange[] {
  const joined: { startLine: number; endLine: number }[] = [];
  for (const { line, endLine } of [...definitions].sort((a, b) => a.line - b.line)) {
    const last = joined[joined.length - 1];
    if (last && line <= last.endLine + 1) last.endLine = Math.max(last.endLine, endLine);
    else joined.push({ startLine: line, endLine });
  }
  return joined;
}
