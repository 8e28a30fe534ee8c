import type { FoundName } from '../index/nameStore.ts';
import type { FoundChunk } from '../index/storeRows.ts';
import { tokenize } from '../network/tokenize.ts';
import type { Candidate } from './searchStore.ts';

/** Passages whose references are followed, how far, and how many passages join in all. */
const FOLLOWED_CANDIDATES = 4;
const MAX_HOPS = 2;
const MAX_FOLLOWED = 12;
/** A definition ranks below the passage that uses it; less so when the line fits the question. */
const MIN_HOP_FACTOR = 0.78;
const MAX_HOP_FACTOR = 0.95;
/** A line below a statement that fits the question counts this much of it. */
const INHERITED_WEIGHT = 0.8;
/** The passage that uses what a good passage defines: where a policy is applied. */
const USER_FACTOR = 0.86;
/** In longer passages only lines that speak of the question are followed. */
const SHORT_PASSAGE_LINES = 12;
/** Chunks of one definition that are looked at: a long ACL fills many. */
const MAX_DEFINITION_CHUNKS = 3;

/** What is known of one document: its chunks in line order and the names it defines and uses. */
export interface DocumentParts {
  readonly chunks: readonly FoundChunk[];
  readonly names: readonly FoundName[];
}

type PartsOf = (documentId: number) => DocumentParts;

function keyOf({ kind, name }: FoundName): string {
  return `${kind} ${name}`;
}

/** Where a document defines and uses each name, and which names each chunk holds. */
interface ReferenceIndex {
  readonly definitions: ReadonlyMap<string, readonly FoundChunk[]>;
  readonly users: ReadonlyMap<string, readonly FoundChunk[]>;
  readonly namesIn: ReadonlyMap<number, readonly FoundName[]>;
}

