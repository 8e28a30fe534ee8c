import type { ComposedFacts, FactItem, FactPlace, FactRow } from '../../core/facts.ts';
import type { DocumentStore } from '../../index/documentStore.ts';
import type { FoundChunk } from '../../index/storeRows.ts';
import { findMessageCode } from '../../network/syslog/messageCode.ts';
import { foldText } from '../../network/tokenize.ts';
import { mnemonicMeaning } from '../lookUp.ts';
import { deviceOf, placeOf } from './documentLines.ts';

const MAX_CHUNKS = 2_000;
const MAX_ROWS = 20;
const MAX_MEANING_LINES = 14;

interface Occurrence {
  readonly documentId: number;
  readonly device: string;
  count: number;
  first: { readonly time: string; readonly place: FactPlace };
  last: { readonly time: string; readonly place: FactPlace };
}

const CODE_IN_TEXT =
  /(?<![\p{L}\p{N}_-])%?([A-Z][A-Z0-9_]*(?:-[A-Z0-9_]+)*?-[0-7]-[A-Z0-9_]+)(?![\p{L}\p{N}_-])/u;

/** The message code that a question names or a pasted line holds: `LINK-3-UPDOWN`. */
export function askedCode(question: string): string | undefined {
  const code = findMessageCode(question);
  if (code?.mnemonic) return `${code.facility}-${code.severity}-${code.mnemonic}`;
  return CODE_IN_TEXT.exec(question)?.[1];
}

/** What a log line writes before its message: the time, for showing. */
const TIME =
  /(?:\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?|(?:\d{4} )?[A-Z][a-z]{2} +\d{1,2}(?: \d{4})? \d{2}:\d{2}:\d{2}(?:\.\d+)?(?: [A-Z]{3,4}(?=:))?)/;
const DIGEST =
  /, ([\d,]+) messages?(?: in [\d,]+ bursts)?(?: (?:at|from) (.+?)(?: to (.+?))?)? \(lines? /;

function timeOf(line: string): string {
  return TIME.exec(line.slice(0, 300))?.[0] ?? '';
}

function holdsCode(line: string, code: string): boolean {
  const at = foldText(line).indexOf(code);
  if (at < 0 || /[\w-]/.test(line.charAt(at - 1))) return false;
  return !/[\w-]/.test(line.charAt(at + code.length));
}

function addLines(occurrences: Map<number, Occurrence>, chunk: FoundChunk, code: string): void {
  chunk.text.split('\n').forEach((line, index) => {
    if (!holdsCode(line, code)) return;
    const at = { time: timeOf(line), place: placeOf(chunk, chunk.startLine + index) };
    add(occurrences, chunk, 1, at, at);
  });
}

function addDigest(occurrences: Map<number, Occurrence>, chunk: FoundChunk, code: string): void {
  const [headline = ''] = chunk.text.split('\n');
  const read = DIGEST.exec(headline);
  if (!read || !holdsCode(headline, code)) return;
  const count = Number((read[1] ?? '').replaceAll(',', ''));
  const place = placeOf(chunk, chunk.startLine, chunk.endLine);
  const first = read[2] ?? '';
  add(occurrences, chunk, count, { time: first, place }, { time: read[3] ?? first, place });
}

function add(
  occurrences: Map<number, Occurrence>,
  chunk: FoundChunk,
  count: number,
  first: Occurrence['first'],
  last: Occurrence['last'],
): void {
  const known = occurrences.get(chunk.documentId);
  if (!known) {
    const device = deviceOf(chunk);
    occurrences.set(chunk.documentId, { documentId: chunk.documentId, device, count, first, last });
    return;
  }
  known.count += count;
  if (first.place.startLine < known.first.place.startLine) known.first = first;
  if (last.place.endLine >= known.last.place.endLine) known.last = last;
}

/** Where a code was logged, by document: from the lines of short logs, the digests of long ones. */
function occurrencesOf(documents: DocumentStore, code: string): Occurrence[] {
  const hits = documents.lexicalSearch([`%${code}`, code], { limit: MAX_CHUNKS });
  const chunks = documents
    .chunksById(hits.map(({ chunkId }) => chunkId))
    .filter(({ kind }) => kind === 'log' || kind === 'show-output');
  const byLines = new Map<number, Occurrence>();
  for (const chunk of chunks) if (!chunk.derived) addLines(byLines, chunk, code);
  const byDigests = new Map<number, Occurrence>();
  for (const chunk of chunks) {
    if (chunk.derived && !byLines.has(chunk.documentId)) addDigest(byDigests, chunk, code);
  }
  return [...byLines.values(), ...byDigests.values()].sort(
    (left, right) => right.count - left.count || left.device.localeCompare(right.device),
  );
}

/** Lines up to a code block that they do not close. */
function wholeBlocks(lines: readonly string[]): readonly string[] {
  const fences = lines.flatMap((line, index) => (/^\s*```/.test(line) ? [index] : []));
  return fences.length % 2 === 0 ? lines : lines.slice(0, fences.at(-1));
}

/** The part of the corpus passage that is about the code. */
function meaningItems(corpus: DocumentStore, code: string): FactItem[] {
  const meaning = mnemonicMeaning(corpus, code);
  if (!meaning) return [];
  const lines = meaning.text.split('\n');
  const bare = foldText(code);
  const named = lines.findIndex((line) => foldText(line).includes(bare));
  const from = named > MAX_MEANING_LINES / 2 ? named : 0;
  const shown = wholeBlocks(lines.slice(from, from + MAX_MEANING_LINES));
  const startLine = meaning.startLine + from;
  return [
    {
      type: 'quote',
      text: shown.join('\n'),
      place: {
        origin: 'corpus',
        path: meaning.path,
        startLine,
        endLine: startLine + shown.length - 1,
      },
      leftLines: 0,
    },
  ];
}

/** What a log message's code means, how severe it is, and where and when it was logged. */
export function mnemonicFacts(
  question: string,
  documents: DocumentStore,
  corpus: DocumentStore | undefined,
  named: ReadonlySet<number>,
): ComposedFacts | undefined {
  const code = askedCode(question);
  if (!code) return undefined;
  const severity = Number(/-([0-7])-/.exec(code)?.[1] ?? '');
  const meaning = corpus ? meaningItems(corpus, code) : [];
  const all = occurrencesOf(documents, foldText(code));
  const found = named.size > 0 ? all.filter(({ documentId }) => named.has(documentId)) : all;
  if (meaning.length === 0 && found.length === 0) return undefined;
  const count = found.reduce((sum, each) => sum + each.count, 0);
  const rows = found.slice(0, MAX_ROWS).map(
    ({ device, count: messages, first, last }): FactRow => ({
      cells: [device, String(messages), first.time, last.time],
      places: [first.place, last.place],
    }),
  );
  const columns = ['columnDevice', 'columnCount', 'columnFirst', 'columnLast'] as const;
  const logged: FactItem[] =
    found.length > 0
      ? [
          {
            type: 'sentence',
            key: 'factLogged',
            args: [`%${code}`, count, found.length],
            places: [],
          },
          { type: 'table', columns, rows },
        ]
      : [{ type: 'sentence', key: 'factNotLogged', args: [`%${code}`], places: [] }];
  return {
    kind: 'mnemonic',
    items: [
      { type: 'sentence', key: 'factSeverity', args: [`%${code}`, severity], places: [] },
      ...meaning,
      ...logged,
    ],
  };
}
