import type { ReadRows } from './showSpec.ts';
import type { ShowRow } from './showTable.ts';

/**
 * Tables whose columns are ruled with dashes below their names (`-------- -----`), as most commands
 * of NX-OS and EOS and many of IOS print them: read by the positions of the rules.
 */

/** Two rules of dashes at least, with blanks between them and nothing else. */
const RULE = /^\s*-{2,}(?:[\s+|]+-{2,})+\s*$/;
const MAX_LINE = 600;

interface Column {
  readonly from: number;
  readonly to: number;
}

function columnsOf(rule: string): Column[] {
  const starts = Array.from(rule.matchAll(/-{2,}/g), (match) => match.index);
  return starts.map((from, index) => ({
    from: index === 0 ? 0 : from,
    to: starts[index + 1] ?? Number.POSITIVE_INFINITY,
  }));
}

function cellsOf(line: string, columns: readonly Column[]): string[] {
  return columns.map(({ from, to }) =>
    line
      .slice(from, to)
      .replace(/[|+]\s*$/, '')
      .trim(),
  );
}

/** A cell that crosses the start of its column means that the line is no row of the table. */
function fits(line: string, columns: readonly Column[]): boolean {
  return columns
    .slice(1)
    .every(({ from }) => line.length <= from || line[from - 1] === ' ' || line[from - 1] === '|');
}

export interface RuledTable extends ReadRows {
  readonly columns: readonly string[];
}

/** The ruled tables between two lines (1-based, inclusive) of an output. */
export function readRuledTables(
  lines: readonly string[],
  first: number,
  last: number,
): RuledTable[] {
  const tables: RuledTable[] = [];
  for (let number = first; number <= last; number++) {
    const rule = lines[number - 1] ?? '';
    if (rule.length > MAX_LINE || !RULE.test(rule)) continue;
    const columns = columnsOf(rule);
    const names = cellsOf(number > first ? (lines[number - 2] ?? '') : '', columns);
    const rows: ShowRow[] = [];
    let next = number + 1;
    for (; next <= last; next++) {
      const line = lines[next - 1] ?? '';
      if (line.trim() === '' || line.length > MAX_LINE || RULE.test(line)) break;
      if (!fits(line, columns)) break;
      rows.push({ cells: cellsOf(line, columns), startLine: next, endLine: next });
    }
    // Rules above and below the names: what is between them is no row.
    const isNames = rows.length === 1 && next <= last && RULE.test(lines[next - 1] ?? '');
    const titleLines = [number - 1, number].filter((line) => line >= first);
    if (rows.length > 0 && !isNames) tables.push({ columns: names, rows, titleLines });
    number = next - 1;
  }
  return tables;
}
