import type { LineRange } from '../../core/types.ts';

/** One entry of a table, with the lines that it stands on (a wrapped entry has several). */
export interface ShowRow extends LineRange {
  /** As many as the table has columns; empty where the output says nothing. */
  readonly cells: readonly string[];
}

/** What a device printed for one command, as rows and columns. */
export interface ShowTable {
  /** In full: `show ip interface brief`. */
  readonly command: string;
  readonly device?: string;
  readonly columns: readonly string[];
  readonly rows: readonly ShowRow[];
  /** Lines (1-based) that name the columns or what the rows below belong to. */
  readonly titleLines: readonly number[];
}

/** The output of one command: the line on which it was typed, and everything up to the next one. */
export interface ShowSection extends LineRange {
  /** In full; empty for text that follows no command. */
  readonly command: string;
  readonly device?: string;
  /** First line of the output itself; `endLine + 1` when the command printed nothing. */
  readonly bodyLine: number;
}
