import type { CheckReport, Report, Sheet } from '../model/report.js';
import { painter, type Paint } from './paint.js';
import { withOwnFolder } from './own-folder.js';
import { sheetRemarks } from './sheet-remarks.js';
import { renderFailure, renderRemark } from './terminal-failure.js';
import { durationText, pointsText, VERDICTS } from './wording.js';
import type { Reporter } from './reporter.js';
import { withVisibleTexts } from './visible-report.js';

/** What a terminal can do, decided once and handed in. */
export interface Screen {
  readonly write: (text: string) => void;
  /** It can be written over: one line shows what is under way. */
  readonly isLive: boolean;
  readonly hasColour: boolean;
  readonly columns: number;
}

export interface TerminalOptions {
  readonly screen: Screen;
  readonly detail: 'result' | 'failures' | 'everything';
}

/** Shows checks as they end, and failures in full at the end of the run. */
export function terminalReporter({ screen, detail }: TerminalOptions): Reporter {
  const paint = painter(screen.hasColour);
  let total = 0;
  let ended = 0;
  let sheets = 0;
  const live = (text: string): void => {
    if (screen.isLive && detail !== 'result') screen.write(`\r\x1b[2K${text}`);
  };
  return {
    name: 'terminal',
    runStarted(_run, planned) {
      total = planned.reduce((sum, { checks }) => sum + checks, 0);
      sheets = planned.length;
      live(paint('dim', `0 of ${total} checks`));
    },
    checkEnded(ofCheck, ofSheet) {
      ended++;
      if (detail === 'result') return;
      const [check, sheet] = withVisibleTexts([ofCheck, ofSheet] as const);
      live('');
      screen.write(`${renderLine(check, sheets > 1 ? sheet : undefined, paint)}\n`);
      if (ended < total) live(paint('dim', `${ended} of ${total} checks`));
    },
    runEnded(report) {
      live('');
      screen.write(renderEnd(report, { paint, columns: screen.columns, detail }));
    },
  };
}

/** One check on one line: mark, name, points. */
function renderLine(check: CheckReport, sheet: Pick<Sheet, 'spec' | 'submission'> | undefined, paint: Paint): string {
  const { mark } = VERDICTS[check.status];
  const colour = check.status === 'passed' ? 'green' : check.status === 'failed' ? 'red' : 'yellow';
  const where = sheet ? `${sheet.spec.id} · ${sheet.submission.name} · ` : '';
  const why =
    check.status === 'blocked'
      ? `  (waits for "${check.blockedBy}")`
      : check.status === 'inconclusive'
        ? '  (no marks taken)'
        : '';
  return `${paint(colour, mark)} ${paint('dim', where)}${check.id}  ${check.name}${paint('dim', why)}  ${paint('dim', `${pointsText(check.points)}/${pointsText(check.maxPoints)}`)}`;
}

interface EndOptions {
  readonly paint: Paint;
  readonly columns: number;
  readonly detail: TerminalOptions['detail'];
}

/** The failures in full, then the score. Also how `wiremark report` shows a saved run. */
export function renderEnd(saved: Report, { paint, columns, detail }: EndOptions): string {
  const report = withVisibleTexts(saved);
  const parts: string[] = [];
  for (const sheet of report.sheets) {
    const shown = sheet.checks.filter((check) =>
      detail === 'everything'
        ? true
        : detail === 'failures' && (check.status === 'failed' || check.status === 'inconclusive'),
    );
    for (const check of shown) parts.push(renderFailure(check, { paint, columns, showWire: detail === 'everything' }));
    if (detail !== 'result')
      for (const remark of sheetRemarks({ checks: sheet.checks.map(withOwnFolder) }))
        parts.push(renderRemark(remark, { paint, columns }));
  }
  parts.push(
    report.sheets
      .map((sheet) => renderScore(sheet, { isOneOfMany: report.sheets.length > 1, paint, columns }))
      .join(''),
  );
  return `\n${parts.join('\n')}`;
}

function renderScore(
  { spec, submission, totals }: Sheet,
  { isOneOfMany, paint, columns }: { readonly isOneOfMany: boolean; readonly paint: Paint; readonly columns: number },
): string {
  const all = totals.passed + totals.failed + totals.blocked + totals.inconclusive;
  const counts = [
    paint(totals.passed === all ? 'green' : 'bold', `${totals.passed} of ${all} passed`),
    ...(totals.failed > 0 ? [paint('red', `${totals.failed} failed`)] : []),
    ...(totals.blocked > 0 ? [paint('yellow', `${totals.blocked} blocked`)] : []),
    ...(totals.inconclusive > 0 ? [paint('yellow', `${totals.inconclusive} inconclusive`)] : []),
  ];
  const points = paint('bold', `${pointsText(totals.points)} of ${pointsText(totals.maxPoints)} points`);
  const name = `${spec.id} · ${submission.name}`;
  const first = `${isOneOfMany ? name.padEnd(40) : `${name}:`} ${points}`;
  const line = `${first}  ${counts.join(', ')}`;
  // oxlint-disable-next-line no-control-regex -- colours take no room
  const width = line.replace(/\x1b\[\d+m/g, '').length;
  return width <= columns ? `${line}\n` : `${first}\n  ${counts.join(', ')}\n`;
}

/** `in 3.2 s`, for the last line. */
export function sayRunTime(report: Report): string {
  return durationText(report.run.durationMs);
}
