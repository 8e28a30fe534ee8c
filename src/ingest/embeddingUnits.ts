import { EMBEDDING_MAX_WORD_PIECES } from '../core/limits.ts';
import type { Chunk } from '../core/types.ts';
import { estimateWordPieces } from '../core/wordPieces.ts';

/** Room for the two marker tokens of the model and for the estimate's error. */
const UNIT_WORD_PIECES = EMBEDDING_MAX_WORD_PIECES - 26;
/** Headings may take this share of a unit; deeper ones say more, so the outer ones give way. */
const MAX_HEADING_WORD_PIECES = 48;

/** Indentation, comment marks and rulers cost word pieces and say nothing. */
function plainLine(line: string): string {
  const text = line.trim().replace(/\s+/g, ' ');
  return /^[!#\-=*`~]+$/.test(text) ? '' : text;
}

function headingText(chunk: Chunk, headings: readonly string[]): string {
  const kept: string[] = [];
  let pieces = 0;
  for (const heading of [...headings].reverse()) {
    if (chunk.text.startsWith(heading)) continue;
    pieces += estimateWordPieces(heading);
    if (pieces > MAX_HEADING_WORD_PIECES) break;
    kept.unshift(heading);
  }
  return kept.join(' > ');
}

/** A line that is too long for one unit, cut between its words; a word alone is cut anywhere. */
function cutLine(line: string, budget: number): string[] {
  if (estimateWordPieces(line) <= budget) return [line];
  const parts: string[] = [];
  let part = '';
  for (const word of line.split(' ')) {
    const longer = part ? `${part} ${word}` : word;
    if (estimateWordPieces(longer) <= budget) {
      part = longer;
      continue;
    }
    if (part) parts.push(part);
    part = word;
    // A character is one piece at most.
    while (estimateWordPieces(part) > budget) {
      parts.push(part.slice(0, budget));
      part = part.slice(budget);
    }
  }
  return part ? [...parts, part] : parts;
}

/**
 * The texts whose vectors stand for a chunk: its lines under its headings, cut where the model
 * would stop reading. Host name and path stay out, so that equal sections of many devices share
 * their vectors.
 */
export function embeddingUnits(chunk: Chunk): string[] {
  const heading = headingText(chunk, chunk.sectionPath);
  const budget = UNIT_WORD_PIECES - (heading ? estimateWordPieces(heading) : 0);
  const units: string[] = [];
  let lines: string[] = [];
  let pieces = 0;
  const flush = (): void => {
    if (lines.length > 0) units.push([...(heading ? [heading] : []), ...lines].join('\n'));
    lines = [];
    pieces = 0;
  };
  const plainLines = chunk.text.split('\n').map(plainLine);
  for (const line of plainLines.flatMap((plain) => cutLine(plain, budget))) {
    if (line === '') continue;
    const cost = estimateWordPieces(line);
    if (lines.length > 0 && pieces + cost > budget) flush();
    lines.push(line);
    pieces += cost;
  }
  flush();
  return units;
}
