import { clockTime, readClock } from './clock.ts';
import { readDaemonText } from './daemonText.ts';
import { extractFields, type FieldSource } from './fields.ts';
import { type Header, type HeaderWord, MOST_NAMES, readHeader } from './header.ts';
import type { SyslogContext, SyslogFormat, SyslogMessage, SyslogProcess } from './message.ts';
import { findMessageCode, isFirewallFacility, type MessageCode } from './messageCode.ts';
import { readRfc5424 } from './rfc5424.ts';

const PRI = /[\s\uFEFF]*(?:<(\d{1,3})>)?/y;

/** A message before its fields are read and its time is put into a year. */
export type SyslogHeader = Omit<SyslogMessage, 'time' | 'fields'> & Pick<FieldSource, 'parameters'>;

/**
 * One line of a device's or a server's log as a message, or undefined when the line is none (a
 * continuation line, prose, a configuration line).
 *
 * Grammars: RFC 3164 and RFC 5424; Cisco's system message guides for IOS, IOS-XE, NX-OS, IOS-XR,
 * AireOS and ASA with `service timestamps` (datetime, msec, year, timezone, uptime or none) and
 * `service sequence-numbers`; Arista EOS; Junos standard, explicit-priority and structured-data.
 *
 * Total and pure: every string gives an answer in time linear in its length. Nothing of the text
 * is lost: `message` is everything after the header and the message code.
 */
export function parseSyslog(line: string, context: SyslogContext = {}): SyslogMessage | undefined {
  const draft = parseSyslogHeader(line);
  if (!draft) return undefined;
  const { parameters, ...message } = draft;
  const time = message.clock && clockTime(message.clock, context);
  return {
    ...message,
    ...(time === undefined ? {} : { time }),
    fields: extractFields(draft),
  };
}

/** The same without `time` and `fields`, which costs half; with the structured data as written. */
export function parseSyslogHeader(line: string): SyslogHeader | undefined {
  PRI.lastIndex = 0;
  const priText = PRI.exec(line)?.[1];
  const start = PRI.lastIndex;
  const pri = priText !== undefined && Number(priText) <= 191 ? Number(priText) : undefined;
  return (
    (pri === undefined
      ? undefined
      : (readVersioned(line, line.indexOf('<')) ?? readMeraki(line, start, pri))) ??
    readCoded(line, start, pri) ??
    readBsd(line, start, pri)
  );
}

/** RFC 5424; a message code at the start of its text names the message. */
function readVersioned(line: string, start: number): SyslogHeader | undefined {
  const read = readRfc5424(line, start);
  if (!read) return undefined;
  const { pri, clock, host, process, messageId, parameters, text } = read;
  const code = findMessageCode(text);
  const coded = code && isCiscoHeader(text, readHeader(text, 0, code.start, false), code, pri);
  return {
    format: 'rfc5424',
    pri,
    ...(clock && { clock }),
    ...(host && { host }),
    ...(process && { process }),
    severity: pri & 7,
    ...(messageId && { mnemonic: messageId }),
    ...(code && coded && codeParts(code)),
    message: code && coded ? text.slice(code.end) : text,
    parameters,
  };
}

const MERAKI = /\d{1,2} (\d{9,11})\.(\d{1,9}) (\S+) /y;

/** Cisco Meraki: `<134>1 1563249630.774247467 MX84 events type=…`, seconds since 1970. */
function readMeraki(line: string, start: number, pri: number): SyslogHeader | undefined {
  MERAKI.lastIndex = start;
  const match = MERAKI.exec(line);
  if (!match?.[3]) return undefined;
  const milliseconds = Number(match[2]?.slice(0, 3).padEnd(3, '0'));
  const clock = readClock(new Date(Number(match[1]) * 1000 + milliseconds).toISOString(), 0)?.clock;
  const message = line.slice(MERAKI.lastIndex);
  const host = match[3];
  return { format: 'rfc3164', pri, severity: pri & 7, ...(clock && { clock }), host, message };
}

/** A line with a `%FACILITY-SEVERITY-MNEMONIC` code behind a header of a few known parts. */
function readCoded(line: string, start: number, pri: number | undefined): SyslogHeader | undefined {
  const code = findMessageCode(line, start);
  if (!code) return undefined;
  const header = readHeader(line, start, code.start, false);
  if (!isCiscoHeader(line, header, code, pri)) return undefined;
  const names = namesOf(header, code);
  return {
    format: formatOf(header, code, names.process),
    ...headerParts(header, pri),
    ...names,
    ...codeParts(code),
    message: line.slice(code.end),
  };
}

/** The header is read to its end, and says more than a sentence that quotes a code would. */
function isCiscoHeader(
  line: string,
  header: Header,
  code: MessageCode,
  pri: number | undefined,
): boolean {
  const words = header.before.length + header.after.length;
  const unread = line.slice(header.end, code.start);
  if (header.end > code.start || /[^\s:]/.test(unread) || words > MOST_NAMES) return false;
  if (header.clock || header.uptimeMs !== undefined || pri !== undefined) return true;
  if (words > 1) return false;
  if (header.sequence !== undefined || header.node || header.processes.length > 0) return true;
  return code.closed && (words === 0 || (words === 1 && header.before[0]?.colon === true));
}

