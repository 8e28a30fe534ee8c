import { readBlocks, readRows } from './readRows.ts';
import { ROUTE_SPEC } from './routeTable.ts';
import { readRuledTables } from './ruledTable.ts';
import type { ReadRows, ShowSpec } from './showSpec.ts';
import type { ShowRow, ShowSection, ShowTable } from './showTable.ts';
import { INTERFACE_SPECS } from './specs/interfaces.ts';
import { NEIGHBOR_SPECS } from './specs/neighbors.ts';
import { ROUTING_SPECS } from './specs/routing.ts';
import { SWITCHING_SPECS } from './specs/switching.ts';
import { SYSTEM_SPECS } from './specs/system.ts';

const SPECS: readonly ShowSpec[] = [
  ROUTE_SPEC,
  ...ROUTING_SPECS,
  ...INTERFACE_SPECS,
  ...NEIGHBOR_SPECS,
  ...SWITCHING_SPECS,
  ...SYSTEM_SPECS,
];

/** Lines longer than this name no columns. */
const MAX_HEADER_CHARACTERS = 300;

/** The command whose output a line begins, or undefined: only the names of columns tell. */
export function commandOfHeader(line: string): string | undefined {
  if (line.length > MAX_HEADER_CHARACTERS || line.trim() === '') return undefined;
  return SPECS.find(({ header }) => header?.test(line))?.name;
}

function read(spec: ShowSpec, lines: readonly string[], first: number, last: number): ReadRows {
  if (spec.shape === 'rows') return readRows(spec, lines, first, last);
  if (spec.shape === 'blocks') return readBlocks(spec, lines, first, last);
  return spec.read(lines, first, last);
}

interface Found {
  readonly spec: ShowSpec;
  readonly found: ReadRows;
}

/** The description whose names of columns were seen is better; among equals, more rows are. */
function isBetter(candidate: Found, best: Found | undefined): boolean {
  if (candidate.found.rows.length === 0) return false;
  if (!best) return true;
  const titled = Number(candidate.found.titleLines.length > 0);
  const bestTitled = Number(best.found.titleLines.length > 0);
  if (titled !== bestTitled) return titled > bestTitled;
  return candidate.found.rows.length > best.found.rows.length;
}

/** Leaves out columns that no row fills: what another platform would have printed there. */
function withoutEmptyColumns(
  columns: readonly string[],
  rows: readonly ShowRow[],
): Pick<ShowTable, 'columns' | 'rows'> {
  const filled = columns.map((_, at) => rows.some(({ cells }) => (cells[at] ?? '') !== ''));
  if (filled.every(Boolean)) return { columns, rows };
  return {
    columns: columns.filter((_, at) => filled[at]),
    rows: rows.map((row) => ({ ...row, cells: row.cells.filter((_, at) => filled[at]) })),
  };
}

function bestOf(
  specs: readonly ShowSpec[],
  lines: readonly string[],
  first: number,
  last: number,
): Found[] {
  const best = new Map<string, Found>();
  for (const spec of specs) {
    const candidate = { spec, found: read(spec, lines, first, last) };
    if (isBetter(candidate, best.get(spec.part))) best.set(spec.part, candidate);
  }
  return [...best.values()];
}

/** Descriptions whose names of columns stand in the output, whatever the command was. */
function specsByHeader(lines: readonly string[], first: number, last: number): ShowSpec[] {
  const found = new Set<ShowSpec>();
  for (let number = first; number <= last; number++) {
    const line = lines[number - 1] ?? '';
    if (line.length > MAX_HEADER_CHARACTERS || line.trim() === '') continue;
    for (const spec of SPECS) {
      if (!found.has(spec) && spec.header?.test(line)) found.add(spec);
    }
  }
  return [...found];
}

/**
 * The tables in the output of one command. `lines` are those of the whole document as a terminal
 * shows them (`terminalLine`). An output that nobody described gives its ruled tables, or none.
 */
export function readShowTables(lines: readonly string[], section: ShowSection): ShowTable[] {
  const { bodyLine: first, endLine: last, command, device } = section;
  const name = command.split('|')[0]?.trim() ?? '';
  const known = SPECS.filter((spec) => spec.command.test(name));
  let found = bestOf(known, lines, first, last);
  if (found.length === 0) found = bestOf(specsByHeader(lines, first, last), lines, first, last);
  const owner = device ? { device } : {};
  if (found.length > 0) {
    return found.map(({ spec, found: { rows, titleLines } }) => ({
      command: command || spec.name,
      ...owner,
      ...withoutEmptyColumns(spec.columns, rows),
      titleLines,
    }));
  }
  return readRuledTables(lines, first, last).map(({ columns, rows, titleLines }) => ({
    command,
    ...owner,
    columns,
    rows,
    titleLines,
  }));
}
