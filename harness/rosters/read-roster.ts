import type { Table } from '../csv/table.js';
import { problemAt, rangeOf } from '../csv/table.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { columnNamed } from './columns.js';
import type { Headings, RosterFormat, RosterRow } from './roster-format.js';

export interface Roster {
  readonly format: RosterFormat;
  readonly rows: readonly RosterRow[];
}

/** The students of a table, in its order, each once; or all that is wrong with it. */
export function readRoster(
  table: Table,
  formats: readonly RosterFormat[],
  headings: Headings = {},
): Roster | { readonly problems: readonly Diagnostic[] } {
  const unknown = Object.entries(headings).filter(([, heading]) => columnNamed(table, heading, {}) === undefined);
  if (unknown.length > 0)
    return {
      problems: unknown.map(([english, heading]) =>
        headerProblem(
          table,
          `there is no column "${heading}", which is to be "${english}"`,
          `its columns: ${columnsOf(table)}`,
        ),
      ),
    };
  const format = formats.find(({ needs }) => needs.every((need) => columnNamed(table, need, headings) !== undefined));
  if (!format)
    return {
      problems: [
        headerProblem(
          table,
          `this is none of: ${formats.map(({ says, needs }) => `${says} (${needs.join(', ')})`).join('; ')}`,
          `its columns: ${columnsOf(table)}; if the platform speaks another language, say which is which: --heading Identifier=… Grade=…`,
        ),
      ],
    };
  const repeated = format.needs.flatMap((need) => repeatedColumn(table, headings[need] ?? need) ?? []);
  if (repeated.length > 0) return { problems: repeated };
  return readRows(table, format, headings);
}

function readRows(
  table: Table,
  format: RosterFormat,
  headings: Headings,
): Roster | { readonly problems: Diagnostic[] } {
  const rows: RosterRow[] = [];
  const problems: Diagnostic[] = [];
  const lines = new Map<string, number>();
  for (const row of table.rows) {
    const read = format.read(row, table, headings);
    if (!read) continue;
    if ('code' in read) {
      problems.push(read);
      continue;
    }
    const known = lines.get(read.id);
    const [first] = row.cells;
    if (known !== undefined && first)
      problems.push(
        problemAt(table, first, {
          code: 'C005',
          message: `the student ${read.id} stands here again, after line ${known}`,
          suggestion: 'each student has one row; download the file again',
        }),
      );
    lines.set(read.id, row.line);
    rows.push({ ...read, row });
  }
  if (problems.length > 0) return { problems };
  if (rows.length === 0)
    return { problems: [headerProblem(table, 'the table has a header and no student', 'is it the right file?')] };
  return { format, rows };
}

function headerProblem(table: Table, message: string, suggestion: string): Diagnostic {
  const { cells } = table.header;
  const origin = rangeOf(table.file, table.text, cells[0]?.start ?? 0, cells.at(-1)?.end ?? 1);
  return { code: 'C003', severity: 'error', origin, message, suggestion };
}

function repeatedColumn(table: Table, heading: string): Diagnostic | undefined {
  const same = table.header.cells.filter(({ value }) => value.trim().toLowerCase() === heading.toLowerCase());
  const [, second] = same;
  return second
    ? problemAt(table, second, {
        code: 'C003',
        message: `there are two columns "${heading}"`,
        suggestion: 'take one away, or download the file again',
      })
    : undefined;
}

function columnsOf(table: Table): string {
  return table.header.cells.map(({ value }) => value.trim()).join(', ');
}
