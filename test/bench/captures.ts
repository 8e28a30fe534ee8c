import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { analyseCapture } from '../../src/ingest/readCapture.ts';
import type { CaptureSummary } from '../../src/network/capture/captureAnalysis.ts';
import type { Conversation } from '../../src/network/capture/conversations.ts';
import { protocolCounts } from '../../src/network/capture/protocolHierarchy.ts';

/** One thing that tshark and NetGuru both count. */
interface Check {
  readonly capture: string;
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

type Counts = ReadonlyMap<string, string>;

/** tshark's `-z io,phs`: two spaces per level, `name frames:N bytes:N`. */
function expectedProtocols(text: string): Counts {
  const counts = new Map<string, string>();
  const path: string[] = [];
  for (const line of text.split('\n')) {
    const match = /^( *)(\S+)\s+frames:(\d+) bytes:(\d+)/.exec(line);
    if (!match) continue;
    const [, indent = '', name = '', frames = '', bytes = ''] = match;
    path.length = indent.length / 2;
    path.push(name);
    counts.set(path.join(':'), `${frames} frames, ${bytes} bytes`);
  }
  return counts;
}

function foundProtocols(summary: CaptureSummary): Counts {
  return new Map(
    protocolCounts(summary.protocols).map(({ path, frames, bytes }) => [
      path,
      `${frames} frames, ${bytes} bytes`,
    ]),
  );
}

/** As tshark prints sizes: bytes below 10,000, then whole thousands, cut off. */
function sizeText(bytes: number): string {
  if (bytes < 10_000) return `${bytes} bytes`;
  if (bytes < 10_000_000) return `${Math.floor(bytes / 1_000)} kB`;
  return bytes < 10_000_000_000
    ? `${Math.floor(bytes / 1_000_000)} MB`
    : `${Math.floor(bytes / 1_000_000_000)} GB`;
}

const ROW =
  /^(\S+)\s+<->\s+(\S+)\s+(\d+) (\d+ \S+)\s+(\d+) (\d+ \S+)\s+(\d+) (\d+ \S+)\s+[\d.]+\s+[\d.]+\s*$/;

interface Row {
  readonly a: string;
  readonly b: string;
  readonly toA: string;
  readonly toB: string;
}

function expectedRows(text: string): readonly Row[] {
  return text.split('\n').flatMap((line) => {
    const match = ROW.exec(line);
    if (!match) return [];
    const [, a = '', b = '', framesToA, bytesToA, framesToB, bytesToB] = match;
    return [{ a, b, toA: `${framesToA} ${bytesToA}`, toB: `${framesToB} ${bytesToB}` }];
  });
}

function foundRow(conversation: Conversation, ports: boolean): Row {
  const bare = (end: string): string => (ports ? end.replace(/[[\]]/g, '') : end);
  return {
    a: bare(conversation.a),
    b: bare(conversation.b),
    toA: `${conversation.framesToA} ${sizeText(conversation.bytesToA)}`,
    toB: `${conversation.framesToB} ${sizeText(conversation.bytesToB)}`,
  };
}

/** tshark names known MAC addresses: the end of the address remains (`Cisco_ea:b8:85`). */
function sameEnd(expected: string, found: string): boolean {
  if (expected === found) return true;
  const tail = /_((?:[0-9a-f]{2}:)*[0-9a-f]{2})$/.exec(expected)?.[1];
  return tail === undefined ? !/^[\d.]+(?::\d+)?$/.test(expected) : found.endsWith(tail);
}

function sameRow(expected: Row, found: Row): boolean {
  const straight =
    sameEnd(expected.a, found.a) &&
    sameEnd(expected.b, found.b) &&
    expected.toA === found.toA &&
    expected.toB === found.toB;
  const crossed =
    sameEnd(expected.a, found.b) &&
    sameEnd(expected.b, found.a) &&
    expected.toA === found.toB &&
    expected.toB === found.toA;
  return straight || crossed;
}

const rowText = (row: Row | undefined): string =>
  row ? `${row.a} <-> ${row.b}: ${row.toA} back, ${row.toB} there` : 'no such conversation';

function compareRows(
  capture: string,
  kind: string,
  expected: readonly Row[],
  found: readonly Row[],
): Check[] {
  const left = [...found];
  const checks: Check[] = [];
  const missing: Row[] = [];
  for (const row of expected) {
    const at = left.findIndex((candidate) => sameRow(row, candidate));
    if (at < 0) missing.push(row);
    else {
      left.splice(at, 1);
      checks.push({
        capture,
        what: `${kind} conversation`,
        expected: rowText(row),
        found: rowText(row),
      });
    }
  }
  for (let index = 0; index < Math.max(missing.length, left.length); index += 1) {
    checks.push({
      capture,
      what: `${kind} conversation`,
      expected: rowText(missing[index]),
      found: rowText(left[index]),
    });
  }
  return checks;
}

/** Summaries of tshark's expert information, and the facts that say the same. */
const EXPERT: readonly (readonly [RegExp, RegExp])[] = [
  [
    /\(suspected\) retransmission/,
    /^(?:Fast retransmission|Spurious retransmission|Retransmission):/,
  ],
  [/\(suspected\) fast retransmission/, /^Fast retransmission:/],
  [/\(suspected\) spurious retransmission/, /^Spurious retransmission:/],
  [/out-of-order segment/, /^Out-of-order:/],
  [/Duplicate ACK/, /^Duplicate ACK:/],
  [/Previous segment/, /^Previous segment not captured:/],
  [/ACKed segment/, /^ACKed segment not captured:/],
  [/^TCP Zero Window segment/, /^Zero window:/],
  [/Connection reset/, /^Connection (?:reset|refused)/],
];

function expectedExperts(text: string): Map<RegExp, number> {
  const counts = new Map<RegExp, number>();
  for (const line of text.split('\n')) {
    const match = /^\s*(\d+)\s+\S+\s+TCP\s+(.+)$/.exec(line);
    if (!match) continue;
    for (const [theirs] of EXPERT) {
      if (theirs.test(match[2] ?? ''))
        counts.set(theirs, (counts.get(theirs) ?? 0) + Number(match[1]));
    }
  }
  return counts;
}

function compareExperts(capture: string, text: string, summary: CaptureSummary): Check[] {
  const expected = expectedExperts(text);
  const facts = [
    ...summary.findings.facts('TCP problems'),
    ...summary.findings.facts('TCP handshakes and resets'),
  ];
  return EXPERT.flatMap(([theirs, ours]) => {
    const found = facts
      .filter((fact) => ours.test(fact.text))
      .reduce((sum, fact) => sum + fact.packets.count, 0);
    const wanted = expected.get(theirs) ?? 0;
    if (found === 0 && wanted === 0) return [];
    return [{ capture, what: `expert ${theirs.source}`, expected: `${wanted}`, found: `${found}` }];
  });
}

function compareProtocols(capture: string, expected: Counts, found: Counts): Check[] {
  return [...new Set([...expected.keys(), ...found.keys()])].map((path) => ({
    capture,
    what: `protocol ${path}`,
    expected: expected.get(path) ?? 'none',
    found: found.get(path) ?? 'none',
  }));
}

async function optionalText(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}

async function packetCounts(folder: string): Promise<Map<string, number>> {
  const text = await optionalText(join(folder, 'summary.json'));
  if (text === undefined) return new Map();
  const { captures }: { captures: readonly { file: string; packets: number }[] } = JSON.parse(text);
  return new Map(captures.map(({ file, packets }) => [basename(file), packets]));
}

async function compareCapture(
  folder: string,
  capture: string,
  packets: number | undefined,
): Promise<Check[]> {
  const file = join(folder, capture);
  const summary = await analyseCapture(file);
  const checks: Check[] = [];
  if (packets !== undefined) {
    const [expected, found] = [`${packets}`, `${summary.packets}`];
    checks.push({ capture, what: 'packets', expected, found });
  }
  const hierarchy = await optionalText(`${file}.phs.txt`);
  if (hierarchy !== undefined) {
    const found = foundProtocols(summary);
    checks.push(...compareProtocols(capture, expectedProtocols(hierarchy), found));
  }
  for (const kind of ['eth', 'ip', 'tcp'] as const) {
    const table = await optionalText(`${file}.conv-${kind}.txt`);
    if (table === undefined) continue;
    const found = summary.conversations.list(kind).map((row) => foundRow(row, kind === 'tcp'));
    checks.push(...compareRows(capture, kind, expectedRows(table), found));
  }
  const experts = await optionalText(`${file}.expert.txt`);
  if (experts !== undefined) checks.push(...compareExperts(capture, experts, summary));
  return checks;
}

/** Counts every capture of a folder and compares with tshark's outputs that lie beside it. */
export async function benchCaptures(folder: string): Promise<object> {
  const names = (await readdir(folder))
    .filter((name) => /\.(?:pcap|pcapng|cap)$/.test(name))
    .sort();
  const packets = await packetCounts(folder);
  const checks: Check[] = [];
  for (const name of names) {
    checks.push(...(await compareCapture(folder, name, packets.get(name))));
  }
  const differences = checks.filter(({ expected, found }) => expected !== found);
  return {
    captures: names.length,
    checks: checks.length,
    equal: checks.length - differences.length,
    share: checks.length === 0 ? 0 : (checks.length - differences.length) / checks.length,
    differences,
  };
}
