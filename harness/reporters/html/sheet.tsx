import type { JSX } from 'preact';
import type { Sheet } from '../../model/report.js';
import { pointsText } from '../wording.js';
import { sheetAnchor } from './anchors.js';
import { CheckItem } from './check.js';
import { Remarks } from './remarks.js';
import { Prose, Shown } from './shown.js';

interface SheetProps {
  readonly sheet: Sheet;
  readonly at: number;
  /** The only sheet of the page: the masthead has already said its name and points. */
  readonly alone: boolean;
  /** The sheets of the page are of more than one submission. */
  readonly namesDiffer: boolean;
}

/** One assignment of one submission: how it was launched, and its checks. */
export function SheetSection({ sheet, at, alone, namesDiffer }: SheetProps): JSX.Element {
  const { spec, submission, totals, checks } = sheet;
  const anchor = sheetAnchor(at);
  return (
    <section class={alone ? 'sheet alone' : 'sheet'} id={anchor} aria-labelledby={`${anchor}-title`}>
      <div class="sheet-head">
        <h2 id={`${anchor}-title`}>{alone ? 'Checks' : <Shown text={spec.name} most={160} />}</h2>
        {!alone && (
          <p class="sheet-points">
            <b>{pointsText(totals.points)}</b> of {pointsText(totals.maxPoints)} points
            {namesDiffer && (
              <span class="sheet-by">
                <Shown text={submission.name} most={120} />
              </span>
            )}
          </p>
        )}
      </div>
      {spec.about !== undefined && (
        <div class="about">
          <Prose text={spec.about} />
        </div>
      )}
      <Remarks sheet={sheet} />
      {checks.length === 0 ? (
        <p class="quiet">This sheet has no checks.</p>
      ) : (
        <ol class="checks">
          {checks.map((check, index) => (
            <CheckItem check={check} sheet={sheet} at={at} index={index} />
          ))}
        </ol>
      )}
      <Programs sheet={sheet} />
    </section>
  );
}

function Programs({ sheet: { spec, submission } }: { readonly sheet: Sheet }): JSX.Element {
  return (
    <dl class="facts">
      {submission.programs.map((program) => (
        <div>
          <dt>
            <Shown text={program.name} most={80} />
          </dt>
          <dd>
            <code>
              <Shown text={program.command} most={400} />
            </code>
            <span class="quiet">
              <Shown text={program.because} most={200} />
            </span>
          </dd>
        </div>
      ))}
      <div>
        <dt>folder</dt>
        <dd>
          <code>
            <Shown text={submission.folder} most={400} />
          </code>
        </dd>
      </div>
      <div>
        <dt>spec</dt>
        <dd>
          <code>
            <Shown text={spec.file} most={400} />
          </code>
          <span class="quiet">
            sha256 <Shown text={spec.sha256.slice(0, 12)} />
          </span>
        </dd>
      </div>
    </dl>
  );
}
