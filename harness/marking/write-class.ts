import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GradedStudent } from '../gradebook/graded-student.js';
import { gradesCsv } from '../gradebook/grades-csv.js';
import { moodleFeedback } from '../gradebook/moodle-feedback.js';
import { encodeResults, makeResults } from '../gradebook/results.js';
import type { Report, RunInfo } from '../model/report.js';
import type { ClassCheck } from '../reporters/class/class-view.js';
import { renderClass } from '../reporters/class/page.js';
import { renderHtml } from '../reporters/html/page.js';
import { writeAtomically } from '../reporters/write-atomically.js';
import { classView } from './class-view-of.js';
import { writeWorksheet, type FilledWorksheet } from './filled-worksheets.js';
import { gradesOf, type MarkedEntry, type Rules } from './graded-class.js';
import type { MarkingFolder } from './marking-folder.js';
import type { MarkedBy } from './journal-entry.js';
import { standingOf } from './standing.js';

export interface ClassFiles {
  readonly entries: readonly MarkedEntry[];
  readonly rules: Rules;
  readonly markedBy: MarkedBy;
  /** Of all specs, hidden ones by their names. */
  readonly checks: readonly ClassCheck[];
  /** ISO 8601, UTC: when the marking began. */
  readonly markedAt: string;
  readonly folder: MarkingFolder;
  readonly worksheet?: FilledWorksheet;
  readonly runInfo: (key: string, startedAt: Date) => Omit<RunInfo, 'durationMs'>;
}

export interface Written {
  readonly graded: readonly GradedStudent[];
  /** The files for a person, from the folder on. */
  readonly files: readonly string[];
}

/** Writes all that comes out of a marking. It depends on nothing but what the journal says, and may be done again. */
export async function writeClass(given: ClassFiles): Promise<Written> {
  const { entries, rules, folder, markedBy, markedAt } = given;
  const graded = gradesOf(entries, rules);
  await writePages(given, graded);
  const files: string[] = [];
  const write = async (name: string, content: string | Uint8Array): Promise<void> => {
    await writeAtomically(join(folder.path, name), content);
    files.push(name);
  };
  if (given.worksheet) files.push(await writeWorksheet(folder, given.worksheet));
  const { bytes, leftOut } = await moodleFeedback(graded, (page) => readFile(join(folder.path, page)));
  if (leftOut.length < graded.length) await write('feedback.zip', bytes);
  const { course, maxPoints } = rules;
  const results = makeResults(graded, {
    wiremark: markedBy.wiremark,
    markedAt,
    maxPoints,
    ...(course.name !== undefined && { course: course.name }),
  });
  const view = classView({
    entries,
    graded,
    results,
    checks: given.checks,
    seed: markedBy.seed,
    files: ['grades.csv', 'results.json', ...files],
  });
  await write('index.html', renderClass(view));
  await write('results.json', encodeResults(results));
  await write('grades.csv', gradesCsv(graded, maxPoints));
  return { graded, files: files.toReversed() };
}

async function writePages({ entries, rules, folder, runInfo, markedAt }: ClassFiles, graded: readonly GradedStudent[]) {
  const byId = new Map(graded.map((each) => [each.student.id, each]));
  for (const { student, entry, marked } of entries) {
    const each = byId.get(student.id);
    if (marked.report === undefined || !each) continue;
    const hasSheets = 'sheets' in marked.outcome && marked.outcome.sheets.length > 0;
    const report = (hasSheets ? await folder.report(student.key) : undefined) ?? {
      ...emptyReport(rules.maxPoints),
      run: { ...runInfo(student.key, new Date(markedAt)), durationMs: 0 },
    };
    const page = renderHtml(report, standingOf(marked, each, entry?.remarks ?? []));
    await writeAtomically(join(folder.path, marked.report), page);
  }
}

/** Of a submission that nothing could be run of. */
function emptyReport(maxPoints: number): Omit<Report, 'run'> {
  return {
    format: 'wiremark-report',
    version: 1,
    sheets: [],
    totals: { points: 0, maxPoints, passed: 0, failed: 0, blocked: 0, inconclusive: 0 },
  };
}
