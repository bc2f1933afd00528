import type { JSX } from 'preact';
import { Shown } from '../html/shown.js';
import { durationText } from '../wording.js';
import { slowStudents, type ClassStudent, type ClassView } from './class-view.js';
import { StudentLink } from './student-link.js';

/** Who is to be looked at by a person, and why: those without a mark first. */
export function Attention({ view: { students } }: { readonly view: ClassView }): JSX.Element | null {
  const of = (...states: ClassStudent['state'][]): readonly ClassStudent[] =>
    students.filter(({ state }) => states.includes(state));
  const groups: readonly Group[] = [
    {
      id: 'withheld',
      title: 'Without a mark: somebody has to look',
      students: of('inconclusive', 'not-marked'),
      why: ({ reason = '' }) => reason,
    },
    {
      id: 'hostile',
      title: 'Hostile, or not unlike it',
      students: students.filter(({ hostile }) => hostile !== undefined),
      why: ({ hostile = '' }) => hostile,
    },
    {
      id: 'remarks',
      title: 'Seen besides the checks; it costs no points',
      students: students.filter(({ remark }) => remark !== undefined),
      why: ({ remark = '' }) => remark,
    },
    { id: 'not-launched', title: 'Not launched', students: of('not-launched'), why: ({ reason = '' }) => reason },
    { id: 'unpack-failed', title: 'Could not unpack', students: of('unpack-failed'), why: ({ reason = '' }) => reason },
    {
      id: 'nothing-handed-in',
      title: 'Nothing handed in',
      students: of('nothing-handed-in'),
      why: ({ reason = '' }) => reason,
    },
    {
      id: 'slow',
      title: 'Slow',
      students: slowStudents(students),
      why: ({ durationMs = 0 }) => durationText(durationMs),
    },
  ];
  const shown = groups.filter((group) => group.students.length > 0);
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="attention">
      <h2 id="attention">To be looked at</h2>
      {shown.map((group) => (
        <details class="group" id={group.id} open={group.id === 'withheld'}>
          <summary>
            {group.title} <b>{group.students.length}</b>
          </summary>
          <ul>
            {group.students.map((student) => (
              <li>
                <StudentLink student={student} />{' '}
                <span class="quiet">
                  <Shown text={group.why(student)} most={240} />
                </span>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

interface Group {
  readonly id: string;
  readonly title: string;
  readonly students: readonly ClassStudent[];
  readonly why: (student: ClassStudent) => string;
}
