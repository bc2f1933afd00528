import type { GradedStudent } from '../gradebook/graded-student.js';
import type { MarkedStudent } from '../gradebook/marked-student.js';
import type { Standing } from '../reporters/html/standing.js';
import { pointsText } from '../reporters/wording.js';

/** What a student reads about the grade, above the checks. */
export function standingOf(marked: MarkedStudent, graded: GradedStudent, remarks: readonly string[]): Standing {
  const { outcome } = marked;
  const advice = outcome.state === 'unpack-failed' ? [outcome.advice] : [];
  if (graded.student !== marked)
    return {
      student: marked.name,
      sentences: [`another attempt counts: number ${graded.student.attempt ?? '?'}`, ...advice, ...remarks],
    };
  const { grade, override } = graded;
  const letter = grade.letter === undefined ? '' : `, ${grade.letter}`;
  return {
    student: marked.name,
    ...(grade.value !== undefined && { grade: `${pointsText(grade.value)} of ${pointsText(grade.outOf)}${letter}` }),
    sentences: [...(override?.comment === undefined ? [] : [override.comment]), ...grade.steps, ...advice, ...remarks],
  };
}
