import type { JSX } from 'preact';
import type { CheckReport } from '../../model/report.js';
import { Shown } from './shown.js';
import { VerdictMark } from './verdict-mark.js';

/** The runs of a check that has several, and the damage that was done to the one that is shown. */
export function Runs({ check: { runs, damage } }: { readonly check: CheckReport }): JSX.Element | null {
  if (runs.length === 0 && damage.length === 0) return null;
  const shown = runs.find(({ status }) => status === 'failed') ?? runs.at(-1);
  return (
    <>
      {runs.length > 0 && (
        <div class="runs-part">
          <h4>Its runs</h4>
          <ul class="runs">
            {runs.map((run) => (
              <li>
                <VerdictMark status={run.status} /> <Shown text={run.label === '' ? run.id : run.label} most={120} />
                {run === shown && runs.length > 1 && <span class="quiet"> shown here</span>}
              </li>
            ))}
          </ul>
        </div>
      )}
      {damage.length > 0 && (
        <div class="damage-part">
          <h4>What the line did on purpose</h4>
          <ul class="damages">
            {damage.map((what) => (
              <li>
                <Shown text={what} most={240} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
