import type { Plan, PlannedCheck, PlannedRun } from '../model/plan.js';
import type { NotLaunched, RunTrace } from '../model/trace.js';
import type { Excerpt, Finding } from '../model/verdict.js';
import { sayDuration } from '../model/duration.js';
import { excerpt } from '../match/compare.js';
import { concat } from '../model/bytes.js';
import { firstErrorAt } from './compiler-errors.js';

/** Why a program could not be launched, as a finding about the submission; undefined where all were. */
export function judgeLaunch(plan: Plan, planned: PlannedCheck, run: PlannedRun, trace: RunTrace): Finding | undefined {
  const failed = trace.events.find((event) => event.type === 'not-launched');
  if (failed?.type !== 'not-launched') return undefined;
  const { program, reason } = failed;
  const exited = trace.events.find((event) => event.type === 'exited' && event.program === program);
  const printed =
    plan.submission.launches[program]?.buildFailure?.output ??
    concat(
      trace.events.flatMap((event) => (event.type === 'printed' && event.program === program ? [event.data] : [])),
    );
  const { code, summary } = say(program, reason, exited?.type === 'exited' ? exited : undefined, plan);
  return {
    code,
    summary,
    run: run.id,
    actor: program,
    // What a program printed last is most often the reason; of a compiler's complaints it is the first.
    ...(printed.length > 0 && {
      comparison: {
        wanted: `that the ${program} ${reason.kind === 'not-built' ? 'can be built' : 'starts'}`,
        actual: reason.kind === 'not-built' ? firstOf(printed) : lastOf(printed),
        printed: true,
      },
    }),
    origin: plan.spec.programs[program]?.origin ?? planned.check.origin,
  };
}

const FIRST_BYTES = 1024;
const LAST_BYTES = 4096;

/** Warnings may come before the first error, more than are shown. */
function firstOf(printed: Uint8Array): Excerpt {
  return excerpt(printed, firstErrorAt(printed) ?? 0, FIRST_BYTES);
}

function lastOf(printed: Uint8Array): Excerpt {
  return excerpt(printed, Math.max(0, printed.length - LAST_BYTES), LAST_BYTES);
}

function say(
  program: string,
  reason: NotLaunched,
  exited: { readonly code?: number; readonly signal?: string } | undefined,
  plan: Plan,
): { readonly code: string; readonly summary: string } {
  const launch = plan.submission.launches[program];
  const command = launch?.words.join(' ') ?? '';
  // It may be another file than is meant: so it is said which one was taken, and why.
  const taken = launch ? `; it was started as "${command}" (${launch.because})` : '';
  switch (reason.kind) {
    case 'no-command':
      return { code: 'no-program', summary: `no ${program} was found in ${plan.submission.folder}: ${reason.detail}` };
    case 'not-built':
      return {
        code: 'not-built',
        summary: `the ${program} could not be built: "${launch?.build?.join(' ') ?? ''}" ${launch?.buildFailure?.detail ?? ''}`,
      };
    case 'spawn':
      return {
        code: 'cannot-run',
        summary:
          reason.errno === 'ENOENT'
            ? `the command "${command}" cannot be run: there is no "${launch?.words[0] ?? ''}" here`
            : reason.errno === 'EACCES'
              ? `the command "${command}" cannot be run: "${launch?.words[0] ?? ''}" is not executable (chmod +x)`
              : `the command "${command}" cannot be run: ${reason.detail}`,
      };
    case 'exited-early': {
      const how = exited?.signal ? `was killed by ${exited.signal}` : `ended with exit code ${exited?.code ?? '?'}`;
      return { code: 'exited-early', summary: `the ${program} ${how} before it listened${taken}` };
    }
    case 'not-listening': {
      if (reason.asks)
        return {
          code: 'asks-first',
          summary: `the ${program} still waits for something to be typed, and listens nowhere`,
        };
      return {
        code: 'not-listening',
        summary: `the ${program} runs, but did not listen on its port within ${sayDuration(reason.waitedMs)}${taken}`,
      };
    }
  }
}
