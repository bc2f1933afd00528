import type { CheckReport, Report } from '../model/report.js';
import { checkReason, checkText, shortened } from './check-text.js';
import { latestWrite } from './latest-write.js';
import type { NotChecked } from './reporter.js';
import type { ReporterKind } from './reporter-kind.js';
import { withVisibleTexts } from './visible-report.js';
import { counted, pointsText } from './wording.js';
import { writeAtomically } from './write-atomically.js';

/**
 * `/autograder/results/results.json` of Gradescope (docs/specs.md of its autograder samples). It is written anew as each
 * check ends, so that a run that is cut off there keeps what it has.
 */
export const gradescope: ReporterKind = {
  flag: '--gradescope <file>',
  about: "write Gradescope's results.json, anew as each check ends",
  open({ file }) {
    let progress: Progress = { ended: [], planned: 0, maxPoints: 0 };
    const write = latestWrite();
    // What is put last is made last: a state that is never written costs nothing.
    const put = (results: () => object): Promise<void> =>
      write(() => writeAtomically(file, `${JSON.stringify(results(), undefined, 2)}\n`));
    return {
      name: 'Gradescope',
      target: file,
      runStarted(_run, planned) {
        progress = {
          ended: [],
          planned: planned.reduce((sum, { checks }) => sum + checks, 0),
          maxPoints: planned.reduce((sum, { maxPoints }) => sum + maxPoints, 0),
        };
        return put(() => partial(progress));
      },
      checkEnded(check, sheet) {
        const test = testOf(withVisibleTexts(check), String(progress.ended.length + 1), sheet.spec.id);
        progress = { ...progress, ended: [...progress.ended, { points: check.points, test }] };
        return put(() => partial(progress));
      },
      runEnded: (report) => put(() => whole(withVisibleTexts(report))),
      notChecked: (problem) => put(() => nothing(problem)),
    };
  },
};

interface Progress {
  readonly ended: readonly { readonly points: number; readonly test: object }[];
  readonly planned: number;
  readonly maxPoints: number;
}

/** So much of each check is shown; the page is slow with more. */
const MOST_CHARACTERS = 30_000;

/** For all results: students see no standard output of the autograder, which is not for them. */
const ALWAYS = {
  output_format: 'text',
  test_output_format: 'text',
  visibility: 'visible',
  stdout_visibility: 'hidden',
};

function partial({ ended, planned, maxPoints }: Progress): object {
  const score = ended.reduce((sum, { points }) => sum + points, 0);
  return {
    ...ALWAYS,
    score: rounded(score),
    output: `The marking was cut off after ${ended.length} of ${counted(planned, 'check')}. Of ${pointsText(maxPoints)} points these are those that were earned until then.`,
    tests: ended.map(({ test }) => test),
  };
}

function whole({ run, sheets, totals }: Report): object {
  return {
    ...ALWAYS,
    score: totals.points,
    execution_time: rounded(run.durationMs / 1000),
    output: introduction({ sheets, totals }),
    tests: sheets.flatMap(({ spec, checks }, sheet) =>
      checks.map((check, at) => testOf(check, sheets.length > 1 ? `${sheet + 1}.${at + 1}` : String(at + 1), spec.id)),
    ),
    extra_data: {
      wiremark: run.wiremark,
      seed: run.seed,
      specs: sheets.map(({ spec }) => ({ id: spec.id, sha256: spec.sha256 })),
      inconclusive: totals.inconclusive,
    },
  };
}

function introduction({ sheets, totals }: Pick<Report, 'sheets' | 'totals'>): string {
  const hidden = sheets.flatMap(({ checks }) => checks.filter((check) => check.hidden));
  const worth = hidden.reduce((sum, { maxPoints }) => sum + maxPoints, 0);
  return [
    `${pointsText(totals.points)} of ${pointsText(totals.maxPoints)} points`,
    // That there are such checks is no secret, and a mark that nobody can add up is no mark.
    ...(hidden.length === 0
      ? []
      : [`${counted(hidden.length, 'check is', 'checks are')} hidden, worth ${pointsText(worth)} of these points.`]),
    ...(totals.inconclusive === 0
      ? []
      : [
          `${counted(totals.inconclusive, 'check')} could not be judged. This is not your fault: ask for the autograder to be run again.`,
        ]),
  ].join('\n');
}

function testOf(check: CheckReport, number: string, spec: string): object {
  const { status } = check;
  return {
    name: `${check.id}: ${check.name}`,
    number,
    score: check.points,
    max_score: check.maxPoints,
    // Without a status Gradescope says neither passed nor failed.
    ...((status === 'passed' || status === 'failed') && { status }),
    output: status === 'passed' ? '' : shortened(check.hidden ? checkReason(check) : checkText(check), MOST_CHARACTERS),
    visibility: check.hidden ? 'hidden' : 'visible',
    tags: check.tags,
    extra_data: { spec, check: check.id, status },
  };
}

function nothing({ message }: NotChecked): object {
  return { ...ALWAYS, score: 0, output: message, tests: [] };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
