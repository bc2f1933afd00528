import { concat } from '../model/bytes.js';
import type { FailureFacts } from '../model/failure.js';
import type { PlannedCheck, PlannedRun } from '../model/plan.js';
import type { RunTrace, TraceEvent } from '../model/trace.js';
import type { StepKind } from '../steps/step-kind.js';
import { bindingsOf } from '../value/bindings.js';
import { compute } from '../value/expression.js';
import { bytesOf } from './explain.js';
import type { RunVerdict } from './run-verdict.js';

/** The hint of the check that fits its failure: the first whose condition holds; undefined where none does. Pure. */
export function chooseHint(
  { check }: PlannedCheck,
  run: PlannedRun,
  trace: RunTrace,
  verdict: Extract<RunVerdict, { status: 'failed' }>,
  steps: Readonly<Record<string, StepKind>>,
): string | undefined {
  if (check.hints.length === 0) return undefined;
  const bindings = { ...bindingsOf(check, run, trace.sizes), ...factsOf(trace, verdict, steps) };
  return check.hints.find((hint) => {
    const computed = compute(hint.if, bindings);
    // A condition that has no value here speaks of another failure.
    return 'value' in computed && computed.value === true;
  })?.say;
}

function factsOf(
  trace: RunTrace,
  verdict: Extract<RunVerdict, { status: 'failed' }>,
  steps: Readonly<Record<string, StepKind>>,
): FailureFacts {
  const { expected, actual } = bytesOf(verdict, steps);
  const end = trace.events.findIndex((event) => event.type === 'stopping');
  const events = end < 0 ? trace.events : trace.events.slice(0, end);
  const exited = events.find((event): event is TraceEvent & { type: 'exited' } => event.type === 'exited');
  return {
    code: verdict.findings[0].code,
    got: actual,
    want: expected ?? new Uint8Array(),
    timed_out: verdict.failing?.outcome.ended === 'silence',
    exit: exited?.code ?? -1,
    signal: exited?.signal ?? '',
    printed: concat(events.flatMap((event) => (event.type === 'printed' ? [event.data] : []))),
  };
}
