import type { JSX } from 'preact';
import type { Report } from '../../model/report.js';
import { pointsText } from '../wording.js';
import { Colophon } from './colophon.js';
import { Masthead, pageTitle } from './masthead.js';
import { Overview } from './overview.js';
import { CONTENT_POLICY, SCRIPT } from './script.js';
import { SheetSection } from './sheet.js';
import { StandingSection, type Standing } from './standing.js';
import { STYLE } from './style/index.js';
import { renderPage, titleText, WebPage } from './web-page.js';

/**
 * The report as one page that asks nothing of any network and can be read without scripts. A pure function: the same
 * report always makes the same bytes.
 */
export function renderHtml(report: Report, standing?: Standing): string {
  return renderPage(<Page report={report} standing={standing} />);
}

/** The page before the last net; `renderHtml` is what to call. */
export function Page({
  report,
  standing,
}: {
  readonly report: Report;
  readonly standing?: Standing | undefined;
}): JSX.Element {
  const { totals, sheets } = report;
  const namesDiffer = new Set(sheets.map(({ submission }) => submission.name)).size > 1;
  return (
    <WebPage
      title={`${titleText(sheets.length === 0 && standing ? standing.student : pageTitle(report))}: ${pointsText(totals.points)} of ${pointsText(totals.maxPoints)} points`}
      policy={CONTENT_POLICY}
      style={STYLE}
      script={SCRIPT}
    >
      <a class="skip" href="#checks">
        Skip to the checks
      </a>
      <Masthead report={report} nobody={standing?.student} />
      <main id="checks" tabIndex={-1}>
        {standing && <StandingSection standing={standing} />}
        {sheets.length > 1 && <Overview sheets={sheets} namesDiffer={namesDiffer} />}
        <div class="tools" id="tools" hidden>
          <button type="button" id="open-all">
            Open all
          </button>
          <button type="button" id="close-all">
            Close all
          </button>
        </div>
        {sheets.map((sheet, at) => (
          <SheetSection sheet={sheet} at={at} alone={sheets.length === 1} namesDiffer={namesDiffer} />
        ))}
      </main>
      <Colophon report={report} />
    </WebPage>
  );
}
