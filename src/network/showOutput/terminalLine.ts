/**
 * What a terminal shows of a line that it was sent: pagers erase themselves with backspaces, and
 * colours are escape sequences. Line numbers do not change.
 */

/** ECMA-48 control sequences (colours, cursor), and the title sequences of terminal programs. */
const ESCAPES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
  /\u001b(?:\[[0-?]{0,32}[ -/]{0,8}[@-~]|\][^\u0007\u001b]{0,200}(?:\u0007|\u001b\\)|[()][0-9A-B]|[=>78cDEHM])/g;
/**
 * Pagers: IOS ` --More-- `, NX-OS `--More--`, ASA `<--- More --->`, Junos `---(more 45%)---`. Where a
 * recorder dropped the backspaces, the blanks that erased the word are left: at most nine.
 */
const PAGER =
  / ?(?:--More--|<--- More --->|---\(more(?: ?\d{1,3}%)?\)---|--\(more\)--|\(END\)) {0,9}/gi;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\b\r\u001b]/;

/** Applies backspaces and carriage returns: later characters overwrite earlier ones. */
function overwrite(line: string): string {
  const cells: string[] = [];
  let at = 0;
  for (const character of line) {
    if (character === '\b') at = Math.max(at - 1, 0);
    else if (character === '\r') at = 0;
    else cells[at++] = character;
  }
  return cells.join('');
}

/** Longer lines are no terminal's; they are left as they are. */
const MAX_TERMINAL_LINE = 4_000;

/** The line as it was seen, without the pager and without blanks at its end. */
export function terminalLine(line: string): string {
  if (line.length > MAX_TERMINAL_LINE) return line;
  let seen = line;
  if (CONTROL.test(seen)) seen = overwrite(seen.replace(ESCAPES, ''));
  if (/more|\(END\)/i.test(seen)) seen = seen.replace(PAGER, '');
  return seen.trimEnd();
}
