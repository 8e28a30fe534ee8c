import { readClock } from './clock.ts';
import type { SyslogClock, SyslogProcess } from './message.ts';

/** One word of a header that is neither a time nor a number; `colon` when one follows it. */
export interface HeaderWord {
  readonly text: string;
  readonly colon: boolean;
}

/** What stands in front of a message: read word by word, in the order of the line. */
export interface Header {
  readonly clock?: SyslogClock;
  /** A colon follows the time: the device itself wrote it (Cisco), no relay. */
  readonly clockColon: boolean;
  readonly uptimeMs?: number;
  readonly sequence?: number;
  readonly node?: string;
  readonly before: readonly HeaderWord[];
  readonly after: readonly HeaderWord[];
  readonly processes: readonly SyslogProcess[];
  /** Index of the first character that the header does not hold. */
  readonly end: number;
}

const WORD = /[^\s:]+(?::+[^\s:]+)*/y;
/** A node stands close to its time: `RP/0/RSP0/CPU0:Mar  3 …`; a slot may hold a space. */
const NODE =
  /((?:SLOT|Slot|slot) ?\d+|[^\s:%]+):(?=[*.]?(?:\d{4} )?[A-Z][a-z]{2} +\d|\d{4}-\d\d-)/y;
const NODE_PATH = /^[A-Z0-9]+(?:\/[A-Z0-9]+)+$/;
const VDC = /%\$ ?([^%\s]+) ?%\$/y;
const INNER_PRI = /<\d{1,3}>/y;
const UPTIME_CLOCK = /(?:(\d{1,5}):)?(\d{1,2}):(\d{2})(?:\.(\d{1,6}))?(?=:)/y;
const UPTIME_UNITS = /(?:(\d{1,3})y)?(?:(\d{1,3})w)?(?:(\d{1,3})d)?(?:(\d{1,3})h)?(?=:)/y;
const PROCESS = /^([^[\]]+)\[(\d{1,9})\]$/;

type Draft = {
  -readonly [key in keyof Header]: Header[key] extends readonly (infer Item)[]
    ? Item[]
    : Header[key];
};

/**
 * Reads the header of a Cisco-like or BSD line between two indexes. Reading stops at `end`, and
 * with `untilClock` behind the first time (a BSD line's own text begins there).
 */
export function readHeader(line: string, start: number, end: number, untilClock: boolean): Header {
  const header: Draft = { clockColon: false, before: [], after: [], processes: [], end: start };
  let index = start;
  for (let parts = 0; parts <= MOST_PARTS; parts++) {
    index = skipSeparators(line, index);
    if (index >= end) break;
    const next = readTime(line, index, header) ?? readPart(line, index, header);
    if (next !== undefined) {
      index = next;
      header.end = index;
      if (untilClock && header.clock) break;
      continue;
    }
    const word = wordAt(line, index, end);
    if (!word) break;
    index += word.length;
    header.end = index;
    addWord(header, word, line.charCodeAt(index) === 58);
  }
  return header;
}

/** A header has few parts; prose in front of a message code has many. */
const MOST_PARTS = 16;

/** And even fewer of them are names. */
export const MOST_NAMES = 4;

function skipSeparators(line: string, start: number): number {
  let index = start;
  for (;;) {
    const code = line.charCodeAt(index);
    if (code !== 32 && code !== 58 && code !== 9) return index;
    index += 1;
  }
}

function wordAt(line: string, index: number, end: number): string | undefined {
  WORD.lastIndex = index;
  const word = WORD.exec(line)?.[0];
  return word?.slice(0, end - index);
}

function readTime(line: string, index: number, header: Draft): number | undefined {
  const read = readClock(line, index);
  if (read) {
    // A relay's own time comes first: what it named is the words before the device's time.
    if (header.clock) header.before.push(...header.after.splice(0));
    header.clock = read.clock;
    const next = line.charCodeAt(read.end);
    header.clockColon = next === 58 || (next === 32 && line.charCodeAt(read.end + 1) === 58);
    return read.end;
  }
  return readUptime(line, index, header);
}

function readUptime(line: string, index: number, header: Draft): number | undefined {
  const code = line.charCodeAt(index);
  if (code < 48 || code > 57) return undefined;
  UPTIME_CLOCK.lastIndex = index;
  const clock = UPTIME_CLOCK.exec(line);
  if (clock) {
    const seconds = Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
    header.uptimeMs = seconds * 1000 + Math.floor(Number(`0.${clock[4] ?? 0}`) * 1000);
    return UPTIME_CLOCK.lastIndex;
  }
  UPTIME_UNITS.lastIndex = index;
  const units = UPTIME_UNITS.exec(line);
  if (!units?.[0]) return undefined;
  const [years, weeks, days, hours] = units.slice(1).map((text) => Number(text ?? 0));
  const wholeDays = (years ?? 0) * 365 + (weeks ?? 0) * 7 + (days ?? 0);
  header.uptimeMs = (wholeDays * 24 + (hours ?? 0)) * 3_600_000;
  return UPTIME_UNITS.lastIndex;
}

/** A node, a virtual device context or a second PRI: its end, or undefined. */
function readPart(line: string, index: number, header: Draft): number | undefined {
  NODE.lastIndex = index;
  const node = NODE.exec(line)?.[1];
  if (node && !DIGITS.test(node)) {
    header.node = node;
    return index + node.length;
  }
  if (line.charCodeAt(index) === 37) {
    VDC.lastIndex = index;
    const context = VDC.exec(line)?.[1];
    if (!context) return undefined;
    header.node = context;
    return VDC.lastIndex;
  }
  if (line.charCodeAt(index) !== 60) return undefined;
  INNER_PRI.lastIndex = index;
  return INNER_PRI.test(line) ? INNER_PRI.lastIndex : undefined;
}

const DIGITS = /^\d+$/;
/** AireOS names the task that speaks: `*spamApTask1:`. */
const TASK = /^\*[A-Za-z]\w*$/;

function addWord(header: Draft, text: string, colon: boolean): void {
  if (DIGITS.test(text)) {
    if (colon) header.sequence = Number(text);
    return;
  }
  const process = text.endsWith(']') ? PROCESS.exec(text) : undefined;
  if (process?.[1]) {
    header.processes.push({ name: process[1], pid: Number(process[2]) });
  } else if (colon && TASK.test(text)) {
    header.processes.push({ name: text.slice(1) });
  } else if (NODE_PATH.test(text) && colon) {
    header.node = text;
  } else {
    const seen = header.clock || header.uptimeMs !== undefined;
    (seen ? header.after : header.before).push({ text, colon });
  }
}
