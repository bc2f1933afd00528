import type { Outcome } from '../gradebook/marked-student.js';
import type { IntakeStudent } from '../intake/student.js';
import type { CheckReport } from '../model/report.js';

/** Who wants to know how the marking of a class goes on. */
export interface Progress {
  began?(student: IntakeStudent): void;
  checkEnded?(student: IntakeStudent, check: CheckReport): void;
  /** It proves nothing yet, and will be run again alone. */
  postponed?(student: IntakeStudent, why: string): void;
  ended?(student: IntakeStudent, outcome: Outcome, how: EndedHow): void;
}

export interface EndedHow {
  /** `reused`: it was marked in an earlier run, and nothing has changed since. */
  readonly by: 'marking' | 'reused';
  readonly durationMs: number;
}
