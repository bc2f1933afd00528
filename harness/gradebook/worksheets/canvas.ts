import { problemAt, type Row, type Table } from '../../csv/table.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { canvasGradebook } from '../../rosters/canvas-gradebook.js';
import type { Places, Worksheet } from './worksheet.js';

/**
 * The gradebook that Canvas exports. A column of an assignment is headed by its title and number; a title without a
 * number would make a new assignment. Below the header a row says how many points each is worth, and which columns
 * Canvas itself computes. `EX` excuses a student, `N/A` says that it is not the student's assignment.
 */
export const canvas: Worksheet = {
  roster: canvasGradebook,
  places(table, { assignment }) {
    const points = table.rows.find((row) => row.cells[0]?.value.trim().startsWith('Points Possible'));
    const columns = assignmentColumns(table, points);
    const chosen = assignment === undefined ? columns : columns.filter((column) => isCalled(column, assignment));
    const [column, another] = chosen;
    if (!column || another) return whichColumn(table, columns, assignment);
    const worth = points?.cells[column.at]?.value.trim() ?? '';
    const maximum = Number(worth.replace(',', '.'));
    return {
      gradeColumn: column.at,
      ...(worth !== '' && Number.isFinite(maximum) && { maximum: { value: maximum, says: worth } }),
      decimalSign: worth.includes(',') ? ',' : '.',
      locked: (row) => LOCKED[row.cells[column.at]?.value.trim().toUpperCase() ?? ''],
    } satisfies Places;
  },
};

const LOCKED: Readonly<Record<string, string>> = {
  EX: 'the student is excused',
  'N/A': 'the assignment is not this student’s',
};

interface AssignmentColumn {
  readonly at: number;
  readonly heading: string;
  readonly title: string;
  readonly number: string;
}

function assignmentColumns(table: Table, points: Row | undefined): AssignmentColumn[] {
  return table.header.cells.flatMap(({ value }, at) => {
    const [, title, number] = /^(.*\S)\s*\((\d+)\)\s*$/s.exec(value) ?? [];
    const isComputed = /\(read only\)/i.test(points?.cells[at]?.value ?? '');
    return title === undefined || number === undefined || isComputed
      ? []
      : [{ at, heading: value.trim(), title, number }];
  });
}

function isCalled({ heading, title, number }: AssignmentColumn, wanted: string): boolean {
  return [heading, title, number].includes(wanted.trim());
}

function whichColumn(table: Table, columns: readonly AssignmentColumn[], assignment: string | undefined): Diagnostic {
  const cell = table.header.cells[0];
  if (!cell) throw new Error('a table without a column');
  const known = columns.map(({ heading }) => heading).join(', ');
  const message =
    columns.length === 0
      ? 'there is no column of an assignment'
      : assignment === undefined
        ? 'which assignment is marked?'
        : `there is no assignment "${assignment}" that can be graded here, or there are two`;
  return problemAt(table, cell, {
    code: 'C003',
    message,
    suggestion:
      columns.length === 0
        ? 'a heading ends with a number in brackets, like "Lab 1 (4711)"; export the gradebook again'
        : `write --assignment and one of these, or its number: ${known}`,
  });
}
