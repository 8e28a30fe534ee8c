/** The layout of a text that says what its lines are: what they are below, and what is a banner. */

/** Deeper lines count as children of the last one that is kept. */
const MAX_DEPTH = 32;
const MAX_HEADING_CHARACTERS = 120;
/** A banner that is not closed within these lines is none. */
const MAX_BANNER_LINES = 80;

/** The less indented lines above each line, outermost first. */
export class Ancestors {
  readonly #open: { readonly indent: number; readonly text: string }[] = [];

  /** The ancestors of a line, which becomes one of those that follow. */
  enter(line: string): readonly string[] {
    const indent = line.search(/\S/);
    if (indent < 0) return this.#open.map(({ text }) => text);
    while ((this.#open.at(-1)?.indent ?? -1) >= indent) this.#open.pop();
    const above = this.#open.map(({ text }) => text);
    if (this.#open.length < MAX_DEPTH && /[\p{L}]/u.test(line.charAt(indent))) {
      const text = line.slice(indent, indent + MAX_HEADING_CHARACTERS).toLowerCase();
      this.#open.push({ indent, text: text.trimEnd() });
    }
    return above;
  }
}

/** For each line the next one that is not empty, trimmed. */
export function nextLines(lines: readonly string[]): readonly string[] {
  const next = new Array<string>(lines.length).fill('');
  let below = '';
  for (let index = lines.length - 1; index >= 0; index--) {
    next[index] = below;
    const text = lines[index]?.slice(0, MAX_HEADING_CHARACTERS).trim() ?? '';
    if (text !== '') below = text;
  }
  return next;
}

/**
 * The line behind a banner that begins on a line: of `banner motd ^C` up to the next `^C`, of a
 * bare `banner motd` up to `EOF`. Undefined where none begins or it ends on the same line.
 */
export function bannerEnd(lines: readonly string[], at: number): number | undefined {
  const line = lines[at] ?? '';
  const [, mark = 'EOF', rest = ''] =
    /^\s*banner\s+[a-z-]{2,20}(?:\s+(\^.|[^\p{L}\d\s])(.*))?\s*$/u.exec(line.slice(0, 2_000)) ?? [];
  if (!/^\s*banner\s/.test(line) || rest.includes(mark)) return undefined;
  if (mark === 'EOF' && !/^\s*banner\s+\S+\s*$/.test(line)) return undefined;
  for (let end = at + 1; end < lines.length && end <= at + MAX_BANNER_LINES; end++) {
    const text = lines[end] ?? '';
    if (mark === 'EOF' ? text.trim() === mark : text.includes(mark)) return end + 1;
  }
  return undefined;
}
