import type { Course } from './course.js';
import { gradeOf, type Grade } from './grade.js';
import type { MarkedStudent } from './marked-student.js';
import type { Override, Overrides } from './read-overrides.js';

/** A student with the attempt that counts, and its grade. */
export interface GradedStudent {
  readonly student: MarkedStudent;
  /** How many attempts there were. */
  readonly attempts: number;
  readonly grade: Grade;
  readonly override?: Override;
}

/** Grades a class: one row for each student, in the order in which students first appear. */
export function gradeClass(
  marked: readonly MarkedStudent[],
  maxPoints: number,
  course: Course,
  overrides: Overrides,
): GradedStudent[] {
  const byStudent = new Map<string, MarkedStudent[]>();
  for (const student of marked) byStudent.set(student.id, [...(byStudent.get(student.id) ?? []), student]);
  return [...byStudent.values()].map((attempts) => gradeStudent(attempts, maxPoints, course, overrides));
}

function gradeStudent(
  attempts: readonly MarkedStudent[],
  maxPoints: number,
  course: Course,
  overrides: Overrides,
): GradedStudent {
  const graded = attempts
    .toSorted((a, b) => (a.attempt ?? 0) - (b.attempt ?? 0))
    .map((student) => ({ student, grade: gradeOf(student, maxPoints, course, undefined) }));
  const { student, grade } = choose(graded, course.attempts);
  const override = overrides.get(student.id);
  const counted = override ? gradeOf(student, maxPoints, course, override) : grade;
  const steps =
    attempts.length > 1
      ? [
          `the ${course.attempts} of ${attempts.length} attempts counts: number ${student.attempt ?? '?'}`,
          ...counted.steps,
        ]
      : counted.steps;
  return { student, attempts: attempts.length, grade: { ...counted, steps }, ...(override && { override }) };
}

interface Attempt {
  readonly student: MarkedStudent;
  readonly grade: Grade;
}

/** The last, or the best; of two that are as good the later. One that has no grade yet could be the best: then it is waited for. */
function choose(attempts: readonly Attempt[], which: Course['attempts']): Attempt {
  const [first, ...others] = which === 'last' ? attempts.toReversed() : attempts;
  if (!first) throw new Error('a student without an attempt');
  if (which === 'last') return first;
  return others.reduce((best, each) => (rank(each) >= rank(best) ? each : best), first);
}

function rank({ grade, student }: Attempt): number {
  if (grade.value !== undefined) return grade.value;
  return student.outcome.state === 'nothing-handed-in' ? -1 : Number.POSITIVE_INFINITY;
}
