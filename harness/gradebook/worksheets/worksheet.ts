import type { Row, Table } from '../../csv/table.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { Headings, RosterFormat } from '../../rosters/roster-format.js';

/** A table of a platform that grades are written into, and that the platform takes back. */
export interface Worksheet {
  readonly roster: RosterFormat;
  /** Where in this table the grades go; or why they cannot. */
  places(table: Table, options: WorksheetOptions): Places | Diagnostic;
}

export interface WorksheetOptions {
  readonly headings: Headings;
  /** Which column, where the table has several: its title, or its number. */
  readonly assignment?: string;
}

export interface Places {
  readonly gradeColumn: number;
  readonly commentColumn?: number;
  /** The best grade that the platform knows here, where it says so. */
  readonly maximum?: { readonly value: number; readonly says: string };
  /** How the platform writes 1.5. */
  readonly decimalSign: '.' | ',';
  /** Why the grade of this row is not to be touched. */
  locked(row: Row): string | undefined;
}
