import { MAX_TOOL_LINES } from '../core/limits.ts';
import type { LineRange, Platform, SourcePlace } from '../core/types.ts';
import type { DocumentStore } from '../index/documentStore.ts';
import type { DocumentRecord, FoundChunk } from '../index/storeRows.ts';
import { foldText } from '../network/tokenize.ts';
import { DocumentLines, liesInFolder } from './documentLines.ts';
import type { FoundPassage } from './findReferences.ts';
import { resolveIndexedPath } from './indexedPath.ts';
import { type EventRun, joinEvents, logTimeline, type TimelineQuery } from './logTimeline.ts';
import { extractedText } from './lookUp.ts';

export interface ReadLinesQuery extends LineRange {
  /** Of an indexed document, or an end of its path. */
  readonly path: string;
}

export type ReadLinesResult =
  | { readonly state: 'read'; readonly passage: FoundPassage; readonly lineCount: number }
  /** Paths that may have been meant. */
  | { readonly state: 'ambiguous' | 'unknown'; readonly paths: readonly string[] }
  | { readonly state: 'no-such-lines'; readonly lineCount: number }
  | { readonly state: 'changed' };

export interface DeviceEntry {
  readonly name: string;
  readonly platform: Platform;
  readonly interfaceAddresses: number;
  readonly files: readonly string[];
}

export interface DevicesResult {
  readonly devices: readonly DeviceEntry[];
  readonly total: number;
}

export interface TimelineResult {
  /** In the order of their times; the middle is left out where there are many. */
  readonly passages: readonly FoundPassage[];
  readonly total: number;
  readonly shown: number;
  /** How often each message code occurs, most first. */
  readonly counts: readonly (readonly [label: string, count: number])[];
  readonly isPartial: boolean;
}

const MAX_DEVICES = 200;
const MAX_FILES_OF_DEVICE = 6;
const SHOWN_EVENTS = 60;
const MAX_COUNTS = 15;

function passageOf(record: DocumentRecord, range: LineRange, text: string): FoundPassage {
  const { folder, path, hostname } = record;
  return {
    origin: 'workspace',
    folder,
    path,
    ...range,
    title: hostname ?? path,
    score: 0,
    text,
    kind: record.kind ?? 'text',
    platform: record.platform ?? 'unknown',
    ...(hostname ? { hostname } : {}),
  };
}

/** Pages or packets of a range of lines of a document that has no lines of its own. */
function placeOf(chunks: readonly FoundChunk[], range: LineRange): SourcePlace | undefined {
  const places = chunks.flatMap(({ place, startLine, endLine }) =>
    place && startLine <= range.endLine && endLine >= range.startLine ? [place] : [],
  );
  const unit = places[0]?.unit;
  if (!unit) return undefined;
  const first = Math.min(...places.map((place) => place.first));
  return { unit, first, last: Math.max(...places.map((place) => place.last)) };
}

function clamp({ startLine, endLine }: LineRange): LineRange {
  const [first, last] = startLine <= endLine ? [startLine, endLine] : [endLine, startLine];
  return { startLine: first, endLine: Math.min(last, first + MAX_TOOL_LINES - 1) };
}

async function readWorkspaceLines(
  documents: DocumentStore,
  record: DocumentRecord,
  asked: LineRange,
): Promise<ReadLinesResult> {
  const { kind, lineCount } = record;
  const hasLines = kind !== 'capture' && kind !== 'pdf';
  if (hasLines && !(await liesInFolder(record))) return { state: 'changed' };
  const lines = await new DocumentLines(documents).read(record, kind, asked);
  if (!lines) return { state: 'changed' };
  if (lines.length === 0) return { state: 'no-such-lines', lineCount };
  const range = { startLine: asked.startLine, endLine: asked.startLine + lines.length - 1 };
  const id = documents.documentRowId(record);
  const place =
    hasLines || id === undefined ? undefined : placeOf(documents.chunksOfDocument(id), range);
  const passage = passageOf(record, range, lines.join('\n'));
  return { state: 'read', lineCount, passage: place ? { ...passage, place } : passage };
}

