import type { JSX } from 'preact';
import type { Report, Totals } from '../../model/report.js';
import { counted, dateText, pointsText, STATUSES } from '../wording.js';
import { ScoreBar } from './score-bar.js';
import { Shown } from './shown.js';
import { StartHere } from './start-here.js';
import { VerdictMark } from './verdict-mark.js';
import { Brand } from './web-page.js';

/** What the page is about, before any text around it: the assignment, or whose work it is when there are several. */
export function pageTitle({ sheets }: Report): string {
  const [first] = sheets;
  if (first === undefined) return 'An empty marking';
  if (sheets.length === 1) return first.spec.name;
  if (sheets.every(({ submission }) => submission.name === first.submission.name)) return first.submission.name;
  if (sheets.every(({ spec }) => spec.id === first.spec.id)) return first.spec.name;
  return counted(sheets.length, 'sheet');
}

/** The first thing that is seen: whose work, how many points, and where to begin. */
export function Masthead({
  report,
  nobody,
}: {
  readonly report: Report;
  /** Whose work it is, where it has no sheet to say so. */
  readonly nobody?: string | undefined;
}): JSX.Element {
  const { sheets, totals, run } = report;
  // What points there are without a run, the standing says.
  const isNobodys = sheets.length === 0 && nobody !== undefined;
  return (
    <header class="masthead">
      <Brand when={dateText(run.startedAt)} />
      <h1>
        <Shown text={isNobodys ? nobody : pageTitle(report)} most={160} />
      </h1>
      <p class="byline">
        {isNobodys ? (
          'nothing could be run'
        ) : sheets.length === 1 ? (
          <>
            handed in by <Shown text={sheets[0]?.submission.name ?? ''} most={160} />
          </>
        ) : (
          counted(sheets.length, 'sheet')
        )}
      </p>
      {isNobodys ? null : (
        <div class="score">
          <p class="points">
            <b>{pointsText(totals.points)}</b> <span>of {pointsText(totals.maxPoints)} points</span>
          </p>
          <Counts totals={totals} />
        </div>
      )}
      <ScoreBar sheets={sheets} />
      <StartHere sheets={sheets} />
    </header>
  );
}

function Counts({ totals }: { readonly totals: Totals }): JSX.Element {
  return (
    <ul class="counts">
      {STATUSES.map((status) => (
        <li class={totals[status] === 0 ? 'none' : status}>
          <b>{totals[status]}</b> <VerdictMark status={status} />
        </li>
      ))}
    </ul>
  );
}
