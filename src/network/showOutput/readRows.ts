import type { BlockSpec, ReadRows, RowSpec } from './showSpec.ts';

interface OpenRow {
  startLine: number;
  endLine: number;
  readonly cells: string[];
}

/** State of reading one table: what the lines so far have said. */
interface Reading {
  readonly rows: OpenRow[];
  readonly titleLines: number[];
  readonly context: Map<string, string>;
}

function cellsFor(
  spec: RowSpec,
  context: ReadonlyMap<string, string>,
  columns: readonly string[],
  values: readonly string[],
): string[] {
  return spec.columns.map((column) => {
    const value = values[columns.indexOf(column)];
    return value || (context.get(column) ?? '');
  });
}

function matchRow(
  spec: RowSpec,
  context: ReadonlyMap<string, string>,
  line: string,
): string[] | undefined {
  for (const row of spec.rows) {
    const values = row.match(line);
    if (values) return cellsFor(spec, context, row.columns, values);
  }
  return undefined;
}

/** Notes what a line says of the rows below it; true when it says something. */
function readContext(spec: RowSpec, reading: Reading, line: string, number: number): boolean {
  let found = false;
  for (const [column, pattern] of spec.contexts) {
    const value = pattern.exec(line)?.[1];
    if (!value) continue;
    reading.context.set(column, value);
    found = true;
  }
  const header = spec.header?.test(line) ?? false;
  if (header || found) reading.titleLines.push(number);
  return header || found;
}

/** A row without its first columns, or the rest of the last column, right below a row. */
function continueRow(spec: RowSpec, rows: OpenRow[], line: string, number: number): boolean {
  const last = rows[rows.length - 1];
  if (!last || last.endLine !== number - 1) return false;
  const more = spec.more?.exec(line)?.[1];
  if (more) {
    const at = last.cells.findLastIndex((cell) => cell !== '');
    const end = Math.max(at, spec.columns.length - 1);
    last.cells[end] = `${last.cells[end] ?? ''} ${more}`.trim();
    last.endLine = number;
    return true;
  }
  const carried = spec.carried;
  const values = carried && /^\s{8,}\S/.test(line) ? carried.row.match(line) : undefined;
  if (!carried || !values) return false;
  const cells = cellsFor(spec, new Map(), carried.row.columns, values);
  for (let column = 0; column < carried.keep; column++) cells[column] = last.cells[column] ?? '';
  rows.push({ startLine: number, endLine: number, cells });
  return true;
}

/** Longer lines wrap no row. */
const MAX_WRAPPED_CHARACTERS = 400;

/** Reads a table with one entry a line; an entry that the device has wrapped takes two. */
export function readRows(
  spec: RowSpec,
  lines: readonly string[],
  first: number,
  last: number,
): ReadRows {
  const reading: Reading = { rows: [], titleLines: [], context: new Map() };
  const { rows } = reading;
  for (let number = first; number <= last; number++) {
    const line = lines[number - 1] ?? '';
    if (line.trim() === '') continue;
    if (readContext(spec, reading, line, number)) continue;
    const cells = matchRow(spec, reading.context, line);
    if (cells) {
      rows.push({ startLine: number, endLine: number, cells });
      continue;
    }
    if (continueRow(spec, rows, line, number)) continue;
    const next = number < last ? (lines[number] ?? '') : '';
    // What was wrapped is set in, or follows a long name that stands alone.
    const wrapped = /^\s+\S/.test(next) || (/^\S+$/.test(line) && next !== '');
    if (!wrapped || line.length + next.length > MAX_WRAPPED_CHARACTERS) continue;
    if (matchRow(spec, reading.context, next)) continue;
    const joined = matchRow(spec, reading.context, `${line.trimEnd()}  ${next.trim()}`);
    if (!joined) continue;
    rows.push({ startLine: number, endLine: number + 1, cells: joined });
    number++;
  }
  return reading;
}

const MAX_FIELD_LINE = 400;

function groupsOf(match: RegExpExecArray): string | undefined {
  return match.slice(1).find((group) => group !== undefined);
}

/** Reads entries of several lines each. An entry lasts until the next one begins. */
export function readBlocks(
  spec: BlockSpec,
  lines: readonly string[],
  first: number,
  last: number,
): ReadRows {
  const rows: OpenRow[] = [];
  const titleLines: number[] = [];
  const context = new Map<string, string>();
  const index = new Map(spec.columns.map((column, at) => [column, at]));
  const open = (number: number, groups: readonly (string | undefined)[]): OpenRow => {
    const cells = spec.columns.map(
      (column, at) => groups[at]?.trim() || (context.get(column) ?? ''),
    );
    const row = { startLine: number, endLine: number, cells };
    rows.push(row);
    return row;
  };
  let row = spec.start ? undefined : open(first, []);
  for (let number = first; number <= last; number++) {
    const line = lines[number - 1] ?? '';
    if (line.length > MAX_FIELD_LINE || line.trim() === '') continue;
    for (const [column, pattern] of spec.contexts) {
      const value = pattern.exec(line)?.[1];
      if (!value) continue;
      context.set(column, value);
      titleLines.push(number);
      row = undefined;
    }
    const start = spec.start?.exec(line);
    if (start) row = open(number, start.slice(1));
    if (!row) continue;
    row.endLine = number;
    for (const [column, pattern] of spec.fields) {
      const at = index.get(column) ?? 0;
      if (row.cells[at]) continue;
      const match = pattern.exec(line);
      if (match) row.cells[at] = (groupsOf(match) ?? '').trim();
    }
  }
  return { rows: rows.filter(({ cells }) => cells.some((cell) => cell !== '')), titleLines };
}
