import type { JSX } from 'preact';
import type { CheckReport } from '../../model/report.js';
import { durationText } from '../wording.js';
import { Shown } from './shown.js';

/** How to repeat just this check. One click selects the whole command. */
export function Again({ check }: { readonly check: CheckReport }): JSX.Element | null {
  if (check.again === '') return null;
  return (
    <div class="again-part">
      <h4>Run just this check again</h4>
      <code class="command">
        <Shown text={check.again} most={2000} />
      </code>
      <p class="small-print">
        seed{' '}
        <code>
          <Shown text={check.seed} most={80} />
        </code>
        : the same chances each time · took {durationText(check.durationMs)}
        {check.tags.length > 0 && (
          <>
            {' · tagged '}
            <Shown text={check.tags.join(', ')} most={200} />
          </>
        )}
      </p>
    </div>
  );
}
