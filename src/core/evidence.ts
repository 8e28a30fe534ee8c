import type { Evidence, LineRange } from './types.ts';

/** The lines to cite and to open: those that were found, without their surroundings. */
export function citedLines({
  focus,
  startLine,
  endLine,
}: Pick<Evidence, 'focus' | keyof LineRange>): LineRange {
  return focus ?? { startLine, endLine };
}
