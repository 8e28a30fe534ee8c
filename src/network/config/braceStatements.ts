import { MAX_LINE_CHARACTERS } from '../../core/limits.ts';

/** What happens in a configuration in braces, in order: Junos, and what is written like it. */
export interface BraceStatement {
  /** `open`: a section begins; `leaf`: a statement without braces; `close`: `}`. */
  readonly kind: 'open' | 'leaf' | 'close' | 'comment';
  /** The statement without its `{` or `;`; empty for `close`. */
  readonly text: string;
  /** 1-based. A list or a quoted key may go over several lines. */
  readonly startLine: number;
  readonly endLine: number;
}

/** A list in brackets or a key in quotes is never longer. */
const MAX_STATEMENT_LINES = 400;

interface Scan {
  readonly out: BraceStatement[];
  /** Parts of the statement so far. */
  parts: string[];
  startLine: number;
  inList: boolean;
  inQuote: boolean;
  inComment: boolean;
}

function finish(scan: Scan, kind: BraceStatement['kind'], line: number): void {
  const text = scan.parts
    .join('')
    .replace(/[ \t\r]+/g, ' ')
    .trim();
  scan.parts = [];
  scan.inList = false;
  scan.inQuote = false;
  if (text === '' && kind === 'leaf') return;
  scan.out.push({ kind, text, startLine: text ? scan.startLine : line, endLine: line });
}

/** Adds a piece of the line to the statement, which begins where its first visible text is. */
function add(scan: Scan, piece: string, line: number): void {
  if (scan.parts.length === 0) {
    if (piece.trim() === '') return;
    scan.startLine = line;
  }
  scan.parts.push(piece);
}

const SPECIAL = /[{};"[\]#]|\/\*|\*\//g;

/** Reads one special character or comment mark; returns where to go on, or -1 at the line's end. */
function readSpecial(scan: Scan, text: string, at: number, mark: string, line: number): number {
  if (scan.inComment) {
    if (mark === '*/') scan.inComment = false;
    return at + mark.length;
  }
  if (scan.inQuote) {
    if (mark === '"' && text[at - 1] !== '\\') scan.inQuote = false;
    add(scan, mark, line);
    return at + mark.length;
  }
  if (mark === '/*') {
    scan.out.push({ kind: 'comment', text: text.slice(at).trim(), startLine: line, endLine: line });
    scan.inComment = true;
  } else if (mark === '#') {
    const comment = text.slice(at).replace(/^#+/, '').trim();
    if (comment) scan.out.push({ kind: 'comment', text: comment, startLine: line, endLine: line });
    return -1;
  } else if (mark === ';' && !scan.inList) finish(scan, 'leaf', line);
  else if (mark === '{') finish(scan, 'open', line);
  else if (mark === '}') {
    finish(scan, 'leaf', line);
    finish(scan, 'close', line);
  } else if (mark !== '*/') {
    if (mark === '"') scan.inQuote = true;
    if (mark === '[') scan.inList = true;
    if (mark === ']') scan.inList = false;
    add(scan, mark, line);
  }
  return at + mark.length;
}

function readLine(scan: Scan, text: string, line: number): void {
  let at = 0;
  SPECIAL.lastIndex = 0;
  for (let match = SPECIAL.exec(text); match; match = SPECIAL.exec(text)) {
    if (!scan.inComment) add(scan, text.slice(at, match.index), line);
    at = readSpecial(scan, text, match.index, match[0], line);
    if (at < 0) return;
  }
  if (!scan.inComment) add(scan, text.slice(at), line);
}

/**
 * Cuts text in braces into statements. Total and linear: what never closes ends with its line, or
 * with the text; a line is read up to the length that a configuration's line can have.
 */
export function braceStatements(lines: readonly string[]): readonly BraceStatement[] {
  const scan: Scan = {
    out: [],
    parts: [],
    startLine: 1,
    inList: false,
    inQuote: false,
    inComment: false,
  };
  lines.forEach((text, index) => {
    readLine(scan, text.slice(0, MAX_LINE_CHARACTERS), index + 1);
    const pem = scan.inQuote && scan.parts.some((part) => part.includes('-----BEGIN'));
    const goesOn = (scan.inList || pem) && index + 1 - scan.startLine < MAX_STATEMENT_LINES;
    if (goesOn) scan.parts.push(' ');
    else finish(scan, 'leaf', index + 1);
  });
  finish(scan, 'leaf', lines.length);
  return scan.out;
}
