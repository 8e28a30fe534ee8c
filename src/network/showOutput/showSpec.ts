import { type RowPattern, rowPattern } from './rowPattern.ts';
import type { ShowRow } from './showTable.ts';

/** Which command prints what is described, and how it is known without its command. */
interface Spec {
  /** Fits the command in full, without what follows a pipe. */
  readonly command: RegExp;
  /** The command that the output is named for when it stands alone. */
  readonly name: string;
  /** One command may print several tables; of the descriptions of one part the best is taken. */
  readonly part: string;
  /** A line that only this output has: it names the columns, or begins an entry. */
  readonly header?: RegExp;
}

/** A table with one entry a line. */
export interface RowSpec extends Spec {
  readonly shape: 'rows';
  readonly columns: readonly string[];
  readonly rows: readonly RowPattern[];
  /** Lines that say what the rows below belong to: a VRF, a VLAN. */
  readonly contexts: readonly (readonly [column: string, pattern: RegExp])[];
  /** A line that goes on with the last column of the row above. */
  readonly more?: RegExp;
  /** A row that leaves its first columns out, as they are the same as above. */
  readonly carried?: { readonly row: RowPattern; readonly keep: number };
}

/** Entries of several lines, or one entry for the whole output. */
export interface BlockSpec extends Spec {
  readonly shape: 'blocks';
  readonly columns: readonly string[];
  /** Begins an entry; its groups are the first columns. Without it the output is one entry. */
  readonly start?: RegExp;
  /** Lines that say what the entries below belong to; they end the entry above. */
  readonly contexts: readonly (readonly [column: string, pattern: RegExp])[];
  readonly fields: readonly (readonly [column: string, pattern: RegExp])[];
}

export interface ReadRows {
  readonly rows: readonly ShowRow[];
  readonly titleLines: readonly number[];
}

/** A table that takes a reader of its own. Line numbers count from 1 in `lines`. */
export interface CustomSpec extends Spec {
  readonly shape: 'custom';
  readonly columns: readonly string[];
  readonly read: (lines: readonly string[], first: number, last: number) => ReadRows;
}

export type ShowSpec = RowSpec | BlockSpec | CustomSpec;

interface RowOptions {
  readonly command: RegExp;
  readonly name: string;
  readonly part?: string;
  readonly header?: RegExp;
  readonly rows: readonly string[];
  readonly contexts?: RowSpec['contexts'];
  readonly more?: RegExp;
  readonly carried?: { readonly row: string; readonly keep: number };
}

export function rowSpec(options: RowOptions): RowSpec {
  const rows = options.rows.map(rowPattern);
  const contexts = options.contexts ?? [];
  const columns = new Set(contexts.map(([column]) => column));
  for (const row of rows) for (const column of row.columns) columns.add(column);
  return {
    shape: 'rows',
    command: options.command,
    name: options.name,
    part: options.part ?? '',
    ...(options.header ? { header: options.header } : {}),
    columns: [...columns].filter((column) => column !== '-'),
    rows,
    contexts,
    ...(options.more ? { more: options.more } : {}),
    ...(options.carried
      ? { carried: { row: rowPattern(options.carried.row), keep: options.carried.keep } }
      : {}),
  };
}

interface BlockOptions {
  readonly command: RegExp;
  readonly name: string;
  readonly part?: string;
  readonly header?: RegExp;
  readonly start?: RegExp;
  /** Columns for the groups of `start`. */
  readonly key?: readonly string[];
  readonly contexts?: BlockSpec['contexts'];
  readonly fields: BlockSpec['fields'];
}

export function blockSpec(options: BlockOptions): BlockSpec {
  const header = options.header ?? options.start;
  return {
    shape: 'blocks',
    command: options.command,
    name: options.name,
    part: options.part ?? '',
    ...(header ? { header } : {}),
    columns: [...new Set([...(options.key ?? []), ...options.fields.map(([column]) => column)])],
    contexts: options.contexts ?? [],
    ...(options.start ? { start: options.start } : {}),
    fields: options.fields,
  };
}
