import { commandFromPath } from './commandFromPath.ts';
import { expandCommand } from './expandCommand.ts';
import { hasCommand, parsePrompt } from './prompt.ts';
import type { ShowSection } from './showTable.ts';
import { commandOfHeader } from './showTables.ts';
import { terminalLine } from './terminalLine.ts';

/** Headings are short: `------------------ show version ------------------`. */
const MAX_HEADING_CHARACTERS = 200;
/** Show-tech's rule around a command, a comment, or NX-OS's backquotes. */
const RULED_HEADING =
  /^\s*(?:[-=*#~!]{2,}|[#!])[\s>]*(?:Command: *)?[`'"]?((?:show|sh) [^`'"=*#~]{2,120}?)[`'"]?[:\s]*(?:[-=*#~!]{2,}\s*)?$/;
const BARE_HEADING =
  /^(?:[Cc]ommand|COMMAND|CMD)?:? ?[`'"]?((?:show|sh) [\w ./:|-]{2,120}?)[`'"]?:?$/;

/** A line that names the command whose output follows, or undefined. */
function headingCommand(line: string): string | undefined {
  if (line.length > MAX_HEADING_CHARACTERS || !/sh/.test(line)) return undefined;
  const ruled = RULED_HEADING.exec(line)?.[1];
  const typed = ruled ?? BARE_HEADING.exec(line)?.[1];
  if (!typed) return undefined;
  const { command, known, unknown } = expandCommand(typed.trim().replace(/[\s-]+$/, ''));
  // A sentence may begin with the word, too: most of a command's words are known ones.
  return known > 0 && (known >= unknown.length || command.includes('|')) ? command : undefined;
}

interface Mark {
  readonly line: number;
  readonly command: string;
  readonly device?: string;
  /** The output begins on this line or the next one. */
  readonly own: boolean;
}

/** Names that stand in a prompt with a command: their other prompts count as well. */
function promptDevices(lines: readonly string[]): Set<string> {
  const devices = new Set<string>();
  for (const line of lines) {
    const prompt = parsePrompt(line);
    if (prompt && hasCommand(prompt)) devices.add(prompt.device);
  }
  return devices;
}

function promptMarks(lines: readonly string[]): Mark[] {
  const devices = promptDevices(lines);
  const marks: Mark[] = [];
  let device: string | undefined;
  lines.forEach((line, index) => {
    const prompt = parsePrompt(line);
    if (prompt && devices.has(prompt.device)) {
      device = prompt.device;
      const { command } = expandCommand(prompt.typed);
      marks.push({ line: index + 1, command, device, own: false });
      return;
    }
    const command = headingCommand(line);
    const last = marks[marks.length - 1];
    // EOS and NX-OS repeat the command as the first comment of a configuration.
    if (!command || last?.command.startsWith(command)) return;
    marks.push({ line: index + 1, command, ...(device ? { device } : {}), own: false });
  });
  return marks;
}

/** Outputs one after the other without prompts are told apart by the names of their columns. */
function headerMarks(lines: readonly string[]): Mark[] {
  const marks: Mark[] = [];
  lines.forEach((line, index) => {
    const command = commandOfHeader(line);
    if (!command || marks[marks.length - 1]?.command === command) return;
    marks.push({ line: index + 1, command, own: true });
  });
  const first = marks[0];
  // What stands above the first names belongs to them: a title, a legend.
  if (first) marks[0] = { ...first, line: 1 };
  return marks;
}

function sectionsOf(marks: readonly Mark[], lineCount: number): ShowSection[] {
  return marks.map(({ line, command, device, own }, index) => ({
    command,
    ...(device ? { device } : {}),
    startLine: line,
    endLine: (marks[index + 1]?.line ?? lineCount + 1) - 1,
    bodyLine: own ? line : line + 1,
  }));
}

/** Lines as the terminal showed them; numbers stay. */
export function terminalLines(lines: readonly string[]): string[] {
  return lines.map(terminalLine);
}

/**
 * Cuts what devices printed into commands and their output. Every line is in exactly one section.
 * `lines` are cleaned (`terminalLines`); the path names command and device where no prompt does.
 */
export function splitShowOutput(lines: readonly string[], path = ''): ShowSection[] {
  if (lines.length === 0) return [];
  const named = commandFromPath(path);
  const device = named.device;
  const owner = device ? { device } : {};
  let marks = promptMarks(lines);
  const whole = named.command ?? '';
  if (marks.length === 0) {
    marks = named.command
      ? [{ line: 1, command: named.command, ...owner, own: true }]
      : headerMarks(lines).map((mark) => ({ ...mark, ...owner }));
  }
  const first = marks[0];
  if (!first) return sectionsOf([{ line: 1, command: '', ...owner, own: true }], lines.length);
  if (first.line > 1) {
    const blank = lines.slice(0, first.line - 1).every((line) => line.trim() === '');
    const before = { line: 1, command: blank ? '' : whole, own: true };
    marks = [{ ...before, ...owner, ...(first.device ? { device: first.device } : {}) }, ...marks];
  }
  return sectionsOf(
    marks.map((mark) => (mark.device ? mark : { ...mark, ...owner })),
    lines.length,
  );
}
