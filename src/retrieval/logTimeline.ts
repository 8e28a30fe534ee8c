import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { throwIfAborted } from '../core/errors.ts';
import type { LineRange } from '../core/types.ts';
import type { DocumentStore } from '../index/documentStore.ts';
import type { LogBlockPlace, LogFile } from '../index/logLineStore.ts';
import type { DocumentRecord } from '../index/storeRows.ts';
import { hashToken, logTokens } from '../ingest/log/logTokens.ts';
import { readLogBlock } from '../ingest/log/readLogBlocks.ts';
import { parseSyslogHeader } from '../network/syslog/parseSyslog.ts';
import { foldText } from '../network/tokenize.ts';
import { boundOfClock, compareBounds, daysBetween, type TimeBound } from './timeBound.ts';

export interface TimelineQuery {
  /** A device or host; all without it. */
  readonly device?: string | undefined;
  readonly from?: TimeBound | undefined;
  readonly to?: TimeBound | undefined;
  /** A message code, or a part of one. */
  readonly mnemonic?: string | undefined;
}

export interface TimelineEvent {
  readonly document: DocumentRecord;
  readonly line: number;
  readonly text: string;
  readonly time: TimeBound;
  /** The message code, or the process that speaks. */
  readonly label: string;
}

export interface Timeline {
  /** In the order of their times. */
  readonly events: readonly TimelineEvent[];
  /** Long logs were read in part only. */
  readonly isPartial: boolean;
}

/** Blocks of long logs that one query reads, 8 MB. */
const MAX_BLOCKS = 256;
/** Events that are gathered at most; a narrower query finds the others. */
const MAX_EVENTS = 20_000;
/** A longer range is not looked up day by day. */
const MAX_DAYS = 12;
const LINES_PER_SLICE = 2_000;
const MAX_LABEL_CHARACTERS = 60;

interface Lines {
  readonly firstLine: number;
  readonly lines: readonly string[];
}

interface Asked extends TimelineQuery {
  /** Folded, or empty. */
  readonly deviceName: string;
  readonly code: string;
}

function nameOfFile(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}

/** The whole file is the device's: every line counts, whatever host it names. */
function isLogOf({ hostname, path }: DocumentRecord, device: string): boolean {
  return [hostname ?? '', nameOfFile(path)].some((name) => foldText(name) === device);
}

function isHost(host: string | undefined, device: string): boolean {
  const folded = foldText(host ?? '');
  return folded === device || folded.startsWith(`${device}.`);
}

function isWithin(time: TimeBound, { from, to }: TimelineQuery): boolean {
  return (!from || compareBounds(time, from) >= 0) && (!to || compareBounds(time, to) <= 0);
}

function readEvent(
  document: DocumentRecord,
  line: number,
  text: string,
  asked: Asked,
  ownLog: boolean,
): TimelineEvent | undefined {
  const folded = asked.code || asked.deviceName ? foldText(text) : '';
  if (asked.code && !folded.includes(asked.code)) return undefined;
  if (!ownLog && !folded.includes(asked.deviceName)) return undefined;
  const message = parseSyslogHeader(text);
  if (!message?.clock) return undefined;
  if (!ownLog && !isHost(message.host, asked.deviceName)) return undefined;
  const time = boundOfClock(message.clock);
  if (!isWithin(time, asked)) return undefined;
  const { facility, severity, mnemonic, process } = message;
  const code = facility ? `%${facility}-${severity ?? ''}-${mnemonic}` : mnemonic;
  const label = (mnemonic ? code : process?.name) ?? '';
  return { document, line, text, time, label: label.slice(0, MAX_LABEL_CHARACTERS) };
}

/** What the lines of a block must hold, each set at least one of; none reads the log's end. */
function askedTokens(asked: Asked, ownLog: boolean): string[][] {
  const days = asked.from && asked.to && daysBetween(asked.from, asked.to, MAX_DAYS);
  return [
    asked.code ? logTokens(asked.code) : [],
    ownLog ? [] : logTokens(asked.deviceName),
    days ?? [],
  ]
    .map((tokens) => tokens.filter((token) => token.length > 1))
    .filter((tokens) => tokens.length > 0);
}

