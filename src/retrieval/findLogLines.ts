import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { throwIfAborted } from '../core/errors.ts';
import type { LineRange } from '../core/types.ts';
import {
  type LogBlockPlace,
  type LogFile,
  type LogLineStore,
  MAX_MATCHED_TOKENS,
  type MatchedBlock,
} from '../index/logLineStore.ts';
import { BlockTokens, hashToken } from '../ingest/log/logTokens.ts';
import { readLogBlock } from '../ingest/log/readLogBlocks.ts';
import { canonicalInterface } from '../network/identifiers.ts';
import { foldText } from '../network/tokenize.ts';

/** Lines of a log that were found, with a few around them, exactly as in the file. */
export interface LogLineHit extends LineRange {
  readonly log: LogFile;
  readonly text: string;
  /** From the first to the last line that was found. */
  readonly focus: LineRange;
  /** How surely it is meant: 1 for what stands in one place, less for what is everywhere. */
  readonly score: number;
}

/** Blocks that are read for one question, 8 MB, those that hold most of it first. */
const MAX_BLOCKS_READ = 256;
/** Reading ends with this many lines that no other block can better. */
const ENOUGH_LINES = 64;
/** Places that one question finds, and the lines of one place. */
const MAX_HITS = 8;
const MAX_HIT_LINES = 16;
const CONTEXT_LINES = 2;
/** Lines that hold less than this share of what the best one holds are left out. */
const MIN_SHARE_OF_BEST = 0.75;
/** A plain word leads to lines only if at most this share of the blocks holds it. */
const MAX_WORD_SHARE = 0.01;
/** What is in many places still is what was asked for. */
const MIN_SCORE = 0.35;
/** A plain word may be anybody's; an identifier was copied. */
const PLAIN_WORD_FACTOR = 0.5;
const MAX_LINE_CHARACTERS = 2_000;

/** Numbers, codes, addresses, names with a number: what people copy from a message. */
const IDENTIFIER = /^(?=.*\d).{3,}$|^[@%]|[_./:-]/;

interface QueryToken {
  readonly text: string;
  /** Rare tokens weigh more: ln(1 + blocks / blocks that hold it); plain words half of it. */
  readonly weight: number;
  /** Rare or peculiar enough that a line may be found by it alone. */
  readonly leads: boolean;
  /** What a line that holds it has in its text, or undefined where that says nothing. */
  readonly literal: string | undefined;
}

interface FoundLine {
  readonly log: LogFile;
  readonly line: number;
  readonly score: number;
  /** The block that holds the line, for its surroundings. */
  readonly block: { readonly firstLine: number; readonly lines: readonly string[] };
}

interface WeighedBlock {
  readonly block: MatchedBlock;
  readonly weight: number;
}

async function matchBlocks(
  store: LogLineStore,
  logs: readonly LogFile[],
  tokens: readonly string[],
  signal: AbortSignal | undefined,
): Promise<MatchedBlock[]> {
  const hashes = tokens.map(hashToken);
  const found: MatchedBlock[] = [];
  for (const { logId } of logs) {
    for (const part of store.match(logId, hashes)) {
      found.push(...part);
      await new Promise((resume) => setImmediate(resume));
      throwIfAborted(signal);
    }
  }
  return found;
}

/** Interfaces may be written short, and days in several ways. */
function literalOf(token: string): string | undefined {
  if (token.startsWith('@')) return undefined;
  return canonicalInterface(token) ? /\d[\d/.:]*$/.exec(token)?.[0] : token;
}

function weighTokens(
  tokens: readonly string[],
  blocks: readonly MatchedBlock[],
  allBlocks: number,
): QueryToken[] {
  return tokens.map((text, index) => {
    const holding = blocks.reduce((sum, block) => sum + ((block.tokens >>> index) & 1), 0);
    const factor = IDENTIFIER.test(text) ? 1 : PLAIN_WORD_FACTOR;
    const isRare = holding <= Math.max(3, allBlocks * MAX_WORD_SHARE);
    return {
      text,
      weight: holding === 0 ? 0 : Math.log(1 + allBlocks / holding) * factor,
      leads: factor === 1 || isRare,
      literal: literalOf(text),
    };
  });
}

function blockWeight(block: MatchedBlock, tokens: readonly QueryToken[]): number {
  let weight = 0;
  let leads = false;
  tokens.forEach((token, index) => {
    if (((block.tokens >>> index) & 1) === 0) return;
    weight += token.weight;
    leads ||= token.leads;
  });
  return leads ? weight : 0;
}

/** Whether a line is worth splitting into tokens. */
function mayHold(folded: string, tokens: readonly QueryToken[]): boolean {
  return tokens.some(({ leads, weight, literal }) => {
    return leads && weight > 0 && (literal === undefined || folded.includes(literal));
  });
}

function scoreLine(line: string, tokens: readonly QueryToken[], words: BlockTokens): number {
  if (!mayHold(foldText(line), tokens)) return 0;
  const held = words.tokens([line]);
  let score = 0;
  let leads = false;
  for (const token of tokens) {
    if (!held.has(token.text)) continue;
    score += token.weight;
    leads ||= token.leads;
  }
  return leads ? score : 0;
}

/** Opens each log once. A file that is gone since it was indexed has nothing to show. */
class LogFiles {
  readonly #handles = new Map<number, FileHandle | undefined>();

