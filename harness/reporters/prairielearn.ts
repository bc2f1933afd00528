import type { CheckReport, Report, Totals } from '../model/report.js';
import { checkReason, checkText, shortened } from './check-text.js';
import type { NotChecked } from './reporter.js';
import type { ReporterKind } from './reporter-kind.js';
import { withVisibleTexts } from './visible-report.js';
import { counted } from './wording.js';
import { writeAtomically } from './write-atomically.js';

/** `/grade/results/results.json` of PrairieLearn's external graders. More than a megabyte of it is refused. */
export const prairielearn: ReporterKind = {
  flag: '--prairielearn <file>',
  about: "write PrairieLearn's results.json",
  open({ file }) {
    return {
      name: 'PrairieLearn',
      target: file,
      runEnded: (report) => writeAtomically(file, fitting(withVisibleTexts(report))),
      notChecked: (problem) => writeAtomically(file, `${JSON.stringify(notGradable(problem))}\n`),
    };
  },
};

const MOST_BYTES = 1_000_000;

/** Of one check's output, and of the lines about it. */
const MOST_CHARACTERS = 30_000;
const LONGEST_LINE = 300;

/** The results with as much of each output as there is room for. */
function fitting({ sheets, totals }: Report): string {
  const tests = sheets.flatMap(({ checks }) => checks.map(testOf));
  for (let most = MOST_CHARACTERS; ; most = Math.floor(most / 2)) {
    const cut = tests.map((test) => ({ ...test, output: most === 0 ? '' : shortened(test.output, most) }));
    const text = `${JSON.stringify({ ...summaryOf(totals), tests: cut })}\n`;
    if (Buffer.byteLength(text) <= MOST_BYTES || most === 0) return text;
  }
}

function summaryOf({ points, maxPoints, passed, failed, blocked, inconclusive }: Totals): object {
  const withheld = `${counted(inconclusive, 'check')} could not be judged. This is not your fault, and costs no attempt: submit it again.`;
  return {
    // What is not gradable costs no attempt.
    gradable: inconclusive === 0,
    score: maxPoints === 0 ? 0 : Math.round((points / maxPoints) * 1e6) / 1e6,
    message: inconclusive === 0 ? `${passed} of ${counted(passed + failed + blocked, 'check')} passed` : withheld,
    ...(inconclusive > 0 && { format_errors: [withheld] }),
  };
}

function testOf(check: CheckReport) {
  return {
    name: check.id.slice(0, LONGEST_LINE),
    description: check.name.slice(0, LONGEST_LINE),
    points: check.points,
    max_points: check.maxPoints,
    message: checkReason(check).slice(0, LONGEST_LINE),
    output: check.status === 'passed' || check.hidden ? '' : checkText(check),
  };
}

function notGradable({ message }: NotChecked): object {
  return { gradable: false, score: 0, message, format_errors: [message], tests: [] };
}
