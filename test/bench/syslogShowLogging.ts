import { type SyslogRecord, syslogRecords } from '../../src/network/syslog/syslogRecords.ts';
import {
  asJson,
  asList,
  type Compared,
  compared,
  type Json,
  MONTHS,
  NO_MESSAGE,
  plain,
  timeLike,
  two,
} from './syslogCompare.ts';

/** The records of one `show logging` against the records of ours with the same text. */
export function compareRecords(raw: string, expected: readonly unknown[]): Compared[] {
  const records = syslogRecords(raw.split(/\r?\n/));
  const unused = [...records];
  return expected.flatMap((one) => {
    const wanted = asJson(one);
    const text = plainText(wanted.message);
    const at = unused.findIndex((record) => textOf(record) === text);
    const record = at >= 0 ? unused.splice(at, 1)[0] : undefined;
    return compareRecord(wanted, record);
  });
}

function plainText(message: unknown): string {
  return plain(asList(message).join(' '));
}

function textOf(record: SyslogRecord): string {
  return plain([record.message.message, ...record.continuation].join(' '));
}

function compareRecord(wanted: Json, record: SyslogRecord | undefined): Compared[] {
  const message = record?.message;
  const clock = message?.clock;
  const time = plain(wanted.time);
  const uptime = /^\d+:\d+$/.test(time);
  const number = plain(wanted.number);
  const ours: Readonly<Record<string, unknown>> = {
    number:
      message?.sequence === undefined ? '' : String(message.sequence).padStart(number.length, '0'),
    month: clock && MONTHS[clock.month - 1],
    day: clock && (/^0/.test(plain(wanted.day)) ? two(clock.day) : clock.day),
    year: clock?.year,
    time: clock ? timeLike(time, clock) : uptime ? minutesSeconds(message?.uptimeMs) : '',
    timezone: clock?.zone,
    hostname: message?.host,
    host: message?.host,
    facility: message?.facility,
    severity: message?.severity,
    mnemonic: message?.mnemonic,
    process: message?.process?.name,
    process_name: message?.process?.name,
    pid: message?.process?.pid,
    message: record && textOf(record),
  };
  return Object.entries(wanted).map(([field, value]) => {
    const expected = field === 'message' ? plainText(value) : value;
    return compared(field, expected, record ? ours[field] : NO_MESSAGE);
  });
}

function minutesSeconds(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : `${Math.floor(ms / 60_000)}:${two((ms / 1000) % 60)}`;
}
