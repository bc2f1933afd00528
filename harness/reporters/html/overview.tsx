import type { JSX } from 'preact';
import type { Sheet } from '../../model/report.js';
import { pointsText, STATUSES } from '../wording.js';
import { sheetAnchor } from './anchors.js';
import { Shown } from './shown.js';
import { VerdictMark } from './verdict-mark.js';

/** All sheets in one table, each name a link to its sheet. */
export function Overview({
  sheets,
  namesDiffer,
}: {
  readonly sheets: readonly Sheet[];
  readonly namesDiffer: boolean;
}): JSX.Element {
  return (
    <section class="overview" aria-labelledby="overview">
      <h2 id="overview">Overview</h2>
      <div class="scroll" tabIndex={0} role="group" aria-label="Overview of all sheets">
        <table>
          <thead>
            <tr>
              <th scope="col">Assignment</th>
              {namesDiffer && <th scope="col">Handed in by</th>}
              <th scope="col" class="number">
                Points
              </th>
              {STATUSES.map((status) => (
                <th scope="col" class="number">
                  <VerdictMark status={status} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sheets.map(({ spec, submission, totals }, at) => (
              <tr>
                <th scope="row">
                  <a href={`#${sheetAnchor(at)}`}>
                    <Shown text={spec.name} most={120} />
                  </a>
                </th>
                {namesDiffer && (
                  <td>
                    <Shown text={submission.name} most={120} />
                  </td>
                )}
                <td class="number">
                  <b>{pointsText(totals.points)}</b> / {pointsText(totals.maxPoints)}
                </td>
                {STATUSES.map((status) => (
                  <td class={totals[status] === 0 ? 'number none' : `number ${status}`}>{totals[status]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
