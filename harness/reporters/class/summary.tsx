import { mean, median } from 'd3-array';
import type { JSX } from 'preact';
import { counted, pointsText, STATE_WORDS, type MarkingState } from '../wording.js';
import type { ClassView } from './class-view.js';

/** How many there are of each kind, and where the middle of their points is. */
export function Summary({ view: { students, maxPoints } }: { readonly view: ClassView }): JSX.Element {
  const points = students.flatMap((student) => (student.points === undefined ? [] : [student.points]));
  const states = Object.keys(STATE_WORDS) as MarkingState[];
  return (
    <>
      <p class="byline">
        {counted(students.length, 'student')}
        {points.length > 0 && (
          <>
            , {pointsText(median(points) ?? 0)} of {pointsText(maxPoints)} points in the middle,{' '}
            {pointsText(mean(points) ?? 0)} on average
          </>
        )}
      </p>
      <ul class="states">
        {states.map((state) => {
          const count = students.filter((student) => student.state === state).length;
          return (
            <li class={count === 0 ? 'none' : state}>
              <b>{count}</b> {STATE_WORDS[state]}
            </li>
          );
        })}
      </ul>
    </>
  );
}
