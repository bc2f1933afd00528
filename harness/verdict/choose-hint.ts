import { concat } from '../model/bytes.js';
import type { FailureFacts } from '../model/failure.js';
import type { PlannedCheck, PlannedRun } from '../model/plan.js';
import type { NotLaunched, RunTrace, TraceEvent } from '../model/trace.js';
import type { StepKind } from '../steps/step-kind.js';
import { bindingsOf } from '../value/bindings.js';
import { compute } from '../value/expression.js';
import { bytesOf } from './explain.js';
import type { RunVerdict } from './run-verdict.js';

/**
 * The hint of the check that fits its failure: the first whose condition holds, else the one without any. Undefined
 * where there is none, or where the program never ran: what the check is about did not come into it. Pure.
 */
export function chooseHint(
  { check }: PlannedCheck,
  run: PlannedRun,
  trace: RunTrace,
  verdict: Extract<RunVerdict, { status: 'failed' }>,
  steps: Readonly<Record<string, StepKind>>,
): string | undefined {
  if (trace.events.some((event) => event.type === 'not-launched' && NEVER_RAN.has(event.reason.kind))) return undefined;
  if (check.hints.length === 0) return check.hint;
  const bindings = { ...bindingsOf(check, run, trace.sizes), ...factsOf(trace, verdict, steps) };
  const fitting = check.hints.find((hint) => {
    // No step failed (it listens nowhere, say): what is empty on both sides would be as it should.
    if (!verdict.failing && ABOUT_A_STEP.some((name) => Object.hasOwn(hint.if.names, name))) return false;
    const computed = compute(hint.if, bindings);
    // A condition that has no value here speaks of another failure.
    return 'value' in computed && computed.value === true;
  });
  return fitting?.say ?? check.hint;
}

/** One that ran and did not listen is another matter: a hint may be about its port. */
const NEVER_RAN: ReadonlySet<NotLaunched['kind']> = new Set(['no-command', 'not-built', 'spawn']);

/** What is known of the step that failed. */
const ABOUT_A_STEP = ['got', 'want'] as const satisfies readonly (keyof FailureFacts)[];

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
