import { readClock } from './clock.ts';
import type { SyslogClock, SyslogProcess } from './message.ts';

/** One RFC 5424 message. Nil values (`-`) are left out. */
export interface Rfc5424 {
  readonly pri: number;
  readonly clock?: SyslogClock;
  readonly host?: string;
  readonly process?: SyslogProcess;
  /** A process id that is not a number stays text. */
  readonly messageId?: string;
  /** Structured data parameters, unescaped, in the order of the line. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  readonly text: string;
}

const START = /<(\d{1,3})>\d{1,2} +(?=-|\d{4}-\d{2}-\d{2}T)/y;
const TOKEN = /[^ ]+/y;
const PARAMETER = / *([^\s=\]"]+)="((?:[^"\\]|\\.)*)"/y;
const ELEMENT_NAME = /\[([^\s=\]"]+)/y;

/** Reads the header of RFC 5424 section 6, or undefined for a line of another grammar. */
export function readRfc5424(line: string, index: number): Rfc5424 | undefined {
  START.lastIndex = index;
  const start = START.exec(line);
  if (!start) return undefined;
  const pri = Number(start[1]);
  if (pri > 191) return undefined;
  let at = START.lastIndex;
  const read = readClock(line, at);
  if (!read && line.charCodeAt(at) !== 45) return undefined;
  at = read?.end ?? at + 1;
  const tokens: (string | undefined)[] = [];
  for (let count = 0; count < 4; count++) {
    while (line.charCodeAt(at) === 32) at += 1;
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(line)?.[0];
    at += token?.length ?? 0;
    tokens.push(token === '-' ? undefined : token);
  }
  const [host, name, pid, messageId] = tokens;
  const data = structuredData(line, at);
  return {
    pri,
    ...(read ? { clock: read.clock } : {}),
    ...(host ? { host } : {}),
    ...(name
      ? { process: { name, ...(/^\d{1,9}$/.test(pid ?? '') && { pid: Number(pid) }) } }
      : {}),
    ...(messageId ? { messageId } : {}),
    parameters: data.parameters,
    text: line
      .slice(data.end)
      .replace(/^ +/, '')
      .replace(/^\uFEFF/, ''),
  };
}

/** `[id name="value" …][…]` or `-`; a broken element ends the data and stays in the text. */
function structuredData(
  line: string,
  index: number,
): { parameters: (readonly [string, string])[]; end: number } {
  const parameters: (readonly [string, string])[] = [];
  let at = index;
  while (line.charCodeAt(at) === 32) at += 1;
  if (line.charCodeAt(at) === 45 && /^-(?: |$)/.test(line.slice(at, at + 2))) {
    return { parameters, end: at + 1 };
  }
  for (;;) {
    const element = readElement(line, at);
    if (!element) return { parameters, end: at };
    parameters.push(...element.parameters);
    at = element.end;
  }
}

function readElement(
  line: string,
  index: number,
): { parameters: (readonly [string, string])[]; end: number } | undefined {
  ELEMENT_NAME.lastIndex = index;
  if (!ELEMENT_NAME.test(line)) return undefined;
  const parameters: (readonly [string, string])[] = [];
  let at = ELEMENT_NAME.lastIndex;
  for (;;) {
    PARAMETER.lastIndex = at;
    const match = PARAMETER.exec(line);
    if (!match) break;
    at = PARAMETER.lastIndex;
    parameters.push([match[1] ?? '', (match[2] ?? '').replace(/\\(["\\\]])/g, '$1')]);
  }
  while (line.charCodeAt(at) === 32) at += 1;
  return line.charCodeAt(at) === 93 ? { parameters, end: at + 1 } : undefined;
}
