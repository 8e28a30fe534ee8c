import type { SyslogClock, SyslogContext } from './message.ts';
import { zoneOffsetMinutes } from './zones.ts';

const MONTHS = [
  ...['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'],
  ...['Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
];

/**
 * BSD and Cisco times: `Mar  4 11:45:20`, `*Mar  4 11:45:20.123`, `2025 Mar  3 00:09:45`,
 * `Mar 03 2025 00:07:28`, `Mon Mar  3 00:09:45 2025:`.
 */
const BSD_TIME =
  /([*.])?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +)?(?:(\d{4}) +)?([A-Z][a-z]{2}) +(\d{1,2})(?:,? +(\d{4}))? +(\d{1,2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?(?: (\d{4})(?=[: ]|$))?/y;

/** ISO 8601 and RFC 3339 times, with `T` or a space, and Palo Alto's slashes. */
const ISO_TIME =
  /([*.])?(\d{4})([-/])(\d{2})\3(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?(Z{1,2}|[+-]\d{2}:?\d{2}(?!\d))?/y;

/** A zone's name after a time: it ends with a colon, or is a name that everyone knows. */
const ZONE = / ([A-Z]{1,6}(?:[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2})(?= ?:|[ \t]|$)/y;

/** A time and the index of the first character after it. */
export interface ReadClock {
  readonly clock: SyslogClock;
  readonly end: number;
}

/**
 * The time that starts at an index of a line, or undefined. Impossible dates and times of day
 * (month 13, 25:00:00) are none; a leap second is one.
 */
export function readClock(line: string, index: number): ReadClock | undefined {
  const code = line.charCodeAt(index);
  const first = code === 42 || code === 46 ? line.charCodeAt(index + 1) : code;
  const isDigit = first >= 48 && first <= 57;
  const isLetter = first >= 65 && first <= 90;
  if (!isDigit && !isLetter) return undefined;
  return (isDigit ? readIso(line, index) : undefined) ?? readBsd(line, index);
}

function readBsd(line: string, index: number): ReadClock | undefined {
  BSD_TIME.lastIndex = index;
  const match = BSD_TIME.exec(line);
  if (!match) return undefined;
  const month = MONTHS.indexOf(match[3] ?? '') + 1;
  const year = match[2] ?? match[5] ?? match[10];
  const end = BSD_TIME.lastIndex;
  const parts = [month, match[4], match[6], match[7], match[8]] as const;
  return withZone(line, end, year, parts, match[9], match[1]);
}

function readIso(line: string, index: number): ReadClock | undefined {
  ISO_TIME.lastIndex = index;
  const match = ISO_TIME.exec(line);
  if (!match) return undefined;
  const end = ISO_TIME.lastIndex;
  const parts = [Number(match[4]), match[5], match[6], match[7], match[8]] as const;
  const written = match[10];
  if (!written) return withZone(line, end, match[2], parts, match[9], match[1]);
  const zone = written.startsWith('Z') ? 'Z' : written;
  const clock = clockOf(match[2], parts, match[9], match[1], zone);
  return clock && { clock, end };
}

/** Month, day, hour, minute and second. */
type Parts = readonly [number, ...(string | undefined)[]];

function withZone(
  line: string,
  end: number,
  year: string | undefined,
  parts: Parts,
  fraction: string | undefined,
  mark: string | undefined,
): ReadClock | undefined {
  const zone = readZone(line, end);
  const clock = clockOf(year, parts, fraction, mark, zone);
  return clock && { clock, end: zone === undefined ? end : end + 1 + zone.length };
}

function clockOf(
  year: string | undefined,
  parts: Parts,
  fraction: string | undefined,
  mark: string | undefined,
  zone: string | undefined,
): SyslogClock | undefined {
  const month = parts[0];
  const day = Number(parts[1]);
  const hour = Number(parts[2]);
  const minute = Number(parts[3]);
  const second = Number(parts[4]);
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const millisecond = fraction ? Number(fraction.slice(0, 3).padEnd(3, '0')) : 0;
  const clock: { -readonly [part in keyof SyslogClock]: SyslogClock[part] } = {
    month,
    day,
    hour,
    minute,
    second,
    millisecond,
  };
  if (year !== undefined) clock.year = Number(year);
  if (mark === '*' || mark === '.') clock.mark = mark;
  if (zone === undefined) return clock;
  clock.zone = zone;
  const offset = zoneOffsetMinutes(zone);
  if (offset !== undefined) clock.offsetMinutes = offset;
  return clock;
}

/** The zone one blank behind a time; a word that may be a host counts only before a colon. */
function readZone(line: string, end: number): string | undefined {
  if (line.charCodeAt(end) !== 32) return undefined;
  ZONE.lastIndex = end;
  const zone = ZONE.exec(line)?.[1];
  if (zone === undefined || zoneOffsetMinutes(zone) !== undefined) return zone;
  const next = ZONE.lastIndex;
  const colon = line.charCodeAt(line.charCodeAt(next) === 32 ? next + 1 : next);
  return colon === 58 ? zone : undefined;
}

const DAY_MS = 86_400_000;

/**
 * A clock's milliseconds since 1970. The year is the clock's own, the context's, or the
 * latest in which the time is not after the context's reference time; without any there is no answer. The zone
 * is the clock's where its offset is known, else the context's, else UTC.
 */
export function clockTime(clock: SyslogClock, context: SyslogContext): number | undefined {
  const offset = clock.offsetMinutes ?? context.defaultOffsetMinutes ?? 0;
  const inYear = (year: number): number =>
    Date.UTC(
      year,
      clock.month - 1,
      clock.day,
      clock.hour,
      clock.minute,
      clock.second,
      clock.millisecond,
    ) -
    offset * 60_000;
  const year = clock.year ?? context.year;
  if (year !== undefined) return inYear(year);
  const reference = context.referenceTime;
  if (reference === undefined || !Number.isFinite(reference)) return undefined;
  const near = new Date(reference).getUTCFullYear();
  if (!Number.isFinite(near)) return undefined;
  // Logs are written before they are read: a day of slack covers clocks that run fast.
  const latest = [near + 1, near, near - 1].find((year) => inYear(year) <= reference + DAY_MS);
  if (latest === undefined) return undefined;
  const isLeapDay = clock.month === 2 && clock.day === 29;
  return inYear(isLeapDay ? leapYearUpTo(latest) : latest);
}

function leapYearUpTo(year: number): number {
  const fourth = year - (year % 4);
  return fourth % 100 === 0 && fourth % 400 !== 0 ? fourth - 4 : fourth;
}
