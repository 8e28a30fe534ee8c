import type { SyslogClock } from '../../src/network/syslog/message.ts';

/** A JSON object of an oracle. */
export type Json = Readonly<Record<string, unknown>>;

/** One compared field: what the oracle expects and what the parser says. */
export interface Compared {
  readonly field: string;
  readonly expected: string;
  readonly actual: string;
}

export const NO_MESSAGE = '(no message)';

export function compared(field: string, expected: unknown, actual: unknown): Compared {
  return { field, expected: plain(expected), actual: plain(actual) };
}

/** Nothing, null and the empty text are one; blanks around and inside do not count. */
export function plain(value: unknown): string {
  if (value === undefined || value === null) return '';
  return String(value).replace(/\s+/g, ' ').trim();
}

export const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
export const two = (value: number): string => String(value).padStart(2, '0');

/** Our date in the notation of the expected one. */
export function dateLike(expected: string, clock: SyslogClock | undefined): string | undefined {
  if (!clock) return undefined;
  const { year, month, day } = clock;
  if (/^\d{4}-/.test(expected)) return `${year}-${two(month)}-${two(day)}`;
  const yearFirst = /^\d{4}/.test(expected) ? `${year} ` : '';
  const padded = / 0\d$/.test(expected) ? two(day) : day;
  return `${yearFirst}${MONTHS[month - 1]} ${padded}`;
}

export function timeLike(expected: string, clock: SyslogClock | undefined): string | undefined {
  if (!clock) return undefined;
  const zone = /(?:Z|[+-]\d\d:?\d\d)$/.test(expected) ? (clock.zone ?? '') : '';
  const fraction = /\.(\d+)/.exec(expected)?.[1];
  const digits =
    fraction && String(clock.millisecond).padStart(3, '0').padEnd(fraction.length, '0');
  const time = `${two(clock.hour)}:${two(clock.minute)}:${two(clock.second)}`;
  return time + (digits ? `.${digits.slice(0, fraction?.length)}` : '') + zone;
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

export function asJson(value: unknown): Json {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
