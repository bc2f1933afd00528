import { sayLongDuration, type Late } from '../model/late.js';
import { pointsText } from '../reporters/wording.js';
import type { Course, LateRule, Rounding } from './course.js';
import { pointsOf, type MarkedStudent } from './marked-student.js';
import type { Override } from './read-overrides.js';

/** A grade, with how it came about. */
export interface Grade {
  /** What goes into the gradebook; undefined: nothing, and the last step says why. */
  readonly value?: number;
  /** The best grade that there is. */
  readonly outOf: number;
  readonly letter?: string;
  /** Each rule that was applied, in order, as a sentence without its end. */
  readonly steps: readonly string[];
}

/** The grade of one attempt. Pure: the same marks and rules always make the same grade and the same steps. */
export function gradeOf(
  student: MarkedStudent,
  maxPoints: number,
  course: Course,
  override: Override | undefined,
): Grade {
  const outOf = course.outOf ?? maxPoints;
  const steps: string[] = [];
  const decided = (what: string): string => `${what}, decided by ${override?.by}: ${override?.reason}`;
  const withheld = (why: string): Grade => ({ outOf, steps: [...steps, why] });
  if (override?.grade !== undefined)
    return finished(override.grade, outOf, course, [decided(`grade ${number(override.grade)}`)]);
  const earned = earnedPoints(student, course, override, steps, decided);
  if (earned === undefined) return { outOf, steps };
  const late = override?.late ?? student.late;
  if (override?.late) steps.push(decided(sayLate(override.late)));
  let points = earned;
  if (course.late && earned > 0) {
    const loss = lossOf(course.late, late, student.submittedAt, maxPoints);
    if (loss.kind === 'unknown') return withheld(loss.why);
    if (loss.step !== undefined) steps.push(loss.step);
    points = Math.max(0, earned - loss.points);
  }
  let value = points;
  if (course.outOf !== undefined && course.outOf !== maxPoints) {
    value = maxPoints === 0 ? 0 : (points / maxPoints) * course.outOf;
    steps.push(`scaled to ${number(course.outOf)}: ${number(value)}`);
  }
  if (course.rounding) {
    const rounded = roundTo(value, course.rounding);
    if (rounded !== tidy(value)) steps.push(`rounded ${sayRounding(course.rounding)}: ${number(rounded)}`);
    value = rounded;
  }
  return finished(value, outOf, course, steps);
}

function earnedPoints(
  { outcome }: MarkedStudent,
  course: Course,
  override: Override | undefined,
  steps: string[],
  decided: (what: string) => string,
): number | undefined {
  if (override?.points !== undefined) {
    const own = pointsOf(outcome);
    const instead = own === undefined ? '' : ` instead of ${number(own)}`;
    steps.push(decided(`${number(override.points)} points${instead}`));
    return override.points;
  }
  if (outcome.state === 'nothing-handed-in' && course.nothingHandedIn === 'blank') {
    steps.push(`${outcome.reason}: no grade`);
    return undefined;
  }
  const points = pointsOf(outcome);
  if (points === undefined) {
    steps.push(`no grade yet: ${'reason' in outcome ? outcome.reason : ''}`);
    return undefined;
  }
  steps.push(`${number(points)} points${'reason' in outcome ? `: ${outcome.reason}` : ''}`);
  return points;
}

function finished(exact: number, outOf: number, course: Course, steps: readonly string[]): Grade {
  const value = tidy(exact);
  const share = outOf === 0 ? 0 : value / outOf;
  // A share of exactly the limit must reach it, whatever binary fractions have made of it.
  const letter = course.letters.find(({ from }) => share + TINY >= from);
  return {
    value,
    outOf,
    steps: letter ? [...steps, `grade ${letter.letter}, from ${number(letter.from * 100)}%`] : steps,
    ...(letter && { letter: letter.letter }),
  };
}

type Loss =
  | { readonly kind: 'known'; readonly points: number; readonly step?: string }
  | { readonly kind: 'unknown'; readonly why: string };

function lossOf(rule: LateRule, late: Late, submittedAt: string | undefined, maxPoints: number): Loss {
  const byMs = latenessMs(rule, late, submittedAt);
  if (byMs === 'unknown' && rule.unknown === 'in-time')
    return { kind: 'known', points: 0, step: 'nothing says that it was late' };
  if (byMs === 'unknown') return { kind: 'unknown', why: 'no grade yet: nothing says whether it was late' };
  if (byMs === 'by some time')
    return { kind: 'unknown', why: 'no grade yet: it was late, and nothing says by how much' };
  if (byMs <= rule.graceMs)
    return {
      kind: 'known',
      points: 0,
      ...(byMs > 0 && { step: `late by ${sayLongDuration(byMs)}, which is forgiven` }),
    };
  if (rule.mostMs !== undefined && byMs > rule.mostMs)
    return {
      kind: 'known',
      points: Number.POSITIVE_INFINITY,
      step: `late by ${sayLongDuration(byMs)}, more than ${sayLongDuration(rule.mostMs)}: 0 points`,
    };
  const periods = Math.ceil((byMs - rule.graceMs) / rule.perMs);
  const each = 'share' in rule.lose ? rule.lose.share * maxPoints : rule.lose.points;
  return {
    kind: 'known',
    points: periods * each,
    step: `late by ${sayLongDuration(byMs)}: ${periods} × ${number(each)} points less`,
  };
}

function latenessMs(
  { due }: LateRule,
  late: Late,
  submittedAt: string | undefined,
): number | 'unknown' | 'by some time' {
  if (late.kind === 'in-time') return 0;
  if (late.kind === 'late' && late.byMs !== undefined) return late.byMs;
  if (due !== undefined && submittedAt !== undefined) return Math.max(0, Date.parse(submittedAt) - Date.parse(due));
  return late.kind === 'late' ? 'by some time' : 'unknown';
}

function sayLate(late: Late): string {
  return late.kind === 'late' ? `late by ${sayLongDuration(late.byMs ?? 0)}` : 'in time';
}

function roundTo(value: number, { to, direction }: Rounding): number {
  const steps = value / to;
  // 0.3 / 0.1 is a little less than 3: what is that near to a multiple is one.
  const near = Math.round(steps);
  const whole =
    Math.abs(steps - near) < TINY ? near : { nearest: near, up: Math.ceil(steps), down: Math.floor(steps) }[direction];
  return tidy(whole * to);
}

function sayRounding({ to, direction }: Rounding): string {
  return `${direction === 'nearest' ? 'to the nearest' : `${direction} to a multiple of`} ${number(to)}`;
}

const TINY = 1e-9;

/** Without the dust of binary fractions: gradebooks keep five digits at most. */
function tidy(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}

function number(value: number): string {
  return pointsText(value);
}
