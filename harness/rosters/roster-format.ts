import type { Row, Table } from '../csv/table.js';
import type { Diagnostic } from '../model/diagnostic.js';

/** A table that lists the students of a course: how it is recognised, and who is in it. */
export interface RosterFormat {
  /** In a sentence: `a grading worksheet of Moodle`. */
  readonly says: string;
  /** The columns without which it is none, by their English headings. */
  readonly needs: readonly string[];
  /** The student of a row; undefined for a row that is about no student. */
  read(row: Row, table: Table, headings: Headings): RosterStudent | Diagnostic | undefined;
}

/** How a column is called in this file, by its English heading. A platform in another language writes its own. */
export type Headings = Readonly<Record<string, string>>;

export interface RosterStudent {
  readonly id: string;
  readonly name: string;
}

export interface RosterRow extends RosterStudent {
  readonly row: Row;
}
