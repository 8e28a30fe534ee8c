import { MAX_CHUNK_CHARACTERS } from '../../core/limits.ts';
import type { Chunk, SourcePlace } from '../../core/types.ts';
import type { CaptureSummary } from './captureAnalysis.ts';
import { type SummaryLine, summarySections } from './captureSections.ts';

/** The place that lines without packet numbers speak of: the whole capture. */
function wholePlace(packets: number): SourcePlace {
  return { unit: 'packet', first: Math.min(1, packets), last: packets };
}

function placeOf(lines: readonly SummaryLine[], packets: number): SourcePlace {
  const first = Math.min(...lines.map((line) => line.first ?? Number.POSITIVE_INFINITY));
  const last = Math.max(...lines.map((line) => line.last ?? 0));
  return last > 0 ? { unit: 'packet', first, last } : wholePlace(packets);
}

/** Groups lines so that a heading and they stay below a chunk's size. */
function groups(heading: string, lines: readonly SummaryLine[]): SummaryLine[][] {
  const all: SummaryLine[][] = [];
  let group: SummaryLine[] = [];
  let size = heading.length;
  for (const line of lines) {
    if (group.length > 0 && size + 1 + line.text.length > MAX_CHUNK_CHARACTERS) {
      all.push(group);
      group = [];
      size = heading.length;
    }
    group.push(line);
    size += 1 + line.text.length;
  }
  if (group.length > 0) all.push(group);
  return all;
}

/**
 * The summary as a text document: sections of plain lines with packet numbers, then a line for
 * each of the first packets. `chunks` cover every section; each stays below MAX_CHUNK_CHARACTERS,
 * carries its section's heading as its path and says which packets it speaks of.
 */
export function captureDocument(summary: CaptureSummary): {
  readonly lines: readonly string[];
  readonly chunks: readonly Chunk[];
} {
  const lines: string[] = [];
  const chunks: Chunk[] = [];
  for (const section of summarySections(summary)) {
    if (lines.length > 0) lines.push('');
    lines.push(section.title);
    const headingLine = lines.length;
    groups(section.title, section.lines).forEach((group, index) => {
      const startLine = index === 0 ? headingLine : lines.length + 1;
      lines.push(...group.map((line) => line.text));
      chunks.push({
        kind: 'capture',
        platform: 'unknown',
        sectionPath: [section.title],
        startLine,
        endLine: lines.length,
        text: lines.slice(startLine - 1).join('\n'),
        place: placeOf(group, summary.packets),
      });
    });
  }
  return { lines, chunks };
}
