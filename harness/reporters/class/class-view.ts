import type { Status } from '../../model/report.js';
import type { MarkingState } from '../wording.js';

/** All that the page of a class shows, gathered: whatever it says is counted from this. */
export interface ClassView {
  readonly title: string;
  /** ISO 8601, UTC. */
  readonly markedAt: string;
  readonly wiremark: string;
  readonly seed: string;
  readonly maxPoints: number;
  /** Of all specs, in their order. */
  readonly checks: readonly ClassCheck[];
  readonly students: readonly ClassStudent[];
  /** Other files of the marking, from this page on. */
  readonly files: readonly string[];
}

export interface ClassCheck {
  readonly spec: string;
  readonly id: string;
  readonly name: string;
  readonly maxPoints: number;
  readonly hidden: boolean;
}

export interface ClassStudent {
  readonly id: string;
  readonly name: string;
  readonly state: MarkingState;
  /** Why it is not marked like others. */
  readonly reason?: string;
  readonly late: boolean;
  readonly points?: number;
  readonly grade?: string;
  /** A person has decided something. */
  readonly isOverridden: boolean;
  /** The report, from this page on. */
  readonly report?: string;
  /** One for each check of the class, undefined where it was not run. */
  readonly verdicts: readonly (Status | undefined)[];
  /** What the failed checks failed by. */
  readonly findings: readonly ClassFinding[];
  /** Why it is to be looked at with care: what it tried. */
  readonly hostile?: string;
  /** What was seen besides the checks, and costs nothing. */
  readonly remark?: string;
  /** How long its marking took; undefined where nothing was run. */
  readonly durationMs?: number;
}

export interface ClassFinding {
  /** Equal for all who share it. */
  readonly code: string;
  readonly title: string;
  /** Index of the check. */
  readonly check: number;
}

/** A finding, and how many share it. */
export interface SharedFinding {
  readonly code: string;
  /** What is said to most of them; to some perhaps the same about another number, or another exception. */
  readonly title: string;
  readonly titles: ReadonlyMap<ClassStudent, string>;
  readonly students: readonly ClassStudent[];
  /** Indices of the checks that fail by it. */
  readonly checks: readonly number[];
}

/** The most frequent first; of two as frequent the one that comes first in the checks. */
export function sharedFindings(students: readonly ClassStudent[]): readonly SharedFinding[] {
  const byCode = new Map<string, { titles: Map<ClassStudent, string>; checks: Set<number> }>();
  for (const student of students)
    for (const { code, title, check } of student.findings) {
      const shared = byCode.get(code) ?? { titles: new Map<ClassStudent, string>(), checks: new Set<number>() };
      if (!shared.titles.has(student)) shared.titles.set(student, title);
      shared.checks.add(check);
      byCode.set(code, shared);
    }
  return [...byCode]
    .map(([code, { titles, checks }]) => ({
      code,
      title: mostFrequent([...titles.values()]),
      titles,
      students: [...titles.keys()],
      checks: [...checks].toSorted((a, b) => a - b),
    }))
    .toSorted((a, b) => b.students.length - a.students.length || (a.checks[0] ?? 0) - (b.checks[0] ?? 0));
}

function mostFrequent(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? '';
}

/** Who took much longer than most, the longest first: perhaps only the machine was busy, perhaps not. */
export function slowStudents(students: readonly ClassStudent[]): readonly ClassStudent[] {
  const timed = students.filter(({ durationMs }) => durationMs !== undefined);
  const sorted = timed.map(({ durationMs = 0 }) => durationMs).toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return timed
    .filter(({ durationMs = 0 }) => durationMs > median * MUCH_LONGER && durationMs > SLOW_MS)
    .toSorted((a, b) => (b.durationMs ?? 0) - (a.durationMs ?? 0));
}

const MUCH_LONGER = 3;
const SLOW_MS = 5000;
