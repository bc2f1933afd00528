import type { Diagnosis, Evidence } from '../diagnoses/diagnosis.js';
import { cutInto } from '../frames/cut.js';
import type { Frame } from '../frames/frame.js';
import type { Plan, PlannedCheck } from '../model/plan.js';
import { peerNamed } from '../model/spec.js';
import type { RunTrace } from '../model/trace.js';
import type { Explanation, Finding } from '../model/verdict.js';
import { concat } from '../model/bytes.js';
import type { StepKind } from '../steps/step-kind.js';
import type { RunVerdict } from './run-verdict.js';

/** The first diagnosis (they go from the most specific to the most general) that recognises the mistake. Pure. */
export function explain(
  plan: Plan,
  check: PlannedCheck,
  trace: RunTrace,
  verdict: Extract<RunVerdict, { status: 'failed' }>,
  {
    steps,
    frames,
    diagnoses,
  }: {
    readonly steps: Readonly<Record<string, StepKind>>;
    readonly frames: Readonly<Record<string, Frame>>;
    readonly diagnoses: readonly Diagnosis[];
  },
): Explanation | undefined {
  const [finding] = verdict.findings;
  const evidence: Evidence = {
    plan,
    check,
    trace,
    finding,
    ...bytesOf(verdict, steps),
    ...wantsOf(verdict, steps),
    ...cutOf(plan, check, finding, frames),
  };
  for (const diagnosis of diagnoses) {
    if (diagnosis.explains.length > 0 && !diagnosis.explains.includes(finding.code)) continue;
    const explanation = diagnosis.recognise(evidence);
    if (explanation) return explanation;
  }
  return undefined;
}

/** How the messages of the failing peer are cut out of its stream. */
export function cutOf(
  plan: Plan,
  { check }: PlannedCheck,
  { actor = '' }: Finding,
  frames: Readonly<Record<string, Frame>>,
): Pick<Evidence, 'cut'> {
  const peer = peerNamed(plan.spec, actor);
  const spec = peer && (check.frames[peer.name] ?? peer.frame);
  const frame = spec && frames[spec.name];
  return frame ? { cut: (bytes) => cutInto(frame, spec.args, bytes) } : {};
}

/** The bytes that the failed step looked for, where they are known, and all that came for it. */
export function bytesOf(
  verdict: Extract<RunVerdict, { status: 'failed' }>,
  steps: Readonly<Record<string, StepKind>>,
): Pick<Evidence, 'expected' | 'actual' | 'lacksEnd'> {
  const { failing } = verdict;
  if (!failing) return { actual: new Uint8Array() };
  const { step, outcome, context } = failing;
  const kind = steps[step.kind];
  const compared = kind?.compared?.(step.args, outcome, context);
  if (compared) return compared;
  const lacksEnd = kind
    ?.ways?.(step.args)
    .some(([first]) => first && steps[first.kind]?.compared?.(first.args, outcome, context).lacksEnd);
  return {
    actual: concat([...(outcome.messages ?? []), outcome.rest ?? new Uint8Array()]),
    ...(lacksEnd === true && { lacksEnd }),
  };
}

/** Asks the failed step about a message that it has not seen, as if that had come without its end. */
function wantsOf(
  { failing }: Extract<RunVerdict, { status: 'failed' }>,
  steps: Readonly<Record<string, StepKind>>,
): Pick<Evidence, 'wants'> {
  if (!failing) return {};
  const { step, context } = failing;
  const ways = steps[step.kind]?.ways?.(step.args).flatMap(([first]) => first ?? []) ?? [step];
  return {
    wants: (rest) =>
      ways.some(({ kind, args }) => steps[kind]?.compared?.(args, { ended: 'silence', rest }, context).lacksEnd),
  };
}
