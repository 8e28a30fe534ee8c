import { splitShowOutput, terminalLines } from '../../../../src/network/showOutput/showSections.ts';
import type { ShowSection, ShowTable } from '../../../../src/network/showOutput/showTable.ts';
import { readShowTables } from '../../../../src/network/showOutput/showTables.ts';

/** The sections of a text with the tables in each. */
export function readShow(
  text: string,
  path = '',
): { readonly section: ShowSection; readonly tables: readonly ShowTable[] }[] {
  const lines = terminalLines(text.split('\n'));
  return splitShowOutput(lines, path).map((section) => ({
    section,
    tables: readShowTables(lines, section),
  }));
}

/** A text as it is kept in the golden files: a section a paragraph, a row a line. */
export function describeShow(text: string, path = ''): string {
  const out: string[] = [];
  for (const { section, tables } of readShow(text, path)) {
    const { device = '-', command, startLine, endLine } = section;
    out.push(`${startLine}-${endLine} ${device} > ${command}`);
    for (const { columns, rows, titleLines } of tables) {
      out.push(`  [${columns.join(' | ')}] titles ${titleLines.join(',') || '-'}`);
      for (const row of rows) {
        const range =
          row.startLine === row.endLine ? row.startLine : `${row.startLine}-${row.endLine}`;
        out.push(`  ${range}: ${row.cells.join(' | ')}`);
      }
    }
  }
  return `${out.join('\n')}\n`;
}
