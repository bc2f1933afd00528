import type { Report } from '../model/report.js';
import { checkText } from './check-text.js';
import type { ReporterKind } from './reporter-kind.js';
import { withVisibleTexts } from './visible-report.js';
import { writeAtomically } from './write-atomically.js';
import { pointsText } from './wording.js';

/**
 * What an autograder of Autolab prints: text for the student, and as the very last line the scores as JSON, by the names
 * of the problems, which are the ids of the checks. A check that could not be judged has no score there.
 */
export const autolab: ReporterKind = {
  flag: '--autolab <file>',
  about: "write what Autolab's autograder prints: text, and the scores in the last line",
  open: ({ file }) => ({
    name: 'Autolab',
    target: file,
    runEnded(of) {
      const report = withVisibleTexts(of);
      return writeAtomically(file, `${text(report)}\n${scores(report)}\n`);
    },
    notChecked: ({ message }) => writeAtomically(file, `${message}\n${JSON.stringify({ scores: {} })}\n`),
  }),
};

function text({ sheets, totals }: Report): string {
  const checks = sheets.flatMap((sheet) => sheet.checks);
  return [...checks.map(checkText), `${pointsText(totals.points)} of ${pointsText(totals.maxPoints)} points`].join(
    '\n\n',
  );
}

function scores({ sheets }: Report): string {
  const entries = sheets.flatMap(({ spec, checks }) =>
    checks
      .filter(({ status }) => status !== 'inconclusive')
      .map(({ id, points }) => [sheets.length > 1 ? `${spec.id} ${id}` : id, points] as const),
  );
  return JSON.stringify({ scores: Object.fromEntries(entries) });
}
