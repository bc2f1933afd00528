import type { JSX } from 'preact';
import type { Explanation } from '../../model/verdict.js';
import { Prose, Shown } from './shown.js';

/** The mistake by name, what shows it, and what to do. */
export function Why({ explanation }: { readonly explanation: Explanation }): JSX.Element {
  return (
    <div class="why">
      <h4>
        <span class="why-word">Why?</span> <Shown text={explanation.title} most={240} />
      </h4>
      <dl>
        <div>
          <dt>What shows it</dt>
          <dd>
            <Prose text={explanation.evidence} />
          </dd>
        </div>
        <div class="advice">
          <dt>What to do</dt>
          <dd>
            <Prose text={explanation.advice} />
          </dd>
        </div>
      </dl>
    </div>
  );
}
