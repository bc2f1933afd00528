import { writeRows } from '../csv/write-cell.js';
import { visibleString } from '../reporters/visible-text.js';
import { STATE_WORDS } from '../reporters/wording.js';
import { commentFor } from './comment.js';
import type { GradedStudent } from './graded-student.js';
import { pointsOf, sheetsOf } from './marked-student.js';

/**
 * `grades.csv`: one row for each student, whatever happened. The byte order mark in front is what makes a spreadsheet
 * read it as UTF-8.
 */
export function gradesCsv(graded: readonly GradedStudent[], maxPoints: number): string {
  const checks = checkColumns(graded);
  const header = [
    'id',
    'name',
    'attempt',
    'attempts',
    'state',
    'points',
    'max_points',
    'grade',
    'out_of',
    'letter',
    'late',
  ];
  const rows = graded.map((each) => {
    const { student, attempts, grade } = each;
    const earned = new Map(
      sheetsOf(student.outcome).flatMap((sheet) =>
        sheet.checks.map((check) => [
          `${sheet.spec.id}/${check.id}`,
          check.status === 'inconclusive' ? 'withheld' : String(check.points),
        ]),
      ),
    );
    return [
      student.id,
      student.name,
      numberText(student.attempt),
      String(attempts),
      STATE_WORDS[student.outcome.state],
      numberText(each.override?.points ?? pointsOf(student.outcome)),
      String(maxPoints),
      numberText(grade.value),
      String(grade.outOf),
      grade.letter ?? '',
      each.override?.late?.kind ?? student.late.kind,
      ...checks.map((column) => earned.get(column) ?? ''),
      commentFor(each),
      student.report ?? '',
    ].map(visibleString);
  });
  return `\ufeff${writeRows([[...header, ...checks, 'comment', 'report'], ...rows])}`;
}

/** All checks of all students, in the order of their specs. */
function checkColumns(graded: readonly GradedStudent[]): string[] {
  const columns = new Set<string>();
  for (const { student } of graded)
    for (const sheet of sheetsOf(student.outcome))
      for (const { id } of sheet.checks) columns.add(`${sheet.spec.id}/${id}`);
  return [...columns];
}

function numberText(value: number | undefined): string {
  return value === undefined ? '' : String(Math.round(value * 1e5) / 1e5);
}
