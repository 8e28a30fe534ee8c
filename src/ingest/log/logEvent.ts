import { logTemplate } from '../../network/logTemplate.ts';
import type { SyslogClock, SyslogFieldName, SyslogMessage } from '../../network/syslog/message.ts';
import { parseSyslog } from '../../network/syslog/parseSyslog.ts';

/** A log line as digests see it. */
export interface LogEvent {
  readonly line: number;
  readonly text: string;
  /** Milliseconds, comparable within one log. */
  readonly timeMs?: number;
  readonly clock?: SyslogClock;
  readonly host: string;
  /** Its kind: the message code as the line writes it, else its text with the values masked. */
  readonly label: string;
  readonly severity?: number;
  /** What it is about, and what became of it: `GigabitEthernet0/1 down`. */
  readonly subject?: string;
  /** Further values worth counting: where from, where to, who. */
  readonly details: readonly (readonly [name: SyslogFieldName, value: string])[];
}

/** Only the differences of times count; a leap year has all days. */
const ANY_YEAR = 2000;
const MAX_LABEL_CHARACTERS = 100;
const MAX_VALUE_CHARACTERS = 80;

/** Fields that say what a message is about, the most telling first. */
const SUBJECTS: readonly (readonly SyslogFieldName[])[] = [
  ['mac', 'vlan', 'interface'],
  ['interface', 'neighbor', 'group'],
  ['bundle'],
  ['group'],
  ['track'],
  ['user'],
  ['acl'],
  ['vlan'],
  ['address'],
];
/** Values that are bare numbers need their name. */
const NAMED_VALUES: ReadonlySet<SyslogFieldName> = new Set(['vlan', 'group', 'track']);
const OUTCOMES: readonly SyslogFieldName[] = ['state', 'to', 'action'];
const DETAILS: readonly SyslogFieldName[] = [
  'source',
  'destination',
  'destinationPort',
  'user',
  'acl',
  'vrf',
  'reason',
  'command',
];

function labelOf({ facility, severity, mnemonic, process, message }: SyslogMessage): string {
  if (mnemonic !== undefined) {
    return facility === undefined ? mnemonic : `%${facility}-${severity ?? ''}-${mnemonic}`;
  }
  const template = logTemplate(message).slice(0, MAX_LABEL_CHARACTERS);
  return process ? `${process.name}: ${template}` : template;
}

function subjectNames({ fields }: SyslogMessage): readonly SyslogFieldName[] {
  const about = SUBJECTS.find(([first]) => first !== undefined && fields[first] !== undefined);
  const outcome = OUTCOMES.find((name) => fields[name] !== undefined);
  return [...(about ?? ['neighbor']), ...(outcome ? [outcome] : [])];
}

function detailsOf(
  { fields }: SyslogMessage,
  subject: readonly SyslogFieldName[],
): LogEvent['details'] {
  return DETAILS.flatMap((name) => {
    const value = fields[name];
    if (value === undefined || subject.includes(name)) return [];
    return [[name, value.slice(0, MAX_VALUE_CHARACTERS)] as const];
  });
}

/** Where a log comes from, for what its lines leave out. */
export interface LogOrigin {
  /** The device that the file is named for. */
  readonly hostname?: string | undefined;
  /** When the file was last written, in ms since 1970: lines without a year are near to it. */
  readonly modifiedMs?: number | undefined;
}

/** Reads one line for the digests. Total: a line that is no message is its own kind. */
export function readLogEvent(text: string, line: number, origin: LogOrigin): LogEvent {
  const { hostname = '', modifiedMs } = origin;
  const context = modifiedMs === undefined ? { year: ANY_YEAR } : { referenceTime: modifiedMs };
  const message = parseSyslog(text, context);
  if (!message) {
    const label = logTemplate(text).slice(0, MAX_LABEL_CHARACTERS);
    return { line, text, host: hostname, label, details: [] };
  }
  const { clock, severity } = message;
  const timeMs = message.time ?? message.uptimeMs;
  const names = subjectNames(message);
  const words = names.flatMap((name) => {
    const value = message.fields[name];
    if (value === undefined) return [];
    return NAMED_VALUES.has(name) && /^\d+$/.test(value) ? `${name} ${value}` : value;
  });
  return {
    line,
    text,
    host: message.host ?? hostname,
    label: labelOf(message),
    details: detailsOf(message, names),
    ...(timeMs === undefined ? {} : { timeMs }),
    ...(clock ? { clock } : {}),
    ...(severity === undefined ? {} : { severity }),
    ...(words.length > 0 ? { subject: words.join(' ').slice(0, MAX_VALUE_CHARACTERS) } : {}),
  };
}
