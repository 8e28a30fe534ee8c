import { INTERFACE, MAC } from './syslog/fieldPatterns.ts';
import { parseSyslogHeader, type SyslogHeader } from './syslog/parseSyslog.ts';

/** A user's name stands where the message's grammar puts it; the words around it stay. */
const USER =
  /(\b[Uu]ser(?:name)?(?:[ :=]+|\s*=\s*)(?!auth|log|from |on |is |was |has |requested )|\bfor (?:invalid user )?(?=\S+ from ))(?:'[^']*'|"[^"]*"|[\w.@\\$-]+)|(\bby )[\w.@\\$-]+(?= on )|(\bby :?)'[^']*'/g;

/** Interfaces, MAC addresses, dates, lines, VLANs, IPv6 and IPv4 addresses, and numbers. */
const VALUE = new RegExp(
  [
    `\\b${INTERFACE}(?![\\w/])`,
    `\\b${MAC}(?!\\w)`,
    '\\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? [A-Z][a-z]{2} +\\d{1,2}(?: \\d{4})?',
    '\\b(?:vty|tty|pts\\/|con|VLAN|Vlan|MST|ttyp)\\d+',
    '(?<![\\w:])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?![\\w:])',
    '\\b0x[0-9A-Fa-f]+',
    '\\b\\d+(?:[.:]\\d+)*(?:[:/]\\d+)?',
  ].join('|'),
  'g',
);

/** A template names no more than this of a text; what follows differs anyway. */
const LONGEST_TEXT = 2000;

/**
 * A log line without its header and with its values masked as `#`: equal kinds of message become
 * equal whatever their time, host, sequence number, interfaces, addresses, users and numbers.
 * States, reasons and names of lists stay. A line that is no message is masked as a whole.
 */
export function logTemplate(line: string): string {
  const header = parseSyslogHeader(line);
  return header ? messageTemplate(header) : masked(line);
}

/** The template of a message that is already parsed. */
export function messageTemplate(message: SyslogHeader): string {
  const { facility, severity, mnemonic, process } = message;
  const code =
    facility === undefined
      ? (mnemonic ?? '')
      : `%${[facility, severity, mnemonic].filter((part) => part !== undefined).join('-')}`;
  const parts = [process?.name, code].filter((part) => part !== undefined && part !== '');
  return [...parts, masked(message.message)].join(': ');
}

function masked(text: string): string {
  return text.slice(0, LONGEST_TEXT).replace(USER, '$1$2$3#').replace(VALUE, '#').trim();
}

/** Severity 0 (emergency) to 7 (debug): of a line's message code, else of its PRI. */
export function severityOf(line: string): number | undefined {
  return parseSyslogHeader(line)?.severity;
}

/**
 * Looks like a line of a device's or a syslog server's log, of any grammar of `parseSyslog`. Prose
 * and configurations that quote a message code, and tables with a time, are none.
 */
export function isLogLine(line: string): boolean {
  return parseSyslogHeader(line) !== undefined;
}