  async lines(log: LogFile, place: LogBlockPlace): Promise<string[] | undefined> {
    if (!this.#handles.has(log.logId)) {
      const handle = await open(join(log.folder, log.path)).catch(() => undefined);
      this.#handles.set(log.logId, handle);
    }
    const handle = this.#handles.get(log.logId);
    return handle && readLogBlock(handle, place, log.encoding).catch(() => undefined);
  }

  async close(): Promise<void> {
    for (const handle of this.#handles.values()) await handle?.close();
  }
}

/** The best lines of the blocks, which come by falling weight. */
async function readLines(
  store: LogLineStore,
  logs: readonly LogFile[],
  blocks: readonly WeighedBlock[],
  tokens: readonly QueryToken[],
  signal: AbortSignal | undefined,
): Promise<FoundLine[]> {
  const logById = new Map(logs.map((log) => [log.logId, log]));
  const files = new LogFiles();
  const words = new BlockTokens();
  const found: FoundLine[] = [];
  try {
    for (const { block, weight } of blocks) {
      throwIfAborted(signal);
      // No line of a block weighs more than the block.
      if (found.filter(({ score }) => score >= weight).length >= ENOUGH_LINES) break;
      const log = logById.get(block.logId);
      const place = store.place(block.blockId);
      const lines = log && place && (await files.lines(log, place));
      if (!lines) continue;
      const read = { firstLine: place.firstLine, lines };
      lines.forEach((line, index) => {
        const score = scoreLine(line, tokens, words);
        if (score > 0) found.push({ log, line: place.firstLine + index, score, block: read });
      });
    }
  } finally {
    await files.close();
  }
  return found;
}

function cutLine(line: string): string {
  return line.length > MAX_LINE_CHARACTERS ? `${line.slice(0, MAX_LINE_CHARACTERS)}…` : line;
}

/** Lines of one block that are near to one another, as one place. */
function toHit(lines: readonly FoundLine[], sure: number): LogLineHit | undefined {
  const first = lines[0];
  const last = lines.at(-1);
  if (!first || !last) return undefined;
  const { firstLine, lines: blockLines } = first.block;
  const startLine = Math.max(firstLine, first.line - CONTEXT_LINES);
  const endLine = Math.min(firstLine + blockLines.length - 1, last.line + CONTEXT_LINES);
  const text = blockLines.slice(startLine - firstLine, endLine - firstLine + 1).map(cutLine);
  return {
    log: first.log,
    startLine,
    endLine,
    text: text.join('\n'),
    focus: { startLine: first.line, endLine: last.line },
    score: Math.min(1, Math.max(MIN_SCORE, Math.max(...lines.map(({ score }) => score)) / sure)),
  };
}

function groupLines(found: readonly FoundLine[]): FoundLine[][] {
  const groups: FoundLine[][] = [];
  for (const line of found) {
    const group = groups.at(-1);
    const first = group?.[0];
    const before = group?.at(-1);
    const near =
      before?.block === line.block &&
      line.line - before.line <= 2 * CONTEXT_LINES &&
      line.line - (first?.line ?? 0) < MAX_HIT_LINES;
    if (group && near) group.push(line);
    else groups.push([line]);
  }
  return groups;
}

function toHits(found: readonly FoundLine[], sure: number): LogLineHit[] {
  const best = found.reduce((most, { score }) => Math.max(most, score), 0);
  const good = found
    .filter(({ score }) => score >= best * MIN_SHARE_OF_BEST)
    .sort((left, right) => left.log.logId - right.log.logId || left.line - right.line);
  return groupLines(good)
    .flatMap((lines) => toHit(lines, sure) ?? [])
    .sort((left, right) => right.score - left.score)
    .slice(0, MAX_HITS);
}

/**
 * Lines of long logs that hold the identifiers, codes, times and rare words of a question, the
 * best first. Block filters tell which parts of a file to read; what is found is compared with
 * the file's own text, so that no hit is wrong and none refers to lines that have changed.
 *
 * `tokens` are `logTokens` of the question.
 *
 * @throws NetGuruError `cancelled`
 */
export async function findLogLines(
  store: LogLineStore,
  tokens: readonly string[],
  signal?: AbortSignal,
): Promise<LogLineHit[]> {
  const asked = [...new Set(tokens)]
    .filter((token) => token.length > 1)
    .sort((left, right) => Number(IDENTIFIER.test(right)) - Number(IDENTIFIER.test(left)))
    .slice(0, MAX_MATCHED_TOKENS);
  if (asked.length === 0) return [];
  const logs = store.logs();
  if (logs.length === 0) return [];
  const matched = await matchBlocks(store, logs, asked, signal);
  const allBlocks = logs.reduce((sum, { logId }) => sum + store.countBlocks(logId), 0);
  const weighed = weighTokens(asked, matched, allBlocks);
  const worthReading = matched
    .map((block) => ({ block, weight: blockWeight(block, weighed) }))
    .filter(({ weight }) => weight > 0)
    .sort((left, right) => right.weight - left.weight)
    .slice(0, MAX_BLOCKS_READ);
  const found = await readLines(store, logs, worthReading, weighed, signal);
  return toHits(found, Math.log(1 + allBlocks));
}
