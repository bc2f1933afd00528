import { pointsText } from '../reporters/wording.js';
import type { GradedStudent } from './graded-student.js';
import { sheetsOf, type MarkedCheck } from './marked-student.js';

/** What a student reads in the gradebook: how the grade came about, and what to look at. Plain text, one line. */
export function commentFor({ student, grade, override }: GradedStudent): string {
  const checks = sheetsOf(student.outcome).flatMap((sheet) => sheet.checks);
  const advice = student.outcome.state === 'unpack-failed' ? [student.outcome.advice] : [];
  const best = grade.value === undefined ? [] : [`Grade: ${pointsText(grade.value)} of ${pointsText(grade.outOf)}.`];
  return [
    ...(override?.comment === undefined ? [] : [sentence(override.comment)]),
    ...grade.steps.map(sentence),
    ...(grade.steps.length > 1 ? best : []),
    ...checksOf(checks, 'failed', 'Failed'),
    ...checksOf(checks, 'blocked', 'Not tried, because of these'),
    ...checksOf(checks, 'inconclusive', 'To be run again'),
    ...advice,
    ...(student.report === undefined ? [] : ['The report has the details.']),
  ].join(' ');
}

function checksOf(checks: readonly MarkedCheck[], status: MarkedCheck['status'], label: string): string[] {
  const found = checks.filter((check) => check.status === status);
  if (found.length === 0) return [];
  const shown = found.filter(({ hidden }) => !hidden).map(({ name, id }) => `${name} (${id})`);
  const hidden = found.length - shown.length;
  const hiddenText = hidden === 0 ? [] : [hidden === 1 ? 'a hidden check' : `${hidden} hidden checks`];
  return [`${label}: ${[...shown, ...hiddenText].join('; ')}.`];
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
