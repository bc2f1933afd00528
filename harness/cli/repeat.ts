import type { Reporter } from '../reporters/reporter.js';
import type { CheckHost, CheckOptions } from './check-options.js';
import { check } from './check.js';
import { EXIT } from './usage-error.js';

/** Runs all chosen checks so often, and counts those that did not always end the same way. Resolves with the worst exit code. */
export async function repeatCheck(options: CheckOptions, host: CheckHost, times: number): Promise<number> {
  const endings = new Map<string, Map<string, number>>();
  let worst: number = EXIT.passed;
  const counting: Reporter = {
    name: 'repeat',
    checkEnded(report, sheet) {
      const key = `${sheet.spec.id} · ${sheet.submission.name} · ${report.id}`;
      const counts = endings.get(key) ?? new Map<string, number>();
      counts.set(report.status, (counts.get(report.status) ?? 0) + 1);
      endings.set(key, counts);
    },
  };
  for (let round = 1; round <= times && !host.signal.aborted; round++) {
    host.print(`round ${round} of ${times}`);
    const exitCode = await check(options, {
      ...host,
      reporters: (run) => [counting, ...host.reporters(run)],
    });
    if (rank(exitCode) > rank(worst)) worst = exitCode;
  }
  const flaky = [...endings].filter(([, counts]) => counts.size > 1);
  host.print(
    flaky.length === 0
      ? `\n${times} rounds: every check ended the same way each time`
      : `\n${times} rounds: ${flaky.length} ${flaky.length === 1 ? 'check is' : 'checks are'} not stable`,
  );
  for (const [key, counts] of flaky)
    host.print(`  ${key}: ${[...counts].map(([status, count]) => `${count} × ${status}`).join(', ')}`);
  return worst;
}

/** 3 outranks 1: a run that proves nothing must not pass for a failure. */
function rank(exitCode: number): number {
  return [EXIT.passed, EXIT.failed, EXIT.usage, EXIT.fault, EXIT.interrupted].indexOf(exitCode as 0);
}
