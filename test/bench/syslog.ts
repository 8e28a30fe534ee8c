import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { canonicalInterface } from '../../src/network/identifiers.ts';
import type { SyslogMessage } from '../../src/network/syslog/message.ts';
import { parseSyslog } from '../../src/network/syslog/parseSyslog.ts';
import {
  asJson,
  asList,
  type Compared,
  compared,
  dateLike,
  type Json,
  NO_MESSAGE,
  plain,
  timeLike,
} from './syslogCompare.ts';
import { compareRecords } from './syslogShowLogging.ts';

interface Share {
  readonly fields: number;
  readonly right: number;
  readonly share: number;
}

/** Wrong fields that the result lists; all are counted. */
const LISTED = 60;

/**
 * Compares the fields that parsers of other projects (or the generator of a synthetic log) read
 * from log lines with ours. The shape of `expected` decides how, never the name of the file:
 *
 * - `pri` and `messageTail` (napalm-logs: one raw line and its header): `host`; `pri`, and
 *   `facility`/`severity` as the PRI's two parts; `date` and `time` as parts of a clock, whole
 *   seconds, with the zone of an ISO time; `tag` with our code (`FACILITY-SEVERITY-MNEMONIC`),
 *   mnemonic or, in front of Junos' own text, function; where the process itself is the tag, with
 *   our process; a tag with a blank is napalm's cut of the text and is compared as text;
 *   `processName`, `processId`; `messageTail` with the message, a leading colon, function and
 *   source line number left off on both sides. Null expects that the line has none.
 *   Out of scope: `error` (napalm's own names) and `yang` (napalm's OpenConfig model).
 * - an array (ntc-templates: the records of one `show logging`): each record's `number`, `month`,
 *   `day`, `year`, `time` (to the millisecond; an uptime as seconds), `timezone`, `hostname`,
 *   `facility`, `severity`, `mnemonic`, `message` (with its continuation lines), process names.
 *   An empty text expects that the line has none. A missing record has all its fields wrong.
 * - `timestampUtc` (one object per line of a workspace's log): time in UTC (the year, which a line
 *   may lack, is given as context), `host`, `facility`, `severity`, `mnemonic`, `app` (process with
 *   its id), `message` and each of `entities` with our field of that meaning, interfaces in
 *   canonical spelling. Null or empty expects that the line has none. Out of scope: `event` (the
 *   generator's own classes), `vendor`, `deviceFromFileName`, `file`, `line`.
 * - else (SC4S: header formats): `host`, `facility`, `severity`, `mnemonic` where given.
 */
export async function benchSyslog(oracle: string): Promise<object> {
  const byFile: Record<string, Share> = {};
  const all: (Compared & { readonly id: string })[] = [];
  let cases = 0;
  for (const name of (await readdir(oracle)).sort()) {
    if (!/\.jsonl?$/.test(name)) continue;
    const compared = await compareFile(join(oracle, name));
    cases += compared.length;
    const fields = compared.flatMap(({ id, fields }) => fields.map((field) => ({ id, ...field })));
    byFile[name] = shareOf(fields);
    all.push(...fields);
  }
  const wrong = all.filter((field) => field.expected !== field.actual);
  return { cases, ...shareOf(all), byFile, wrong: wrong.slice(0, LISTED) };
}

function shareOf(fields: readonly Compared[]): Share {
  const right = fields.filter(({ expected, actual }) => expected === actual).length;
  return { fields: fields.length, right, share: fields.length === 0 ? 1 : right / fields.length };
}

async function compareFile(path: string): Promise<{ id: string; fields: Compared[] }[]> {
  const text = await readFile(path, 'utf8');
  if (path.endsWith('.jsonl')) return compareLines(path, text);
  const cases: unknown = JSON.parse(text);
  return asList(cases).map((one) => {
    const { id, raw, expected } = asJson(one);
    const line = String(raw ?? '');
    const fields = Array.isArray(expected)
      ? compareRecords(line, expected)
      : compareOne(line, asJson(expected));
    return { id: String(id), fields };
  });
}

/** `<workspace>.jsonl` beside `../../ws/<workspace>/<file>`. */
async function compareLines(
  path: string,
  text: string,
): Promise<{ id: string; fields: Compared[] }[]> {
  const workspace = join(dirname(path), '..', '..', 'ws', basename(path, '.jsonl'));
  const logs = new Map<string, readonly string[]>();
  const results: { id: string; fields: Compared[] }[] = [];
  for (const row of text.split('\n').filter((line) => line.trim() !== '')) {
    const expected = asJson(JSON.parse(row));
    const file = String(expected.file);
    const lines = logs.get(file) ?? (await readFile(join(workspace, file), 'utf8')).split(/\r?\n/);
    logs.set(file, lines);
    const line = lines[Number(expected.line) - 1] ?? '';
    results.push({ id: `${file}:${expected.line}`, fields: compareOne(line, expected) });
  }
  return results;
}

function compareOne(line: string, expected: Json): Compared[] {
  const fields = fieldsOf(line, expected);
  if (parseSyslog(line)) return fields;
  // A line that we take for no message must not be right where the oracle has nothing either.
  return fields.map((field) => ({ ...field, actual: NO_MESSAGE }));
}

