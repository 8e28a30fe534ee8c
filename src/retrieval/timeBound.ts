import type { SyslogClock } from '../network/syslog/message.ts';

/** A time as people and logs write it; without a year it is one of any year. */
export interface TimeBound {
  readonly year?: number;
  /** Milliseconds in a year that has all days, without zone. */
  readonly ofYearMs: number;
}

/** A leap year: times that name no year may be on its 29 February. */
const ANY_YEAR = 2000;
const MONTHS = [
  ...['jan', 'feb', 'mar', 'apr', 'may', 'jun'],
  ...['jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
];

const CLOCK = String.raw`(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)?`;
const ZONE = String.raw`\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?`;
const ISO = new RegExp(String.raw`^(\d{4})-(\d{1,2})-(\d{1,2})${CLOCK}${ZONE}$`, 'i');
const BSD = new RegExp(
  String.raw`^[*.]?(?:(\d{4}) +)?([a-z]{3,9})\.? +(\d{1,2})(?:,? +(\d{4}))?${CLOCK}${ZONE}$`,
  'i',
);

interface WrittenTime {
  readonly year: string | undefined;
  readonly month: number;
  readonly day: string | undefined;
  readonly clock: readonly (string | undefined)[];
}

function readWritten(text: string): WrittenTime | undefined {
  const iso = ISO.exec(text);
  if (iso) {
    const [, year, month, day, ...clock] = iso;
    return { year, month: Number(month), day, clock };
  }
  const bsd = BSD.exec(text);
  if (!bsd) return undefined;
  const [, yearBefore, name = '', day, yearAfter, ...clock] = bsd;
  const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  return { year: yearBefore ?? yearAfter, month, day, clock };
}

function bound(year: number | undefined, ofYearMs: number): TimeBound {
  return year === undefined ? { ofYearMs } : { year, ofYearMs };
}

/**
 * Reads `2025-03-04`, `2025-03-04 11:45:20`, `Mar 4 11:45`, `4 March`-like dates of logs. `edge`
 * says which end of the day, minute or second is meant where the text leaves it open. Zones are
 * passed over: times are compared as they are logged. Undefined for other text.
 */
export function parseTimeBound(text: string, edge: 'from' | 'to'): TimeBound | undefined {
  const written = readWritten(text.trim());
  if (!written) return undefined;
  const { year, month, day } = written;
  const [hour, minute, second] = written.clock;
  const last = edge === 'to';
  const parts = [
    hour === undefined ? (last ? 23 : 0) : Number(hour),
    minute === undefined ? (last ? 59 : 0) : Number(minute),
    second === undefined ? (last ? 59 : 0) : Number(second),
  ] as const;
  const dayNumber = Number(day);
  const date = new Date(Date.UTC(ANY_YEAR, month - 1, dayNumber, ...parts, last ? 999 : 0));
  const isReal = month >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === dayNumber;
  if (!isReal || parts[0] > 23 || parts[1] > 59 || parts[2] > 60) return undefined;
  return bound(year === undefined ? undefined : Number(year), date.getTime());
}

/** The time of a log line, as it is written. */
export function boundOfClock(clock: SyslogClock): TimeBound {
  const { month, day, hour, minute, second, millisecond } = clock;
  const ofYearMs = Date.UTC(ANY_YEAR, month - 1, day, hour, minute, second, millisecond);
  return bound(clock.year, ofYearMs);
}

/** Negative when `left` is earlier. Where one of them has no year, years are not compared. */
export function compareBounds(left: TimeBound, right: TimeBound): number {
  if (left.year !== undefined && right.year !== undefined && left.year !== right.year) {
    return left.year - right.year;
  }
  return left.ofYearMs - right.ofYearMs;
}

const DAY_MS = 86_400_000;

/** The days from one bound to the other as `@month-day` tokens; undefined for more than `most`. */
export function daysBetween(from: TimeBound, to: TimeBound, most: number): string[] | undefined {
  const span = to.ofYearMs - from.ofYearMs;
  const sameYear = from.year === undefined || to.year === undefined || from.year === to.year;
  if (!sameYear || span < 0 || span > most * DAY_MS) return undefined;
  const days: string[] = [];
  for (let at = from.ofYearMs; at <= to.ofYearMs; at += DAY_MS) days.push(dayToken(at));
  return [...new Set([...days, dayToken(to.ofYearMs)])];
}

function dayToken(ms: number): string {
  const date = new Date(ms);
  return `@${date.getUTCMonth() + 1}-${date.getUTCDate()}`;
}