function readCorpusLines(
  corpus: DocumentStore,
  record: DocumentRecord,
  asked: LineRange,
): ReadLinesResult {
  const lines = extractedText(corpus, record)?.split('\n') ?? [];
  const wanted = lines.slice(asked.startLine - 1, asked.endLine);
  if (wanted.length === 0) return { state: 'no-such-lines', lineCount: lines.length };
  const { folder: _, ...passage } = passageOf(
    record,
    { startLine: asked.startLine, endLine: asked.startLine + wanted.length - 1 },
    wanted.join('\n'),
  );
  return { state: 'read', lineCount: lines.length, passage: { ...passage, origin: 'corpus' } };
}

/** Lines of an indexed document, of the user's or of the corpus. */
export async function readLines(
  documents: DocumentStore,
  corpus: DocumentStore | undefined,
  query: ReadLinesQuery,
): Promise<ReadLinesResult> {
  const range = clamp(query);
  const indexed = documents.documents().filter(({ status }) => status === 'indexed');
  const own = resolveIndexedPath(query.path, indexed);
  if (own.state === 'found') return readWorkspaceLines(documents, own.document, range);
  if (own.state === 'ambiguous' || !corpus) return own;
  const bundled = resolveIndexedPath(query.path, corpus.documents());
  return bundled.state === 'found' ? readCorpusLines(corpus, bundled.document, range) : own;
}

/** The devices of the workspace that a filter's words all fit, in the order of their names. */
export function listDevices(documents: DocumentStore, filter = ''): DevicesResult {
  const counts = documents.names.addressCounts();
  const byName = new Map<
    string,
    { name: string; platform: Platform; files: string[]; n: number }
  >();
  for (const record of documents.documents()) {
    const { hostname, status, path, platform = 'unknown' } = record;
    if (!hostname || status !== 'indexed') continue;
    const key = foldText(hostname);
    const device = byName.get(key) ?? { name: hostname, platform, files: [], n: 0 };
    if (device.platform === 'unknown') device.platform = platform;
    device.files.push(path);
    device.n += counts.get(documents.documentRowId(record) ?? -1) ?? 0;
    byName.set(key, device);
  }
  const words = foldText(filter).split(/\s+/).filter(Boolean);
  const fitting = [...byName.values()].filter(({ name, platform, files }) => {
    const text = foldText(`${name} ${platform} ${files.join(' ')}`);
    return words.every((word) => text.includes(word));
  });
  const devices = fitting
    .sort((left, right) => left.name.localeCompare(right.name))
    .slice(0, MAX_DEVICES)
    .map(({ name, platform, files, n }) => ({
      name,
      platform,
      interfaceAddresses: n,
      files: files.slice(0, MAX_FILES_OF_DEVICE),
    }));
  return { devices, total: fitting.length };
}

function runPassage(run: EventRun): FoundPassage {
  const { startLine, endLine, document, lines } = run;
  return passageOf(document, { startLine, endLine }, lines.join('\n'));
}

/** Log events as passages, with how often each kind occurs. */
export async function timeline(
  documents: DocumentStore,
  query: TimelineQuery,
  signal?: AbortSignal,
): Promise<TimelineResult> {
  const { events, isPartial } = await logTimeline(documents, query, signal);
  const half = SHOWN_EVENTS / 2;
  const isMany = events.length > SHOWN_EVENTS;
  const shown = isMany ? [...events.slice(0, half), ...events.slice(-half)] : events;
  const counts = new Map<string, number>();
  for (const { label } of events) counts.set(label, (counts.get(label) ?? 0) + 1);
  return {
    passages: joinEvents(shown).map(runPassage),
    total: events.length,
    shown: shown.length,
    counts: [...counts].sort((left, right) => right[1] - left[1]).slice(0, MAX_COUNTS),
    isPartial,
  };
}
