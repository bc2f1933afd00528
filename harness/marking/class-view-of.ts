import type { GradedStudent } from '../gradebook/graded-student.js';
import { pointsOf, reasonToAct, sheetsOf, type MarkedCheck, type MarkedStudent } from '../gradebook/marked-student.js';
import type { Results } from '../gradebook/results.js';
import type { ClassCheck, ClassFinding, ClassStudent, ClassView } from '../reporters/class/class-view.js';
import { pointsText } from '../reporters/wording.js';
import type { MarkedEntry } from './graded-class.js';

export interface ClassPageContent {
  readonly entries: readonly MarkedEntry[];
  readonly graded: readonly GradedStudent[];
  readonly results: Results;
  /** Names of the checks, also of hidden ones: this page is the instructor's. */
  readonly checks: readonly ClassCheck[];
  readonly seed: string;
  readonly files: readonly string[];
}

/** What the page of a class shows, from what came of the marking. */
export function classView({ entries, graded, results, checks, seed, files }: ClassPageContent): ClassView {
  const durations = new Map(entries.map(({ marked, entry }) => [marked, entry]));
  return {
    title: results.course ?? results.specs.map(({ id }) => id).join(', '),
    markedAt: results.markedAt,
    wiremark: results.wiremark,
    seed,
    maxPoints: results.maxPoints,
    checks,
    files,
    students: graded.map((each) => {
      const entry = durations.get(each.student);
      const isRun = sheetsOf(each.student.outcome).length > 0;
      return studentOf(each, checks, isRun ? entry?.durationMs : undefined, entry?.again !== undefined);
    }),
  };
}

function studentOf(
  { student, grade, override }: GradedStudent,
  checks: readonly ClassCheck[],
  durationMs: number | undefined,
  wasAgain: boolean,
): ClassStudent {
  const { outcome, id, name, late, report } = student;
  const points = override?.points ?? pointsOf(outcome);
  const own = new Map(
    sheetsOf(outcome).flatMap((sheet) => sheet.checks.map((check) => [`${sheet.spec.id} ${check.id}`, check])),
  );
  const inOrder = checks.map(({ spec, id: check }) => own.get(`${spec} ${check}`));
  const remark = inOrder.find((check) => check?.remark !== undefined)?.remark;
  const hostile = hostileBecause(student, wasAgain);
  const reason = reasonToAct(outcome);
  const letter = grade.letter === undefined ? '' : ` ${grade.letter}`;
  return {
    id,
    name,
    state: outcome.state,
    late: (override?.late ?? late).kind === 'late',
    isOverridden: override !== undefined,
    verdicts: inOrder.map((check) => check?.status),
    findings: inOrder.flatMap(findingOf),
    ...(reason !== undefined && { reason }),
    ...(points !== undefined && { points }),
    ...(grade.value !== undefined && { grade: `${pointsText(grade.value)}${letter}` }),
    ...(report !== undefined && { report }),
    ...(hostile !== undefined && { hostile }),
    ...(remark !== undefined && { remark }),
    ...(durationMs !== undefined && { durationMs }),
  };
}

/** What is shared is the mistake that explains a finding; else the kind of the finding in its check. */
function findingOf(check: MarkedCheck | undefined, at: number): ClassFinding[] {
  const [finding] = check?.findings ?? [];
  if (!check || check.status !== 'failed' || !finding) return [];
  if (check.diagnosis) return [{ code: check.diagnosis.code, title: check.diagnosis.title, check: at }];
  return [{ code: finding.code, title: `${check.name}: ${finding.code.replaceAll('-', ' ')}`, check: at }];
}

/** Refusals that no honest tool makes. */
const HOSTILE_ARCHIVES: ReadonlySet<string> = new Set([
  'leaves-folder',
  'absolute-path',
  'through-link',
  'special-file',
  'bomb',
  'overlapping',
  'sizes-lie',
]);

function hostileBecause({ outcome }: MarkedStudent, wasAgain: boolean): string | undefined {
  if (outcome.state === 'unpack-failed') return HOSTILE_ARCHIVES.has(outcome.code) ? outcome.reason : undefined;
  if (outcome.state === 'not-marked') return wasAgain ? outcome.reason : undefined;
  const checks = sheetsOf(outcome).flatMap((sheet) => sheet.checks);
  const breach = checks.flatMap(({ findings }) => findings).find(({ code }) => code === 'over-limit');
  return breach?.summary;
}
