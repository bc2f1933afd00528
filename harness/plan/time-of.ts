import type { StepSyntax } from '../model/language.js';
import type { PlannedCheck } from '../model/plan.js';
import { timeOfSteps } from '../model/steps-time.js';

/** How long a check takes, all its runs together: launching and waiting, without what the machine needs for it. */
export interface CheckTime {
  /** Fresh processes, each with all the steps. */
  readonly runs: number;
  /** Whatever the program does: silences are waited for to their end. */
  readonly leastMs: number;
  /** For a program that falls silent where that is waited for longest. */
  readonly silentMs: number;
  /** For one that is as slow as it may be. */
  readonly mostMs: number;
  /** What the steps of one run may wait for, were there no `limit`; undefined where that is within it. */
  readonly cutMs?: number;
}

/** A property that fails is tried again in a fresh process, made smaller, and tried once more. */
const TRIES_BEHIND_A_FAILURE = 3;

/** A run that fails behind others is tried again in a fresh process. */
const TRIES_BEHIND_OTHERS = 1;

/** The time of a check; `launchMs` is how long its programs may take until they are ready, all together. */
export function timeOf(
  { check, runs: { length: rows } }: PlannedCheck,
  kinds: Readonly<Record<string, StepSyntax>>,
  { launchMs, slow }: { readonly launchMs: number; readonly slow: number },
): CheckTime {
  const steps = timeOfSteps(check.steps, kinds);
  const limitMs = check.limitMs * slow;
  const one = { leastMs: steps.leastMs, silentMs: Math.min(steps.waitMs * slow, limitMs), mostMs: launchMs + limitMs };
  const tries = check.forAny?.tries ?? 1;
  const again = check.forAny ? TRIES_BEHIND_A_FAILURE : check.sharesPrograms ? TRIES_BEHIND_OTHERS : 0;
  return {
    runs: rows * tries,
    leastMs: rows * tries * one.leastMs,
    // The first try fails already; making it smaller ends with the limit.
    silentMs: rows * (check.forAny ? again * one.silentMs + limitMs : (1 + again) * one.silentMs),
    mostMs: rows * (tries + again) * one.mostMs,
    ...(steps.mostMs * slow > limitMs && { cutMs: steps.mostMs * slow }),
  };
}
