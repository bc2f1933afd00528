import type { CheckReport } from '../model/report.js';
import { differenceText } from '../reporters/difference.js';
import { visibleString } from '../reporters/visible-text.js';
import { counted, pointsText } from '../reporters/wording.js';
import { nameOf, type LoadedCheck, type LoadedMarking, type LoadedStudent } from './load-marking.js';

export interface Difference {
  /** For people; safe to print. */
  readonly text: string;
  readonly isEmpty: boolean;
}

/** Whose mark differs between two markings, in which checks, and by which bytes. */
export async function diffMarkings(before: LoadedMarking, after: LoadedMarking): Promise<Difference> {
  const changed: string[] = [];
  let same = 0;
  for (const [id, old] of before.students) {
    const now = after.students.get(id);
    const lines = now && (await linesOf(old, now, before, after));
    if (lines && lines.length > 0) changed.push(lines.join('\n'));
    else if (lines) same++;
  }
  const gone = [...before.students.values()].filter(({ id }) => !after.students.has(id));
  const added = [...after.students.values()].filter(({ id }) => !before.students.has(id));
  const isEmpty = changed.length + gone.length + added.length === 0;
  return {
    isEmpty,
    text: [
      `${counted(changed.length, 'student changes', 'students change')}, ${same} ${same === 1 ? 'stays' : 'stay'} as ${same === 1 ? 'it is' : 'they are'}`,
      ...changed,
      ...gone.map((student) => `only before: ${nameOf(student)}`),
      ...added.map((student) => `only after: ${nameOf(student)}`),
      '',
    ].join('\n'),
  };
}

async function linesOf(
  old: LoadedStudent,
  now: LoadedStudent,
  before: LoadedMarking,
  after: LoadedMarking,
): Promise<readonly string[]> {
  const keys = [...new Set([...old.checks.keys(), ...now.checks.keys()])];
  const several = new Set([...now.checks.values()].map(({ spec }) => spec)).size > 1;
  const lines: string[] = [];
  for (const key of keys) {
    const [was, is] = [old.checks.get(key), now.checks.get(key)];
    if (was?.status === is?.status && was?.points === is?.points) continue;
    const shown = visibleString(several ? key : ((is ?? was)?.id ?? key));
    lines.push(`    ${shown}  ${sayCheck(was)} → ${sayCheck(is)}`);
    for (const [label, marking, check, student] of [
      ['before', before, was, old],
      ['after', after, is, now],
    ] as const) {
      const detail = check && (await marking.details(student.id, check.spec, check.id));
      lines.push(...sayDetail(detail).map((line) => `        ${label}: ${line}`));
    }
  }
  const marks = [
    ...(old.state === now.state ? [] : [`${old.state} → ${now.state}`]),
    ...(old.points === now.points ? [] : [`${sayNumber(old.points)} → ${sayNumber(now.points)} points`]),
    ...(old.grade === now.grade ? [] : [`grade ${sayNumber(old.grade)} → ${sayNumber(now.grade)}`]),
  ];
  return lines.length + marks.length === 0
    ? []
    : [`  ${nameOf(now)}  ${marks.length === 0 ? 'the same points' : marks.join(', ')}`, ...lines];
}

function sayCheck(check: LoadedCheck | undefined): string {
  return check === undefined ? 'not run' : `${check.status} (${pointsText(check.points)})`;
}

function sayNumber(value: number | undefined): string {
  return value === undefined ? 'none' : pointsText(value);
}

/** What it failed by, and where the bytes part. */
function sayDetail(check: CheckReport | undefined): readonly string[] {
  const [finding] = check?.findings ?? [];
  if (!finding) return [];
  const bytes = finding.comparison && differenceText(finding.comparison);
  return [visibleString(finding.summary), ...(bytes === undefined ? [] : [bytes])];
}
