import { sentence } from './errors.ts';
import type { Evidence, LineRange, Sentence, SourcePlace } from './types.ts';

/** The lines to cite and to open: those that were found, without their surroundings. */
export function citedLines({
  focus,
  startLine,
  endLine,
}: Pick<Evidence, 'focus' | keyof LineRange>): LineRange {
  return focus ?? { startLine, endLine };
}

function placeSentence(name: string, { unit, first, last }: SourcePlace): Sentence {
  if (unit === 'page') {
    return first === last
      ? sentence('{0}, page {1}', name, first)
      : sentence('{0}, pages {1}-{2}', name, first, last);
  }
  return first === last
    ? sentence('{0}, packet {1}', name, first)
    : sentence('{0}, packets {1}-{2}', name, first, last);
}

/** Where a passage stands: `r1.cfg:12-14`, `guide.pdf, page 3`, `wan.pcap, packets 12-15`. */
export function locationSentence(
  name: string,
  at: Pick<Evidence, 'focus' | 'place' | keyof LineRange>,
): Sentence {
  if (at.place) return placeSentence(name, at.place);
  const { startLine, endLine } = citedLines(at);
  return startLine === endLine
    ? sentence('{0}:{1}', name, startLine)
    : sentence('{0}:{1}-{2}', name, startLine, endLine);
}

/** Tells, where an answer's details stand, that some of its citations are not shown. */
export function removedCitationsSentence(count: number): Sentence {
  return count === 1
    ? sentence('1 citation left out: no source supports it')
    : sentence('{0} citations left out: no source supports them', count);
}
