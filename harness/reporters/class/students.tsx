import type { JSX } from 'preact';
import type { Status } from '../../model/report.js';
import { Shown } from '../html/shown.js';
import { visibleString } from '../visible-text.js';
import { durationText, pointsText, STATE_WORDS, STATUSES, VERDICTS, type MarkingState } from '../wording.js';
import type { ClassStudent, ClassView } from './class-view.js';
import { StudentLink } from './student-link.js';

/** Every student in one table: a heat map of checks, each row with the way to its report. */
export function Students({ view }: { readonly view: ClassView }): JSX.Element {
  const { students, checks, maxPoints } = view;
  return (
    <section aria-labelledby="students-title">
      <h2 id="students-title">Students</h2>
      <form class="tools" id="tools" role="search" hidden>
        <label>
          Search <input type="search" id="search" autocomplete="off" />
        </label>
        <label>
          State{' '}
          <select id="state">
            <option value="">all</option>
            {(Object.keys(STATE_WORDS) as MarkingState[]).map((state) => (
              <option value={state}>{STATE_WORDS[state]}</option>
            ))}
          </select>
        </label>
        <label>
          Fails{' '}
          <select id="fails">
            <option value="">any or none</option>
            {checks.map(({ id }, at) => (
              <option value={at}>{visibleString(id)}</option>
            ))}
          </select>
        </label>
        <output id="shown-count" />
      </form>
      <p class="legend">
        {STATUSES.map((status) => (
          <span>
            <span class={`cell ${status}`} aria-hidden="true">
              {VERDICTS[status].mark}
            </span>{' '}
            {status}
          </span>
        ))}
      </p>
      <div class="scroll table" id="students" tabIndex={-1} role="group" aria-label="Students and checks">
        <table class="heat">
          <thead>
            <tr>
              <Sortable column="name" text="Student" />
              <Sortable column="points" text="Points" />
              <th scope="col">Grade</th>
              <Sortable column="state" text="State" />
              <Sortable column="time" text="Time" />
              {checks.map(({ id, hidden }) => (
                <th scope="col" class="check">
                  <span>
                    <Shown text={id} most={32} />
                    {hidden && ' (hidden)'}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody id="rows">
            {students.map((student) => (
              <Row student={student} maxPoints={maxPoints} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Sortable({ column, text }: { readonly column: string; readonly text: string }): JSX.Element {
  return (
    <th scope="col" data-column={column}>
      <button type="button" class="sort" data-sort={column}>
        {text}
      </button>
    </th>
  );
}

function Row({ student, maxPoints }: { readonly student: ClassStudent; readonly maxPoints: number }): JSX.Element {
  const { id, name, state, points, grade, late, isOverridden, hostile, durationMs, verdicts } = student;
  return (
    <tr
      data-name={visibleString(`${name} ${id}`).toLowerCase()}
      data-state={state}
      data-points={points ?? -1}
      data-time={durationMs ?? -1}
      data-verdicts={verdicts.map((verdict) => verdict?.[0] ?? '.').join('')}
    >
      <th scope="row">
        <StudentLink student={student} />
        {id !== name && (
          <span class="id">
            <Shown text={id} most={40} />
          </span>
        )}
      </th>
      <td class="number">
        {points === undefined ? '–' : pointsText(points)} <span class="quiet">/ {pointsText(maxPoints)}</span>
      </td>
      <td>{grade === undefined ? '–' : <Shown text={grade} most={40} />}</td>
      <td>
        {STATE_WORDS[state]}
        {late && <span class="tag">late</span>}
        {isOverridden && <span class="tag">decided</span>}
        {hostile !== undefined && <span class="tag bad">hostile</span>}
      </td>
      <td class="number">{durationMs === undefined ? '–' : durationText(durationMs)}</td>
      {verdicts.map((verdict) => (
        <Cell verdict={verdict} />
      ))}
    </tr>
  );
}

function Cell({ verdict }: { readonly verdict: Status | undefined }): JSX.Element {
  return verdict === undefined ? (
    <td class="cell" />
  ) : (
    <td class={`cell ${verdict}`} title={verdict}>
      {VERDICTS[verdict].mark}
    </td>
  );
}
