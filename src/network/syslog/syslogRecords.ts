import type { SyslogContext, SyslogMessage } from './message.ts';
import { parseSyslog } from './parseSyslog.ts';

/** One message and the lines of a text that it covers, numbered from 1 and inclusive. */
export interface SyslogRecord {
  readonly message: SyslogMessage;
  readonly firstLine: number;
  readonly lastLine: number;
  /** Lines behind the first that continue the message, as written; blank ones are left out. */
  readonly continuation: readonly string[];
}

/**
 * The messages of a log or of a `show logging` output. A line that begins no message continues the
 * one before (IOS prints `%SYS-5-RESTART` over five lines); lines before the first message belong
 * to none.
 */
export function syslogRecords(
  lines: readonly string[],
  context: SyslogContext = {},
): SyslogRecord[] {
  const records: { message: SyslogMessage; first: number; last: number; rest: string[] }[] = [];
  lines.forEach((line, index) => {
    const message = parseSyslog(line, context);
    if (message) {
      records.push({ message, first: index + 1, last: index + 1, rest: [] });
      return;
    }
    const current = records.at(-1);
    if (!current || line.trim() === '') return;
    current.last = index + 1;
    current.rest.push(line);
  });
  return records.map(({ message, first, last, rest }) => ({
    message,
    firstLine: first,
    lastLine: last,
    continuation: rest,
  }));
}