function codeParts(code: MessageCode): Partial<SyslogHeader> {
  return {
    facility: code.facility,
    severity: code.severity,
    ...(code.mnemonic === undefined ? {} : { mnemonic: code.mnemonic }),
  };
}

function headerParts(header: Header, pri: number | undefined): Partial<SyslogHeader> {
  return {
    ...(pri === undefined ? {} : { pri }),
    ...(header.clock && { clock: header.clock }),
    ...(header.uptimeMs === undefined ? {} : { uptimeMs: header.uptimeMs }),
    ...(header.sequence === undefined ? {} : { sequence: header.sequence }),
    ...(header.node && { node: header.node }),
  };
}

function formatOf(header: Header, code: MessageCode, process?: SyslogProcess): SyslogFormat {
  if (isFirewallFacility(code.facility)) return 'asa';
  if (header.node?.includes('/')) return 'iosxr';
  if (process?.pid === undefined) return 'cisco';
  // Junos with explicit-priority has a relay's header; XR writes the process behind its own time.
  return header.clockColon ? 'iosxr' : 'junos';
}

/** Agents of EOS (`Bgp`, `ConfigAgent`, `ProcMgr-worker`) have capitalised names. */
const AGENT = /^[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*(?:-[A-Za-z]+)*$/;

/** Which word of a header names the host and which the process. */
function namesOf(header: Header, code: MessageCode): Pick<SyslogHeader, 'host' | 'process'> {
  const { before, after, processes } = header;
  const process = processes.at(-1);
  const lastAfter = after.at(-1);
  const named = before.at(-1)?.text;
  if (named !== undefined) return withProcess(named, process ?? asProcess(lastAfter));
  if (after.length >= 2) return withProcess(after[0]?.text, process ?? asProcess(lastAfter));
  if (!lastAfter) return withProcess(undefined, process);
  const isAgent =
    lastAfter.colon &&
    !isFirewallFacility(code.facility) &&
    (header.clockColon || header.clock?.year !== undefined || AGENT.test(lastAfter.text));
  if (isAgent && !process) return withProcess(undefined, { name: lastAfter.text });
  return withProcess(lastAfter.text, process);
}

function asProcess(word: HeaderWord | undefined): SyslogProcess | undefined {
  return word?.colon ? { name: word.text } : undefined;
}

function withProcess(
  host: string | undefined,
  process: SyslogProcess | undefined,
): Pick<SyslogHeader, 'host' | 'process'> {
  return { ...(host === undefined ? {} : { host }), ...(process && { process }) };
}

/** A line without a message code: a device's debug line, or a daemon's line of RFC 3164. */
function readBsd(line: string, start: number, pri: number | undefined): SyslogHeader | undefined {
  const header = readHeader(line, start, line.length, true);
  const priParts = pri === undefined ? {} : { pri, severity: pri & 7 };
  if (!header.clock || header.before.length > MOST_NAMES) {
    return pri === undefined ? undefined : readTimeless(line, start, priParts);
  }
  if (!isTextAfterClock(line, header.end)) return undefined;
  // Names in front of a time are a relay's or a device's; a text's own words are no header.
  const isNamed = pri !== undefined || header.clockColon;
  if (header.before.length > (isNamed ? MOST_NAMES : 0)) return undefined;
  const { tag, ...text } = readDaemonText(line, header.end, header.clockColon);
  const host = header.before.at(-1)?.text;
  const device = header.clockColon ? 'cisco' : 'rfc3164';
  return {
    format: tag === undefined ? device : 'junos',
    ...headerParts(header, pri),
    ...priParts,
    ...(host !== undefined && { host }),
    ...text,
    ...(tag === undefined ? {} : { mnemonic: tag }),
  };
}

/** A PRI and no time: RFC 3164 takes all behind it as the text, often with a host and a process. */
function readTimeless(
  line: string,
  start: number,
  priParts: Partial<SyslogHeader>,
): SyslogHeader | undefined {
  if (!/\S/.test(line.charAt(start))) return undefined;
  const { tag, ...text } = readDaemonText(line, start, false);
  if (!text.process) return { format: 'rfc3164', ...priParts, message: line.slice(start) };
  const format = tag === undefined ? 'rfc3164' : 'junos';
  return { format, ...priParts, ...text, ...(tag === undefined ? {} : { mnemonic: tag }) };
}

/** A time that ends its line, or that goes on with a comma (a table), begins no message. */
function isTextAfterClock(line: string, end: number): boolean {
  return /[\s:]/.test(line.charAt(end)) && /[^\s:]/.test(line.slice(end, end + 200));
}