function fieldsOf(line: string, expected: Json): Compared[] {
  const message = parseSyslog(line);
  if ('messageTail' in expected) return compareNapalm(expected, message);
  if ('timestampUtc' in expected) return compareGenerated(line, expected);
  const ours: Record<string, unknown> = { ...message };
  return ['host', 'facility', 'severity', 'mnemonic', 'message']
    .filter((field) => field in expected)
    .map((field) => compared(field, expected[field], ours[field]));
}

function compareNapalm(expected: Json, message: SyslogMessage | undefined): Compared[] {
  const { pri } = message ?? {};
  const tag = plain(expected.tag);
  const cut = /\s/.test(tag);
  const tail = (text: unknown): string =>
    plain(text)
      .replace(/^:? ?/, '')
      .replace(/^(?:[a-z]\w*_\w+:)?(?:\d+: )?/, '');
  return [
    compared('host', expected.host, message?.host),
    compared('pri', expected.pri, pri),
    compared('facility', expected.facility, pri === undefined ? undefined : pri >> 3),
    compared('severity', expected.severity, pri === undefined ? undefined : pri & 7),
    compared('date', expected.date, dateLike(plain(expected.date), message?.clock)),
    compared('time', expected.time, timeLike(plain(expected.time), message?.clock)),
    ...(cut ? [] : [compared('tag', tag, tagLike(tag, message))]),
    compared('processName', expected.processName, processLike(expected, message)?.name),
    compared('processId', expected.processId, message?.process?.pid),
    compared(
      'message',
      tail(expected.messageTail),
      tail(cut ? behind(tag, message) : message?.message),
    ),
  ];
}

/** Our text behind the words that napalm cuts off as the tag. */
function behind(tag: string, message: SyslogMessage | undefined): string | undefined {
  const text = plain(message?.message);
  return text.startsWith(tag) ? text.slice(tag.length) : text;
}

/** Our own process is no wrong answer where napalm calls the process the tag. */
function processLike(expected: Json, message: SyslogMessage | undefined): { name?: string } {
  const name = message?.process?.name;
  const isTag = plain(expected.processName) === '' && name === plain(expected.tag);
  return name === undefined || isTag ? {} : { name };
}

function tagLike(tag: string, message: SyslogMessage | undefined): string | undefined {
  if (!message) return undefined;
  const { facility, severity, mnemonic, process, fields } = message;
  const code = [facility, severity, mnemonic].filter((part) => part !== undefined).join('-');
  const named = [code, mnemonic, fields.function, process?.name];
  return named.find((name) => name === tag) ?? code;
}

function compareGenerated(line: string, expected: Json): Compared[] {
  const utc = Date.parse(plain(expected.timestampUtc));
  const message = parseSyslog(line, { year: new Date(utc).getUTCFullYear() });
  const { name, pid } = message?.process ?? {};
  const process = pid === undefined ? name : `${name}[${pid}]`;
  return [
    compared('time', utc, message?.time),
    compared('host', expected.host, message?.host),
    compared('facility', expected.facility, message?.facility),
    compared('severity', expected.severity, message?.severity),
    compared('mnemonic', expected.mnemonic, message?.mnemonic),
    compared('app', expected.app, process),
    compared('message', expected.message, message?.message),
    ...Object.entries(asJson(expected.entities)).map(([entity, value]) =>
      compareEntity(entity, plain(value), message),
    ),
  ];
}

/** The generator's names of entities, in the order in which our fields may hold them. */
const ENTITY_FIELDS: Readonly<Record<string, readonly string[]>> = {
  asn: ['as'],
  peer: ['neighbor', 'address'],
  ip: ['address', 'source', 'neighbor'],
  src: ['source'],
  dst: ['destination'],
  srcPort: ['sourcePort'],
  dstPort: ['destinationPort'],
  process: ['processId', 'process'],
  pid: ['processId'],
  received: ['count'],
  max: ['limit'],
  member: ['interface'],
  tty: ['line'],
};

/** An entity that our table has no name for is looked for among all our fields. */
function compareEntity(
  entity: string,
  expected: string,
  message: SyslogMessage | undefined,
): Compared {
  const fields: Readonly<Record<string, string>> = { ...message?.fields };
  const names = ENTITY_FIELDS[entity] ?? (entity in FIELD_NAMES ? [entity] : Object.keys(fields));
  const values = names.map((name) => fields[name]).filter((value) => value !== undefined);
  const same = (value: string): boolean =>
    value === expected || canonical(value) === canonical(expected);
  const found = values.find(same);
  return { field: entity, expected, actual: found === undefined ? (values[0] ?? '') : expected };
}

const FIELD_NAMES: Readonly<Record<string, true>> = {
  interface: true,
  neighbor: true,
  vrf: true,
  user: true,
  source: true,
  destination: true,
  acl: true,
  vlan: true,
  mac: true,
  state: true,
  from: true,
  to: true,
  group: true,
  track: true,
  reason: true,
  protocol: true,
  connection: true,
  area: true,
  command: true,
  domain: true,
  commit: true,
};

function canonical(value: string): string {
  return canonicalInterface(value) ?? value;
}
