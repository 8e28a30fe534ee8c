/** Text of files in Markdown: shown as it is, and never read as Markdown or HTML. */

const LINE_ENDS_AND_CONTROLS = /[\p{Cc}\u2028\u2029]+/gu;
/** A table's cell and a sentence stay readable. */
const MAX_CODE_CHARACTERS = 200;

/** Text as it is, on one line: file names may hold marks and line breaks. */
export function escapeMarkdown(text: string): string {
  return text.replace(LINE_ENDS_AND_CONTROLS, ' ').replace(/[\\`*_{}[\]()<>#|~&]/g, '\\$&');
}

/** A fence longer than any run of backticks inside, so that quoted text cannot end it. */
export function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

/** Text as code on one line; '' for empty text. Long text is cut. */
export function codeSpan(text: string): string {
  const line = text.replace(LINE_ENDS_AND_CONTROLS, ' ').trim();
  if (line === '') return '';
  const cut =
    line.length > MAX_CODE_CHARACTERS ? `${line.slice(0, MAX_CODE_CHARACTERS).trimEnd()}…` : line;
  const longest = Math.max(0, ...(cut.match(/`+/g) ?? []).map((run) => run.length));
  const marks = '`'.repeat(longest + 1);
  const padding = cut.startsWith('`') || cut.endsWith('`') ? ' ' : '';
  return `${marks}${padding}${cut}${padding}${marks}`;
}

/** A code span inside of a table (GitHub Flavored Markdown, section 4.10: pipes are escaped). */
export function codeCell(text: string): string {
  return codeSpan(text).replace(/\|/g, '\\|');
}
