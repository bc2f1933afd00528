import type { Course } from '../gradebook/course.js';
import { gradeClass, type GradedStudent } from '../gradebook/graded-student.js';
import type { MarkedStudent, Outcome } from '../gradebook/marked-student.js';
import type { Overrides } from '../gradebook/read-overrides.js';
import type { EndedEntry, RollStudent } from './journal-entry.js';
import type { MarkingFolder } from './marking-folder.js';

/** The rules by which a class is graded. */
export interface Rules {
  readonly course: Course;
  readonly overrides: Overrides;
  readonly maxPoints: number;
}

/** A student, with what the journal says. */
export interface MarkedEntry {
  readonly student: RollStudent;
  readonly entry: EndedEntry | undefined;
  readonly marked: MarkedStudent;
}

/** Every submission of a class with what came of it, in the order of the class. */
export function markedClass(
  students: readonly RollStudent[],
  ended: ReadonlyMap<string, EndedEntry>,
  folder: MarkingFolder,
): MarkedEntry[] {
  return students.map((student) => {
    const entry = ended.get(student.key);
    const outcome: Outcome = entry?.outcome ?? { state: 'not-marked', reason: 'it has not been marked yet' };
    const { id, name, attempt, late, submittedAt, platformName } = student;
    const marked: MarkedStudent = {
      id,
      name,
      late,
      outcome,
      ...(attempt !== undefined && { attempt }),
      ...(submittedAt !== undefined && { submittedAt }),
      ...(platformName !== undefined && { platformName }),
      ...(outcome.state !== 'nothing-handed-in' && { report: folder.reportPage(student.key) }),
    };
    return { student, entry, marked };
  });
}

export function gradesOf(entries: readonly MarkedEntry[], { course, overrides, maxPoints }: Rules): GradedStudent[] {
  return gradeClass(
    entries.map(({ marked }) => marked),
    maxPoints,
    course,
    overrides,
  );
}
