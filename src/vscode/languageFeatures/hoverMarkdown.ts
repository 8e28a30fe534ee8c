/** Lines and characters of one hover; a policy or a list can be far longer. */
const MAX_LINES = 40;
const MAX_CHARACTERS = 4_000;
const MAX_LINE_CHARACTERS = 300;

/**
 * A fenced block that shows text as it is: the fence is longer than any run of backticks in it,
 * so nothing in the text can end it.
 */
export function codeBlock(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

/** Inline code on one line, whatever backticks the text holds. */
export function inlineCode(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().slice(0, MAX_LINE_CHARACTERS);
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence} ${line || ' '} ${fence}`;
}

/** Text that Markdown and HTML read as nothing but text. */
export function plainMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]()#+\-.!|~>]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/:/g, '&#58;');
}

/** A link to a place; the address comes from the editor's own URI, its brackets escaped. */
export function link(label: string, uri: string): string {
  return `[${plainMarkdown(label)}](<${uri.replace(/[<>\\\s]/g, encodeURIComponent)}>)`;
}

/** As many of the lines as a hover holds, and how many more there are. */
export function boundLines(lines: readonly string[]): {
  readonly text: string;
  readonly left: number;
} {
  const shown: string[] = [];
  let characters = 0;
  for (const line of lines) {
    const cut = line.length > MAX_LINE_CHARACTERS;
    const text = cut ? `${line.slice(0, MAX_LINE_CHARACTERS)}…` : line;
    characters += text.length + 1;
    if (shown.length >= MAX_LINES || characters > MAX_CHARACTERS) break;
    shown.push(text);
  }
  return { text: shown.join('\n'), left: lines.length - shown.length };
}

/** The beginning of a corpus passage, with pictures taken out and an open code block closed. */
export function boundMarkdown(markdown: string): string {
  const { text, left } = boundLines(markdown.replace(/!\[/g, '[').split('\n'));
  const isOpen = (text.match(/^\s*```/gm)?.length ?? 0) % 2 === 1;
  return `${text}${isOpen ? '\n```' : ''}${left > 0 ? '\n\n…' : ''}`;
}
