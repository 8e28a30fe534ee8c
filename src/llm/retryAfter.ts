/**
 * How long a server asks to wait, in ms from `now`: `retry-after-ms`, or `Retry-After` in seconds
 * or as an HTTP date (RFC 9110, 10.2.3). Absent or unreadable headers give undefined.
 */
export function parseRetryAfter(headers: Headers | undefined, now: number): number | undefined {
  const milliseconds = decimal(headers?.get('retry-after-ms'));
  if (milliseconds !== undefined) return milliseconds;
  const value = headers?.get('retry-after');
  const seconds = decimal(value);
  if (seconds !== undefined) return seconds * 1000;
  const date = Date.parse(value ?? '');
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function decimal(value: string | null | undefined): number | undefined {
  return value && /^\s*\d+(?:\.\d+)?\s*$/.test(value) ? Number(value) : undefined;
}
