import { columnOf } from '../csv/read-table.js';
import type { Cell, Row, Table } from '../csv/table.js';
import type { Headings } from './roster-format.js';

/** The column with this English heading, or with what the file calls it. */
export function columnNamed(table: Table, english: string, headings: Headings): number | undefined {
  return columnOf(table, headings[english] ?? english);
}

/** The cell of a row in this column; undefined where the table has no such column. */
export function cellNamed(row: Row, table: Table, english: string, headings: Headings): Cell | undefined {
  const column = columnNamed(table, english, headings);
  return column === undefined ? undefined : row.cells[column];
}