/** The blocks of a long log that may hold events, and whether there are more. */
function placesOf(
  { logLines }: DocumentStore,
  log: LogFile,
  sets: readonly (readonly string[])[],
): { readonly places: readonly LogBlockPlace[]; readonly isPartial: boolean } {
  if (sets.length === 0) {
    const isPartial = logLines.countBlocks(log.logId) > MAX_BLOCKS;
    return { places: logLines.lastPlaces(log.logId, MAX_BLOCKS), isPartial };
  }
  const masks: number[] = [];
  let bit = 0;
  for (const set of sets) {
    masks.push(set.reduce((mask) => mask | (1 << bit++), 0));
  }
  const ids: number[] = [];
  for (const part of logLines.match(log.logId, sets.flat().map(hashToken))) {
    for (const { blockId, tokens } of part) {
      if (masks.every((mask) => (mask & tokens) !== 0)) ids.push(blockId);
    }
  }
  const places = ids.slice(0, MAX_BLOCKS).flatMap((id) => logLines.place(id) ?? []);
  return { places, isPartial: ids.length > MAX_BLOCKS };
}

async function* longLog(log: LogFile, places: readonly LogBlockPlace[]): AsyncGenerator<Lines> {
  const handle = await open(join(log.folder, log.path)).catch(() => undefined);
  if (!handle) return;
  try {
    for (const place of places) {
      const lines = await readLogBlock(handle, place, log.encoding).catch(() => undefined);
      if (lines) yield { firstLine: place.firstLine, lines };
    }
  } finally {
    await handle.close();
  }
}

/** The lines of a log that is stored whole. */
function* shortLog(documents: DocumentStore, record: DocumentRecord): Generator<Lines> {
  const id = documents.documentRowId(record);
  if (id === undefined) return;
  for (const { derived, startLine, text } of documents.chunksOfDocument(id)) {
    if (!derived) yield { firstLine: startLine, lines: text.split('\n') };
  }
}

/** Lines without a year stand among the others of the workspace as if they were of their year. */
function inOrder(events: readonly TimelineEvent[]): TimelineEvent[] {
  const years = events.flatMap(({ time }) => time.year ?? []);
  const year = years.length > 0 ? Math.max(...new Set(years)) : 0;
  return events
    .map((event) => ({ event, year: event.time.year ?? year }))
    .sort((a, b) => a.year - b.year || a.event.time.ofYearMs - b.event.time.ofYearMs)
    .map(({ event }) => event);
}

/**
 * The log lines that a query asks for, over all indexed logs, in the order of their times as
 * they are logged.
 *
 * @throws NetGuruError `cancelled`
 */
export async function logTimeline(
  documents: DocumentStore,
  query: TimelineQuery,
  signal?: AbortSignal,
): Promise<Timeline> {
  const deviceName = foldText(query.device ?? '').trim();
  const asked: Asked = { ...query, deviceName, code: foldText(query.mnemonic ?? '').trim() };
  const longLogs = new Map(documents.logLines.logs().map((log) => [log.documentId, log]));
  const events: TimelineEvent[] = [];
  let isPartial = false;
  let linesInSlice = 0;
  const logs = documents
    .documents()
    .filter(({ kind, status }) => kind === 'log' && status === 'indexed');
  for (const document of logs) {
    const ownLog = deviceName === '' || isLogOf(document, deviceName);
    const log = longLogs.get(documents.documentRowId(document) ?? -1);
    const chosen = log && placesOf(documents, log, askedTokens(asked, ownLog));
    isPartial ||= chosen?.isPartial ?? false;
    const source = log ? longLog(log, chosen?.places ?? []) : shortLog(documents, document);
    for await (const { firstLine, lines } of source) {
      linesInSlice += lines.length;
      if (linesInSlice > LINES_PER_SLICE) {
        linesInSlice = 0;
        await new Promise((resume) => setImmediate(resume));
      }
      throwIfAborted(signal);
      lines.forEach((text, index) => {
        const event = readEvent(document, firstLine + index, text, asked, ownLog);
        if (event) events.push(event);
      });
      if (events.length >= MAX_EVENTS) return { events: inOrder(events), isPartial: true };
    }
  }
  return { events: inOrder(events), isPartial };
}

/** A run of neighbouring lines of one file. */
export interface EventRun extends LineRange {
  readonly document: DocumentRecord;
  readonly lines: readonly string[];
}

/** Events that follow each other in one file as one run each, in the order of their first. */
export function joinEvents(events: readonly TimelineEvent[]): EventRun[] {
  const runs: { document: DocumentRecord; startLine: number; lines: string[] }[] = [];
  for (const { document, line, text } of events) {
    const last = runs.at(-1);
    const follows = last?.document === document && line === last.startLine + last.lines.length;
    if (follows) last.lines.push(text);
    else runs.push({ document, startLine: line, lines: [text] });
  }
  return runs.map((run) => ({ ...run, endLine: run.startLine + run.lines.length - 1 }));
}
