import { randomBytes } from 'node:crypto';
import { makePlan } from '../plan/make-plan.js';
import { visibleString } from '../reporters/visible-text.js';
import type { CheckHost, CheckOptions } from './check-options.js';
import { CheckRun } from './check-run.js';
import { findTargets, type FoundTargets, type Target } from './check-targets.js';
import { both, playable, selectChecks } from './select-checks.js';
import { EXIT, UsageError } from './usage-error.js';

/** Marks what the command line says and writes the reports. Resolves with the exit code. */
export async function check(options: CheckOptions, host: CheckHost): Promise<number> {
  const found = await findTargets({ ...options, path: host.variables['PATH'] ?? '' });
  try {
    for (const remark of found.remarks) host.complain(`wiremark: ${visibleString(remark)}`);
    return await checkTargets(found, options, host);
  } finally {
    await found.close();
  }
}

async function checkTargets(
  { targets, areReferences }: FoundTargets,
  options: CheckOptions,
  host: CheckHost,
): Promise<number> {
  const seed = options.seed ?? randomBytes(4).toString('hex');
  const select = selectChecks(
    targets.map(({ spec }) => spec),
    options,
  );
  const plans = targets
    .map((target) => ({
      target,
      plan: makePlan(target.spec, target.submission, {
        seed,
        slow: options.slow,
        only: both(select(target.spec), playable(target.spec, target.submission)),
      }),
    }))
    .filter(({ plan }) => plan.checks.length > 0);
  if (plans.length === 0) throw new UsageError(whyNoCheck(targets, options));
  if (options.dryRun) {
    host.print(
      JSON.stringify(
        plans.map(({ plan }) => ({ ...plan, spec: { ...plan.spec, source: undefined } })),
        undefined,
        2,
      ),
    );
    return EXIT.passed;
  }
  const opened = await host.openMarker();
  try {
    return await new CheckRun(options, host, plans, seed, areReferences, opened).run();
  } finally {
    for (const error of await opened.marker.close())
      host.complain(`wiremark: a temporary folder is left: ${String(error)}`);
  }
}

function whyNoCheck(targets: readonly Target[], { failed }: CheckOptions): string {
  if (failed) return 'no check failed in the last run: there is nothing to run again';
  const plays = targets.flatMap(({ submission }) => submission.plays ?? []);
  return plays.length === 0
    ? 'no check is chosen by these options'
    : `no check is left where only the ${plays.join(' and the ')} is handed in: each needs another program, and the spec has no reference for it`;
}
