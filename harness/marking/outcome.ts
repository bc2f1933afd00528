import type { MarkedSheet, Outcome } from '../gradebook/marked-student.js';
import type { Sheet } from '../model/report.js';

/** Findings that say why a program could not be started. */
const NOT_LAUNCHED: ReadonlySet<string> = new Set([
  'no-program',
  'not-built',
  'cannot-run',
  'exited-early',
  'not-listening',
  'asks-first',
]);

/** What came of a marking that went to its end. */
export function outcomeOf(whole: readonly Sheet[]): Outcome {
  const sheets = whole.map(slim);
  const checks = sheets.flatMap((sheet) => sheet.checks);
  const unproven = whole.flatMap((sheet) => sheet.checks).find(({ status }) => status === 'inconclusive');
  if (unproven)
    return {
      state: 'inconclusive',
      sheets,
      // The student reads it, too: what a hidden check is about stays hidden.
      reason: `${unproven.id}: ${(unproven.hidden ? undefined : unproven.inconclusive?.detail) ?? 'the run proves nothing'}`,
    };
  const failed = checks.filter(({ status }) => status === 'failed');
  const [first] = failed.flatMap(({ findings }) => findings);
  // Of a hidden check nothing is known but its verdict; it says nothing against the others.
  const isNeverLaunched =
    first !== undefined &&
    !checks.some(({ status }) => status === 'passed') &&
    failed.every(({ findings, hidden }) => hidden || NOT_LAUNCHED.has(findings[0]?.code ?? ''));
  return isNeverLaunched ? { state: 'not-launched', sheets, reason: first.summary } : { state: 'marked', sheets };
}

/** Of hundreds of sheets only this is kept. */
export function slim({ spec, totals, checks }: Sheet): MarkedSheet {
  return {
    spec: { id: spec.id, name: spec.name, file: spec.file, sha256: spec.sha256 },
    totals,
    checks: checks.map(({ id, name, hidden, status, points, maxPoints, durationMs, findings, remarks, diagnosis }) => ({
      id,
      name,
      hidden,
      status,
      points,
      maxPoints,
      durationMs,
      findings: findings.slice(0, 1).map(({ code, summary }) => ({ code, summary: summary.slice(0, LONGEST) })),
      ...(remarks?.[0] && { remark: remarks[0].summary.slice(0, LONGEST) }),
      ...(diagnosis && { diagnosis: { code: diagnosis.code, title: diagnosis.title } }),
    })),
  };
}

/** Summaries quote what a program has said. */
const LONGEST = 400;
