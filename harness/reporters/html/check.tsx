import type { JSX } from 'preact';
import type { CheckReport, Sheet } from '../../model/report.js';
import { withOwnFolder } from '../own-folder.js';
import { earnedText, WITHHELD_BECAUSE } from '../wording.js';
import { checkAnchor } from './anchors.js';
import { Again } from './again.js';
import { Findings } from './findings.js';
import { Ladder } from './ladder.js';
import { Output } from './output.js';
import { Runs } from './runs.js';
import { Prose, Shown } from './shown.js';
import { Steps } from './steps.js';
import { VerdictMark } from './verdict-mark.js';
import { Why } from './why.js';

interface CheckProps {
  readonly check: CheckReport;
  readonly sheet: Sheet;
  readonly at: number;
  readonly index: number;
}

/** One check: a line that tells its verdict and points, and behind it the evidence. Open where something is to be put right. */
export function CheckItem({ check: saved, sheet, at, index }: CheckProps): JSX.Element {
  const check = withOwnFolder(saved);
  return (
    <li>
      <details class={`check ${check.status}`} id={checkAnchor(at, index)} open={check.status === 'failed'}>
        <summary>
          <VerdictMark status={check.status} />
          <h3>
            <Shown text={check.name} most={200} />{' '}
            <code class="check-id">
              <Shown text={check.id} most={80} />
            </code>
          </h3>
          <span class="earned">
            {earnedText(check)}
            <span class="unseen"> points</span>
          </span>
        </summary>
        <div class="check-body">
          {check.hidden ? (
            <p class="hidden-check">This is a hidden check: its content is not shown.</p>
          ) : (
            <Evidence check={check} sheet={sheet} at={at} />
          )}
        </div>
      </details>
    </li>
  );
}

function Evidence({ check, sheet, at }: Omit<CheckProps, 'index'>): JSX.Element {
  return (
    <>
      <Blocked check={check} sheet={sheet} at={at} />
      <Withheld check={check} />
      <Findings check={check} />
      {check.diagnosis !== undefined && <Why explanation={check.diagnosis} />}
      {check.hint !== undefined && (
        <div class="hint">
          <h4>Hint</h4>
          <Prose text={check.hint} />
        </div>
      )}
      <Values values={check.values ?? []} />
      <Steps steps={check.steps} />
      <Runs check={check} />
      <Ladder check={check} />
      <Output output={check.output} />
      <Again check={check} />
    </>
  );
}

function Values({ values }: { readonly values: readonly string[] }): JSX.Element | null {
  if (values.length === 0) return null;
  return (
    <div class="hint">
      <h4>With</h4>
      <ul class="values">
        {values.map((value) => (
          <li key={value}>
            <code>
              <Shown text={value} most={200} />
            </code>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Blocked({ check, sheet, at }: Omit<CheckProps, 'index'>): JSX.Element | null {
  if (check.status !== 'blocked') return null;
  const index = sheet.checks.findIndex(({ id }) => id === check.blockedBy);
  const needed = sheet.checks[index];
  return (
    <p class="callout blocked">
      <b>Not tried.</b>{' '}
      {needed === undefined ? (
        <>
          It needs <Shown text={check.blockedBy ?? 'another check'} most={120} />, which did not pass.
        </>
      ) : (
        <>
          It needs{' '}
          <a href={`#${checkAnchor(at, index)}`}>
            <Shown text={needed.name} most={200} />
          </a>
          , which did not pass. Put that one right first.
        </>
      )}
    </p>
  );
}

function Withheld({ check }: { readonly check: CheckReport }): JSX.Element | null {
  if (check.status !== 'inconclusive') return null;
  const { because, detail } = check.inconclusive ?? {};
  return (
    <div class="callout inconclusive">
      <p>
        <b>Not your fault.</b> {because !== undefined && `${WITHHELD_BECAUSE[because]} `}
        No marks were taken; run it again.
      </p>
      {detail !== undefined && <Prose text={detail} />}
    </div>
  );
}
