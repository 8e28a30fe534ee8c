import type { CustomSpec, ReadRows } from './showSpec.ts';
import type { ShowRow } from './showTable.ts';

/** Where each column begins, from the line of their names; undefined when a name is missing. */
function startsOf(line: string, columns: readonly string[]): number[] | undefined {
  const starts: number[] = [];
  let from = 0;
  for (const column of columns) {
    const at = line.indexOf(column, from);
    if (at < 0) return undefined;
    starts.push(at);
    from = at + column.length;
  }
  return starts;
}

function cellsAt(line: string, starts: readonly number[]): string[] | undefined {
  // A cell that runs into the next column would be cut in two.
  if (starts.slice(1).some((at) => line.length > at && line[at - 1] !== ' ')) return undefined;
  return starts.map((at, index) => line.slice(index === 0 ? 0 : at, starts[index + 1]).trim());
}

const MAX_LINE = 400;

/**
 * A table whose cells stand exactly below the names of their columns and may be empty, as Junos
 * prints its inventory. It ends at a blank line.
 */
export function alignedSpec(options: {
  readonly command: RegExp;
  readonly name: string;
  readonly header: RegExp;
  readonly columns: readonly string[];
}): CustomSpec {
  const { header, columns } = options;
  const read = (lines: readonly string[], first: number, last: number): ReadRows => {
    const rows: ShowRow[] = [];
    const titleLines: number[] = [];
    let starts: number[] | undefined;
    for (let number = first; number <= last; number++) {
      const line = lines[number - 1] ?? '';
      if (line.length > MAX_LINE) continue;
      if (header.test(line)) {
        starts = startsOf(line, columns);
        if (starts) titleLines.push(number);
      } else if (line.trim() === '') starts = undefined;
      else {
        const cells = starts && cellsAt(line, starts);
        if (cells) rows.push({ cells, startLine: number, endLine: number });
      }
    }
    return { rows, titleLines };
  };
  return { shape: 'custom', part: '', read, ...options };
}
