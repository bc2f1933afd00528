import { sayBreach } from '../model/breach.js';
import { excerpt } from '../match/compare.js';
import type { Plan, PlannedCheck, PlannedRun } from '../model/plan.js';
import { peerNamed } from '../model/spec.js';
import type { RunTrace } from '../model/trace.js';
import type { Finding } from '../model/verdict.js';
import { grouped } from '../model/grouped.js';
import { eventsBefore } from '../model/phases.js';
import { sayNoValue } from '../value/evaluate.js';
import { judgeDamage } from './judge-damage.js';
import { judgeHost } from './judge-host.js';
import { judgeLaunch } from './judge-launch.js';
import { facingIn, judgeSteps } from './judge-steps.js';
import type { Judges, RunVerdict } from './run-verdict.js';

/** Judges one run from its trace alone. Pure. */
export function judgeRun(
  plan: Plan,
  planned: PlannedCheck,
  run: PlannedRun,
  trace: RunTrace,
  judges: Judges,
): RunVerdict {
  const fault = trace.events.find((event) => event.type === 'fault');
  if (fault) return { status: 'inconclusive', because: fault.whose, detail: fault.detail };
  const breach = judgeLimits(plan, planned, run, trace);
  if (breach) return { status: 'failed', findings: [breach] };
  const spec = judgeSpec(trace);
  if (spec) return spec;
  const launch = judgeLaunch(plan, planned, run, trace);
  if (launch) return judgeSlowStart(trace) ?? { status: 'failed', findings: [launch] };
  const failures = judgeSteps(plan, planned, run, trace, judges);
  // What could not be made was not sent, and so explains all that did not come.
  const first = failures.find(({ outcome }) => outcome.noValue) ?? failures[0];
  if (first) {
    const { outcome, context } = first;
    const excused = judgeHost(trace, { ended: outcome.ended, over: context.over, program: context.program });
    if (excused) return excused;
    const findings = combine([first, ...failures.filter((failure) => failure !== first)].map(({ finding }) => finding));
    return { status: 'failed', findings: findings as [Finding, ...Finding[]], failing: first };
  }
  const extra = judgeUnread(plan, planned, run, trace, judges);
  if (extra) return { status: 'failed', findings: [extra] };
  return judgeDamage(planned, trace) ?? { status: 'passed' };
}

/** Who goes over a limit has failed, whatever else it did; what comes after our own stopping does not count. */
function judgeLimits(plan: Plan, planned: PlannedCheck, run: PlannedRun, trace: RunTrace): Finding | undefined {
  const found = eventsBefore(trace.events, 'stop').find((event) => event.type === 'over-limit');
  if (!found) return undefined;
  return {
    code: 'over-limit',
    summary: `the ${found.program} ${sayBreach(found.breach)}: it was ended`,
    run: run.id,
    actor: found.program,
    origin: plan.spec.programs[found.program]?.origin ?? planned.check.origin,
  };
}

/** A program that did not listen in time may have had no processor to do so. */
function judgeSlowStart(trace: RunTrace): RunVerdict | undefined {
  const failed = trace.events.find((event) => event.type === 'not-launched');
  if (failed?.reason.kind !== 'not-listening') return undefined;
  return judgeHost(trace, { ended: 'silence', over: undefined, program: `the ${failed.program}` });
}

/** Where an expression of the spec has no value, whatever the program says, nothing is proven about the program. */
function judgeSpec(trace: RunTrace): RunVerdict | undefined {
  for (const event of trace.events) {
    const noValue = event.type === 'step-ended' ? event.outcome.noValue : undefined;
    if (noValue && !noValue.told)
      return {
        status: 'inconclusive',
        because: 'spec',
        detail: sayNoValue(noValue.expression, noValue.why),
      };
  }
  return undefined;
}

/** The same failure of many copies is one finding that says how many. */
function combine(findings: readonly Finding[]): Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.code} ${finding.step}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].map((same) => {
    const [first, ...others] = same as [Finding, ...Finding[]];
    if (others.length === 0) return first;
    // A step of nobody's, as `check` is, has no name to be told.
    const who = first.actor === undefined ? '' : `${first.actor}, `;
    return {
      ...first,
      summary: `${first.summary} (${who}and ${others.length} other${others.length === 1 ? '' : 's'} the same)`,
    };
  });
}

function judgeUnread(
  plan: Plan,
  planned: PlannedCheck,
  run: PlannedRun,
  trace: RunTrace,
  judges: Judges,
): Finding | undefined {
  const unread = trace.events.find((event) => event.type === 'unread');
  if (planned.check.extraOk || unread?.type !== 'unread') return undefined;
  const peer = peerNamed(plan.spec, unread.actor);
  const last = planned.check.steps.findLast((step) => step.actor === peer?.name) ?? planned.check.steps.at(-1);
  return {
    code: 'extra-bytes',
    summary: `the ${facingIn(plan, planned, trace, judges)(peer)} sent ${grouped(unread.data.length)} byte${unread.data.length === 1 ? '' : 's'} more than was asked for`,
    run: run.id,
    actor: unread.actor,
    comparison: { wanted: 'nothing more', actual: excerpt(unread.data) },
    origin: last?.origin ?? planned.check.origin,
  };
}
