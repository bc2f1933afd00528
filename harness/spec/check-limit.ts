import { sayDuration } from '../model/duration.js';
import type { CheckSpec } from '../model/spec.js';
import { timeOfSteps } from '../model/steps-time.js';
import type { Path } from '../yaml/tree.js';
import type { Reading } from './reading.js';

/** Reports a check whose run is ended before it can be over, however fast the program is. `limits`: where the limit may stand. */
export function reportLimit(
  reading: Reading,
  { id, steps, limitMs, origin }: CheckSpec,
  limits: readonly Path[],
): void {
  const { leastMs } = timeOfSteps(steps, reading.language.steps);
  if (leastMs < limitMs) return;
  const path = limits.find((each) => reading.has(each));
  const problem = {
    code: 'E075',
    message: `the check "${id}" waits for ${sayDuration(leastMs)} at least, and its run is ended after ${sayDuration(limitMs)}`,
    suggestion: `write \`limit: ${sayDuration(2 * leastMs).replace(' ', '')}\`, or wait for less`,
  } as const;
  if (path) reading.report({ ...problem, path, on: 'value' });
  else reading.reportAt(origin, problem);
}
