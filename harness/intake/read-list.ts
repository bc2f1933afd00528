import { columnOf } from '../csv/read-table.js';
import { problemAt, rangeOf, type Cell, type Row, type Table } from '../csv/table.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { parseLongDurationMs, parseMoment, type Late } from '../model/late.js';

/** One row of a list of submissions. */
export interface ListedSubmission {
  readonly path: string;
  readonly pathCell: Cell;
  readonly id: string;
  readonly name: string;
  readonly attempt?: number;
  readonly late: Late;
  readonly submittedAt?: string;
}

const COLUMNS = ['path', 'name', 'id', 'attempt', 'late', 'submitted'];

/**
 * A list of submissions with columns `path` and `name` or `id`, and perhaps `attempt` (1, 2, …), `late` (yes, no, or by
 * how much: `2d`, `90m`) and `submitted` (ISO 8601). All that is wrong with it is told at once.
 */
export function readList(table: Table): readonly ListedSubmission[] | { readonly problems: readonly Diagnostic[] } {
  const column = (name: string): number | undefined => columnOf(table, name);
  const path = column('path');
  if (path === undefined || (column('name') === undefined && column('id') === undefined))
    return { problems: [headerProblem(table)] };
  const problems: Diagnostic[] = [];
  const submissions: ListedSubmission[] = [];
  for (const row of table.rows) {
    const read = readRow(row, table, column);
    if (Array.isArray(read)) problems.push(...read);
    else submissions.push(read as ListedSubmission);
  }
  return problems.length > 0 ? { problems } : submissions;
}

function readRow(
  row: Row,
  table: Table,
  column: (name: string) => number | undefined,
): ListedSubmission | readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  const read = <T>(name: string, parse: (text: string) => T | undefined, wanted: string): T | undefined => {
    const at = column(name);
    const cell = at === undefined ? undefined : row.cells[at];
    const text = cell?.value.trim() ?? '';
    if (!cell || text === '') return undefined;
    const value = parse(text);
    if (value === undefined)
      problems.push(
        problemAt(table, cell, {
          code: 'C006',
          message: `"${text}" is no ${wanted}`,
          suggestion: EXAMPLES[name] ?? '',
        }),
      );
    return value;
  };
  const asIs = (text: string): string => text;
  const path = read('path', asIs, 'path');
  const id = read('id', asIs, 'id') ?? read('name', asIs, 'name');
  const name = read('name', asIs, 'name') ?? id;
  const attempt = read('attempt', (text) => (/^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined), 'attempt');
  const late = read('late', parseLate, 'lateness') ?? { kind: 'unknown' };
  const submittedAt = read('submitted', parseMoment, 'moment');
  const pathCell = row.cells[column('path') ?? 0];
  if (pathCell && path === undefined)
    problems.push(
      problemAt(table, pathCell, { code: 'C006', message: 'the path is missing', suggestion: EXAMPLES['path'] ?? '' }),
    );
  if (pathCell && id === undefined)
    problems.push(
      problemAt(table, pathCell, { code: 'C006', message: 'whose work is it?', suggestion: 'fill in "name" or "id"' }),
    );
  if (problems.length > 0 || !pathCell || path === undefined || id === undefined || name === undefined) return problems;
  return {
    path,
    pathCell,
    id,
    name,
    late,
    ...(attempt !== undefined && { attempt }),
    ...(submittedAt !== undefined && { submittedAt }),
  };
}

const EXAMPLES: Readonly<Record<string, string>> = {
  path: 'write where the folder or the archive is, as seen from this list',
  attempt: 'write 1 for the first, 2 for the second',
  late: 'write yes, no, or by how much: 2d, 5h, 90m',
  submitted: 'write it with its time zone: 2026-11-20T23:59:00+01:00',
};

function parseLate(text: string): Late | undefined {
  if (/^(no|false|0)$/i.test(text)) return { kind: 'in-time' };
  if (/^(yes|true|1|late|x)$/i.test(text)) return { kind: 'late' };
  const byMs = parseLongDurationMs(text);
  return byMs === undefined ? undefined : { kind: 'late', byMs };
}

function headerProblem({ file, text, header }: Table): Diagnostic {
  const { cells } = header;
  return {
    code: 'C003',
    severity: 'error',
    origin: rangeOf(file, text, cells[0]?.start ?? 0, cells.at(-1)?.end ?? 1),
    message: 'a list of submissions has a column "path", and "name" or "id"',
    suggestion: `its columns: ${cells.map(({ value }) => value.trim()).join(', ')}; known: ${COLUMNS.join(', ')}`,
  };
}
