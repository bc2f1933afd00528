import type { Roster } from '../rosters/read-roster.js';
import { shellWord, someOf, type IntakeProblem } from './problem.js';
import { StudentKeys } from './student-keys.js';
import type { IntakeStudent } from './student.js';

/**
 * Sets the students of an input beside those who should have handed in. Who is only on the roster is added, with
 * nothing handed in; who is only in the input is asked about.
 */
export function compareRoster(
  students: readonly IntakeStudent[],
  roster: Roster,
): { readonly students: readonly IntakeStudent[]; readonly problems: readonly IntakeProblem[] } {
  const named = new Map(roster.rows.map(({ id, name }) => [id, name]));
  const strangers = students.filter(({ id }) => !named.has(id));
  if (strangers.length === students.length && students.length > 0)
    return {
      students,
      problems: [
        {
          code: 'other-roster',
          message: `none of the ${students.length} submissions is of somebody on the roster of ${named.size}: the input has ${someOf(students.map(({ id }) => id))}, the roster ${someOf([...named.keys()])}`,
          settle: 'give the roster of this assignment: Moodle numbers participants anew in each',
        },
      ],
    };
  const keys = new StudentKeys();
  for (const { id, attempt } of students) keys.keyOf(id, attempt);
  const present = new Set(students.map(({ id }) => id));
  const absent = roster.rows
    .filter(({ id }) => !present.has(id))
    .map(({ id, name }): IntakeStudent => ({
      id,
      name,
      late: { kind: 'unknown' },
      where: roster.format.says,
      key: keys.keyOf(id),
      work: { kind: 'nothing', why: 'nothing was handed in' },
    }));
  return {
    // A roster knows the name where the input has only a number.
    students: [...students.map((student) => ({ ...student, name: named.get(student.id) ?? student.name })), ...absent],
    problems: strangers.length === 0 ? [] : [notOnRoster(strangers)],
  };
}

function notOnRoster(strangers: readonly IntakeStudent[]): IntakeProblem {
  const [first] = strangers;
  return {
    code: 'not-on-roster',
    message: `${strangers.length === 1 ? 'one submission is' : `${strangers.length} submissions are`} of nobody on the roster: ${someOf(strangers.map(({ id, name }) => (id === name ? id : `${id} ${name}`)))}`,
    settle: `give a newer roster, or leave them out: --ignore ${shellWord(first?.where.split(': ').at(-1) ?? '')}`,
  };
}
