import { problemAt, rangeOf, type Table } from '../csv/table.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { RosterRow } from '../rosters/roster-format.js';
import type { GradedStudent } from './graded-student.js';

/** What does not fit together in a marking and a worksheet: it may be that of another assignment, or another course. */
export function compareStudents(
  table: Table,
  rows: readonly RosterRow[],
  graded: readonly GradedStudent[],
): Diagnostic[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const strangers = graded.filter(({ student }) => !byId.has(student.id)).map(({ student }) => student);
  const { cells } = table.header;
  const atHeader = (message: string, suggestion: string): Diagnostic => ({
    code: 'C007',
    severity: 'error',
    origin: rangeOf(table.file, table.text, cells[0]?.start ?? 0, cells.at(-1)?.end ?? 1),
    message,
    suggestion,
  });
  const shown = strangers.slice(0, 3).map(({ id, name }) => (id === name ? id : `${id} ${name}`));
  const names = `${shown.join(', ')}${strangers.length > 3 ? `, and ${strangers.length - 3} more` : ''}`;
  if (strangers.length > 0 && strangers.length === graded.length)
    return [
      atHeader(
        `this is another course, or another assignment: of its ${rows.length} students none is among the ${graded.length} that were marked (${names})`,
        'download the one of the marked assignment; Moodle numbers participants anew in each',
      ),
    ];
  return [
    ...(strangers.length === 0
      ? []
      : [atHeader(`not here, but marked: ${names}`, 'download it again, with all groups; nothing was filled in')]),
    ...graded.flatMap(({ student }) => {
      const row = byId.get(student.id);
      const cell = row?.row.cells[0];
      return row && cell && !isSameName(row.name, student.name)
        ? [
            problemAt(table, cell, {
              code: 'C007',
              message: `${student.id} is "${row.name}" here, and "${student.name}" in the marking`,
              suggestion:
                'is it the one of the marked assignment? If the name has changed, mark with --roster and this file',
            }),
          ]
        : [];
    }),
  ];
}

/**
 * Platforms change names for files: blanks for underscores, no commas, all in lower case, the last name first. So their
 * letters are compared, in any order. Where one side knows no name, nothing can be said.
 */
function isSameName(here: string, there: string): boolean {
  if ([here, there].some((name) => /^(participant|anonymous)\b/i.test(name))) return true;
  const [a, b] = [lettersOf(here), lettersOf(there)];
  return a === b || a === '' || b === '';
}

function lettersOf(name: string): string {
  const letters =
    name
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}]/gu) ?? [];
  return letters.toSorted().join('');
}
