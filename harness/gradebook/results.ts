import type { JsonSchema } from '../model/language.js';
import type { Status } from '../model/report.js';
import { amount, choice, count, flag, list, maybe, must, object, ordinal, text } from '../reporters/shape.js';
import { commentFor } from './comment.js';
import type { GradedStudent } from './graded-student.js';
import { pointsOf, sheetsOf, type State } from './marked-student.js';

/** The version that this wiremark writes. */
export const RESULTS_VERSION = 1;

/** `results.json`: the marks of a class, for programs. */
export interface Results {
  readonly format: 'wiremark-results';
  readonly version: typeof RESULTS_VERSION;
  readonly wiremark: string;
  /** ISO 8601, UTC. */
  readonly markedAt: string;
  readonly course?: string;
  readonly specs: readonly ResultSpec[];
  readonly maxPoints: number;
  readonly students: readonly ResultStudent[];
}

export interface ResultSpec {
  readonly id: string;
  readonly file: string;
  readonly sha256: string;
}

export interface ResultStudent {
  readonly id: string;
  readonly name: string;
  readonly attempt?: number;
  readonly attempts: number;
  readonly state: State;
  readonly reason?: string;
  readonly late: 'unknown' | 'in-time' | 'late';
  readonly lateByMs?: number;
  readonly submittedAt?: string;
  readonly points?: number;
  readonly grade?: number;
  readonly outOf: number;
  readonly letter?: string;
  readonly steps: readonly string[];
  readonly override?: { readonly by: string; readonly reason: string };
  readonly comment: string;
  readonly report?: string;
  readonly checks: readonly ResultCheck[];
}

export interface ResultCheck {
  readonly spec: string;
  readonly id: string;
  readonly status: Status;
  readonly points: number;
  readonly maxPoints: number;
  readonly hidden: boolean;
}

export interface ResultsAbout extends Pick<Results, 'wiremark' | 'markedAt' | 'course' | 'maxPoints'> {}

/** The results of a class. */
export function makeResults(graded: readonly GradedStudent[], about: ResultsAbout): Results {
  const specs = new Map<string, ResultSpec>();
  for (const { student } of graded)
    for (const { spec } of sheetsOf(student.outcome))
      specs.set(spec.id, { id: spec.id, file: spec.file, sha256: spec.sha256 });
  return {
    format: 'wiremark-results',
    version: RESULTS_VERSION,
    ...about,
    specs: [...specs.values()],
    students: graded.map(resultOf),
  };
}

/** The text of `results.json`. The same results always make the same text. */
export function encodeResults(results: Results): string {
  return `${JSON.stringify(shape.write(results), undefined, 2)}\n`;
}

function resultOf(graded: GradedStudent): ResultStudent {
  const { student, attempts, grade, override } = graded;
  const { outcome } = student;
  const late = override?.late ?? student.late;
  const points = override?.points ?? pointsOf(outcome);
  return {
    id: student.id,
    name: student.name,
    attempts,
    state: outcome.state,
    late: late.kind,
    outOf: grade.outOf,
    steps: grade.steps,
    comment: commentFor(graded),
    checks: sheetsOf(outcome).flatMap(({ spec, checks }) =>
      checks.map(({ id, status, points: earned, maxPoints, hidden }) => ({
        spec: spec.id,
        id,
        status,
        points: earned,
        maxPoints,
        hidden,
      })),
    ),
    ...(student.attempt !== undefined && { attempt: student.attempt }),
    ...('reason' in outcome && { reason: outcome.reason }),
    ...(late.kind === 'late' && late.byMs !== undefined && { lateByMs: late.byMs }),
    ...(student.submittedAt !== undefined && { submittedAt: student.submittedAt }),
    ...(points !== undefined && { points }),
    ...(grade.value !== undefined && { grade: grade.value }),
    ...(grade.letter !== undefined && { letter: grade.letter }),
    ...(override && { override: { by: override.by, reason: override.reason } }),
    ...(student.report !== undefined && { report: student.report }),
  };
}

const resultCheck = object<ResultCheck>('Check', 'What a student got for one check.', {
  spec: must('The spec that it belongs to.', text),
  id: must('Its name in the spec.', text),
  status: must('Its verdict.', choice('passed', 'failed', 'blocked', 'inconclusive')),
  points: must('Earned.', amount),
  maxPoints: must('What it is worth.', amount),
  hidden: must('True where students are not shown what it asks.', flag),
});

const resultStudent = object<ResultStudent>('Student', 'One student, with the attempt that counts.', {
  id: must('As the platform knows the student.', text),
  name: must('For people.', text),
  attempt: maybe('The number of the attempt that counts, from 1.', ordinal),
  attempts: must('How many attempts there were.', count),
  state: must(
    'What came of the marking. Only `marked` and `not-launched` say something about the program.',
    choice('marked', 'not-launched', 'unpack-failed', 'nothing-handed-in', 'inconclusive', 'not-marked'),
  ),
  reason: maybe('Why, where the state is not `marked`.', text),
  late: must('Whether it was late, by the platform or by a person.', choice('unknown', 'in-time', 'late')),
  lateByMs: maybe('By how many milliseconds, where the platform or a person says so.', amount),
  submittedAt: maybe('When it was handed in: ISO 8601, UTC.', text),
  points: maybe('Of all checks, before any rule of the course. Absent where they are withheld.', amount),
  grade: maybe('After all rules. Absent where there is none, or none yet; the last step says why.', amount),
  outOf: must('The best grade that there is.', amount),
  letter: maybe('The grade as a letter, where the course has letters.', text),
  steps: must('How the grade came about, rule by rule.', list(text)),
  override: maybe(
    'Where a person has decided something.',
    object<NonNullable<ResultStudent['override']>>('Decision', 'Who has decided, and why.', {
      by: must('Who.', text),
      reason: must('Why.', text),
    }),
  ),
  comment: must('What the student reads in the gradebook.', text),
  report: maybe('The report page, relative to this file.', text),
  checks: must('In the order of the specs; empty where nothing was run.', list(resultCheck)),
});

const shape = object<Results>('Results', 'The marks of a class.', {
  format: must('Tells this file from other JSON.', choice('wiremark-results')),
  version: must('Of this format. Readers should refuse versions that they do not know.', choice(RESULTS_VERSION)),
  wiremark: must('The version of wiremark that marked.', text),
  markedAt: must('ISO 8601, UTC.', text),
  course: maybe('The name of the course.', text),
  specs: must(
    'What was marked by.',
    list(
      object<ResultSpec>('Spec', 'An assignment.', {
        id: must("The file's name without its ending.", text),
        file: must('Its file.', text),
        sha256: must('Of the file, in hex.', text),
      }),
    ),
  ),
  maxPoints: must('What all checks together are worth.', amount),
  students: must('Each once.', list(resultStudent)),
});

/** The JSON Schema of `results.json`; `schemas/results.schema.json` is this, as a file. */
export function resultsSchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://wiremark.dev/schemas/results-1.json',
    title: 'wiremark results, version 1',
    ...shape.schema,
    $defs: Object.fromEntries(Object.entries(shape.definitions).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
