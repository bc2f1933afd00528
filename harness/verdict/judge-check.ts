import type { Diagnosis } from '../diagnoses/diagnosis.js';
import type { Plan, PlannedCheck } from '../model/plan.js';
import type { RunTrace } from '../model/trace.js';
import type { Finding, Verdict } from '../model/verdict.js';
import { chooseHint } from './choose-hint.js';
import { explain } from './explain.js';
import { firedRules } from './judge-damage.js';
import { judgeRun } from './judge-run.js';
import type { Judges, RunVerdict } from './run-verdict.js';
import { valuesAtFailure } from './values-at-failure.js';

/** A check's verdict, with that of each of its runs. */
export interface CheckVerdict {
  readonly verdict: Verdict;
  readonly runs: readonly { readonly id: string; readonly label: string; readonly verdict: RunVerdict }[];
  /** The index of the run to show: the first that failed, else the last. */
  readonly shown: number;
  /** The share of the points that was earned: runs share them. */
  readonly share: number;
}

/**
 * Damage by chance may befall nothing in one short run; that proves as much as any other run of the check,
 * as long as the same rule did its damage in one of them.
 */
function forgiveIdleChance(
  verdict: RunVerdict,
  planned: PlannedCheck,
  traces: readonly RunTrace[],
  { damages }: Judges,
): RunVerdict {
  if (verdict.status !== 'inconclusive' || !verdict.idleRules) return verdict;
  const isForgiven = verdict.idleRules.every((index) => {
    const rule = planned.check.damage[index];
    return (
      rule &&
      damages[rule.name]?.isByChance?.(rule.args) === true &&
      traces.some((trace) => firedRules(trace).has(index))
    );
  });
  return isForgiven ? { status: 'passed' } : verdict;
}

/** Judges a check from its plan and traces alone. Pure, so that an appeal is settled without running anything again. */
export function judgeCheck(
  plan: Plan,
  planned: PlannedCheck,
  traces: readonly RunTrace[],
  judges: Judges & { readonly diagnoses: readonly Diagnosis[] },
): CheckVerdict {
  const runs = planned.runs.flatMap((run) => {
    const trace = traces.find((candidate) => candidate.run === run.id);
    return trace
      ? [
          {
            id: run.id,
            label: run.label ?? '',
            verdict: forgiveIdleChance(judgeRun(plan, planned, run, trace, judges), planned, traces, judges),
            trace,
          },
        ]
      : [];
  });
  const failed = runs.findIndex((run) => run.verdict.status === 'failed');
  const unproven = runs.findIndex((run) => run.verdict.status === 'inconclusive');
  const passed = runs.filter((run) => run.verdict.status === 'passed').length;
  const shown = failed >= 0 ? failed : unproven >= 0 ? unproven : Math.max(0, runs.length - 1);
  const slim = runs.map(({ id, label, verdict }) => ({ id, label, verdict }));
  const result = { runs: slim, shown, share: runs.length === 0 ? 0 : passed / planned.runs.length };
  const first = runs[shown];
  if (!first || runs.length < planned.runs.length)
    return {
      ...result,
      share: 0,
      verdict: { status: 'inconclusive', because: 'harness', detail: 'the run was ended before this check was done' },
    };
  switch (first.verdict.status) {
    case 'passed':
      return { ...result, verdict: { status: 'passed' } };
    case 'inconclusive':
      return {
        ...result,
        verdict: { status: 'inconclusive', because: first.verdict.because, detail: first.verdict.detail },
      };
    case 'failed': {
      const findings = runs.flatMap((run) => (run.verdict.status === 'failed' ? run.verdict.findings : [])) as [
        Finding,
        ...Finding[],
      ];
      const diagnosis = explain(plan, planned, first.trace, first.verdict, judges);
      const run = planned.runs.find(({ id }) => id === first.id);
      const hint = run && chooseHint(planned, run, first.trace, first.verdict, judges.steps);
      return {
        ...result,
        verdict: {
          status: 'failed',
          findings,
          ...(diagnosis && { diagnosis }),
          ...(hint !== undefined && { hint }),
          values: run ? valuesAtFailure(planned, run, first.trace, findings[0]) : [],
        },
      };
    }
  }
}