/** The chunks that hold lines of a range; of a long definition the first ones. */
function chunksOver(chunks: readonly FoundChunk[], { line, endLine }: FoundName): FoundChunk[] {
  let low = 0;
  let high = chunks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((chunks[middle]?.endLine ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  const over: FoundChunk[] = [];
  for (const chunk of chunks.slice(low, low + MAX_DEFINITION_CHUNKS)) {
    if (chunk.startLine <= endLine) over.push(chunk);
  }
  return over;
}

function append<K, V>(index: Map<K, V[]>, key: K, value: V): void {
  const values = index.get(key);
  if (!values) index.set(key, [value]);
  else if (!values.includes(value)) values.push(value);
}

function referenceIndex({ chunks, names }: DocumentParts): ReferenceIndex {
  const definitions = new Map<string, FoundChunk[]>();
  const users = new Map<string, FoundChunk[]>();
  const namesIn = new Map<number, FoundName[]>();
  for (const name of names) {
    const over = chunksOver(chunks, name);
    const [first] = over;
    if (first) append(namesIn, first.chunkId, name);
    const index = name.role === 'definition' ? definitions : users;
    for (const chunk of over) append(index, keyOf(name), chunk);
  }
  return { definitions, users, namesIn };
}

interface WeightedUse {
  readonly use: FoundName;
  /** How well its line fits the question: 0 to 1 of the best line of the passage. */
  readonly weight: number;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/**
 * How many words of the question each line shares; a line below a fitting statement
 * (`route-map RM-IN permit 10`) speaks of the question through it.
 */
function lineWeights(lines: readonly string[], words: ReadonlySet<string>): number[] {
  const weights: number[] = [];
  const above: { readonly indent: number; readonly weight: number }[] = [];
  for (const line of lines) {
    const own = new Set(tokenize(line).filter((token) => words.has(token))).size;
    const indent = indentOf(line);
    while ((above.at(-1)?.indent ?? -1) >= indent) above.pop();
    const weight = Math.max(own, (above.at(-1)?.weight ?? 0) * INHERITED_WEIGHT);
    weights.push(weight);
    if (line.trim() !== '') above.push({ indent, weight });
  }
  return weights;
}

/** The uses of a passage, those on lines about the question first. */
function relevantUses(
  chunk: FoundChunk,
  names: readonly FoundName[],
  words: ReadonlySet<string>,
): WeightedUse[] {
  const lines = chunk.text.split('\n');
  const weights = lineWeights(lines, words);
  const best = Math.max(1, ...weights);
  const uses = names
    .filter(({ role }) => role === 'use')
    .map((use) => ({ use, weight: (weights[use.line - chunk.startLine] ?? 0) / best }));
  return lines.length <= SHORT_PASSAGE_LINES ? uses : uses.filter(({ weight }) => weight > 0);
}

interface Step {
  readonly chunk: FoundChunk;
  readonly factor: number;
}

/** Lines of a definition with this many words of the question are what is asked about. */
const MIN_SHARED_WORDS = 2;

/** Whether a definition's lines are those of the passage that fit the question best. */
function holdsBest(
  chunk: FoundChunk,
  { line, endLine }: FoundName,
  words: ReadonlySet<string>,
): boolean {
  const weights = lineWeights(chunk.text.split('\n'), words);
  const inside = weights.slice(Math.max(0, line - chunk.startLine), endLine - chunk.startLine + 1);
  const most = Math.max(0, ...weights);
  return most >= MIN_SHARED_WORDS && Math.max(0, ...inside) === most;
}

/** Passages one reference away from a passage, in both directions. */
function neighbours(
  chunk: FoundChunk,
  { definitions, users, namesIn }: ReferenceIndex,
  words: ReadonlySet<string>,
  isBest: boolean,
): Step[] {
  const steps: Step[] = [];
  const names = namesIn.get(chunk.chunkId) ?? [];
  for (const { use, weight } of relevantUses(chunk, names, words)) {
    const factor = MIN_HOP_FACTOR + (MAX_HOP_FACTOR - MIN_HOP_FACTOR) * weight;
    for (const place of definitions.get(keyOf(use)) ?? []) steps.push({ chunk: place, factor });
  }
  for (const definition of names) {
    if (definition.role !== 'definition' || definition.kind === 'interface') continue;
    const asked = tokenize(definition.name).some((token) => words.has(token));
    if (!asked && !(isBest && holdsBest(chunk, definition, words))) continue;
    for (const place of users.get(keyOf(definition)) ?? []) {
      steps.push({ chunk: place, factor: USER_FACTOR });
    }
  }
  return steps
    .filter((step) => step.chunk.chunkId !== chunk.chunkId)
    .sort((left, right) => right.factor - left.factor);
}

/**
 * Adds what the best passages refer to: the ACL of an interface, the route-map of a neighbor,
 * the prefix-list of a route-map, and where a named policy is applied; each on the same device.
 * Scores keep the order: what is referred to comes right after the passage that led there.
 */
export function followReferences(
  ranked: readonly Candidate[],
  tokens: readonly string[],
  partsOf: PartsOf,
): Candidate[] {
  const words = new Set(tokens);
  const byId = new Map(ranked.map((candidate) => [candidate.chunk.chunkId, candidate]));
  const indexes = new Map<number, ReferenceIndex>();
  let left = MAX_FOLLOWED;
  let frontier = ranked
    .filter(({ chunk }) => chunk.kind === 'config')
    .slice(0, FOLLOWED_CANDIDATES);
  const [best] = ranked;
  for (let hop = 0; hop < MAX_HOPS; hop++) {
    const next: Candidate[] = [];
    for (const from of frontier) {
      const { documentId } = from.chunk;
      const index = indexes.get(documentId) ?? referenceIndex(partsOf(documentId));
      indexes.set(documentId, index);
      for (const { chunk, factor } of neighbours(from.chunk, index, words, from === best)) {
        const score = from.score * factor;
        const known = byId.get(chunk.chunkId);
        if (left <= 0 || (known && known.score >= score)) continue;
        left--;
        const candidate = { ...(known ?? { chunk, similarity: 0, lexical: false }), score };
        byId.set(chunk.chunkId, candidate);
        next.push(candidate);
      }
    }
    frontier = next;
  }
  return [...byId.values()].sort((first, second) => second.score - first.score);
}
