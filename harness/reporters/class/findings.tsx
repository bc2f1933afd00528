import type { JSX } from 'preact';
import { Shown } from '../html/shown.js';
import { counted } from '../wording.js';
import { sharedFindings, type ClassView } from './class-view.js';
import { StudentLink } from './student-link.js';

/** What students have in common: what to go through with all of them. */
export function Findings({ view: { students, checks } }: { readonly view: ClassView }): JSX.Element | null {
  const shared = sharedFindings(students);
  if (shared.length === 0) return null;
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">The most frequent mistakes</h2>
      {shared.slice(0, MOST).map(({ code, title, titles, students: sharing, checks: places }) => (
        <details class="group">
          <summary>
            <Shown text={title} most={200} /> <b>{counted(sharing.length, 'student')}</b>
            {new Set(titles.values()).size > 1 && <span class="quiet">, or the like</span>}
          </summary>
          <p class="quiet">
            <code>
              <Shown text={code} most={80} />
            </code>{' '}
            in{' '}
            {places
              .slice(0, 8)
              .map((at) => checks[at]?.id ?? '')
              .join(', ')}
          </p>
          <ul class="names">
            {sharing.map((student) => (
              <li>
                <StudentLink student={student} />
                {titles.get(student) !== title && (
                  <span class="quiet">
                    {' '}
                    <Shown text={titles.get(student) ?? ''} most={200} />
                  </span>
                )}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

const MOST = 15;
