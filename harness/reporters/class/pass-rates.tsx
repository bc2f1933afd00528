import { scaleLinear } from 'd3-scale';
import type { JSX } from 'preact';
import type { Status } from '../../model/report.js';
import { Shown } from '../html/shown.js';
import { pointsText, STATUSES } from '../wording.js';
import type { ClassView } from './class-view.js';

/** How many of those whose programs ran passed each check: where the class stands, and where the spec may be wrong. */
export function PassRates({ view: { checks, students } }: { readonly view: ClassView }): JSX.Element | null {
  if (checks.length === 0) return null;
  const rows = checks.map((check, at) => {
    const verdicts = students.flatMap((student) => student.verdicts[at] ?? []);
    const count = (status: Status): number => verdicts.filter((verdict) => verdict === status).length;
    return { check, at, ran: verdicts.length, counts: STATUSES.map((status) => ({ status, count: count(status) })) };
  });
  const severalSpecs = new Set(checks.map(({ spec }) => spec)).size > 1;
  return (
    <section aria-labelledby="checks">
      <h2 id="checks">Checks</h2>
      <div class="scroll" tabIndex={0} role="group" aria-label="Pass rate of each check">
        <table class="rates">
          <thead>
            <tr>
              <th scope="col">Check</th>
              <th scope="col" class="number">
                Points
              </th>
              <th scope="col">Passed</th>
              <th scope="col" class="number">
                Failed
              </th>
              <th scope="col" class="number">
                Blocked
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ check, at, ran, counts }) => {
              const of = (status: Status): number => counts.find((each) => each.status === status)?.count ?? 0;
              return (
                <tr>
                  <th scope="row">
                    {severalSpecs && (
                      <>
                        <Shown text={check.spec} most={60} /> ·{' '}
                      </>
                    )}
                    <Shown text={check.hidden ? check.id : check.name} most={120} />
                    {check.hidden && <span class="quiet"> (hidden)</span>}
                  </th>
                  <td class="number">{pointsText(check.maxPoints)}</td>
                  <td>
                    <RateBar counts={counts} ran={ran} />
                    <span class="rate">
                      {ran === 0 ? '–' : `${Math.round((of('passed') / ran) * 100)} %`}{' '}
                      <span class="quiet">
                        {of('passed')} of {ran}
                      </span>
                    </span>
                  </td>
                  <td class="number">
                    {of('failed') === 0 ? (
                      0
                    ) : (
                      <button
                        type="button"
                        class="filter"
                        data-check={at}
                        aria-label={`show the ${of('failed')} who fail it`}
                      >
                        {of('failed')}
                      </button>
                    )}
                  </td>
                  <td class="number">{of('blocked')}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** A picture of the numbers beside it. */
function RateBar({
  counts,
  ran,
}: {
  readonly counts: readonly { readonly status: Status; readonly count: number }[];
  readonly ran: number;
}): JSX.Element | null {
  if (ran === 0) return null;
  const x = scaleLinear([0, ran], [0, 100]);
  let from = 0;
  return (
    <svg class="rate-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {counts.map(({ status, count }) => {
        const at = from;
        from += count;
        return count > 0 && <rect class={`part-${status}`} x={x(at)} width={x(count)} height="10" />;
      })}
    </svg>
  );
}
