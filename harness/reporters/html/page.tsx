import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Report } from '../../model/report.js';
import { escapeUnseen, visibleString } from '../visible-text.js';
import { pointsText } from '../wording.js';
import { Colophon } from './colophon.js';
import { Masthead, pageTitle } from './masthead.js';
import { Overview } from './overview.js';
import { CONTENT_POLICY, SCRIPT } from './script.js';
import { SheetSection } from './sheet.js';
import { StandingSection, type Standing } from './standing.js';
import { STYLE } from './style/index.js';

/**
 * The report as one page that asks nothing of any network and can be read without scripts. A pure function: the same
 * report always makes the same bytes.
 */
export function renderHtml(report: Report, standing?: Standing): string {
  const html = renderToString(<Page report={report} standing={standing} />);
  // A line for each block, so that two reports can be compared with diff. None of these tags stands inside a line of text.
  const lines = html.replace(
    /<(?=(?:head|body|meta|title|style|script|header|main|footer|section|nav|details|h[1-4]|p|ol|ul|li|dl|div|pre|table|thead|tbody|tr)\b)/g,
    '\n<',
  );
  return escapeUnseen(`<!doctype html>${lines}\n`);
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
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={CONTENT_POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <title>{`${visibleString(sheets.length === 0 && standing ? standing.student : pageTitle(report)).slice(0, 120)}: ${pointsText(totals.points)} of ${pointsText(totals.maxPoints)} points`}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
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
        <script dangerouslySetInnerHTML={{ __html: SCRIPT }} />
      </body>
    </html>
  );
}
