import { cpus } from 'node:os';
import type { MarkedBy } from '../marking/journal-entry.js';
import type { RunInfo } from '../model/report.js';

/** What a report of one submission of a class says about its run. */
export function runInfoOf(
  { seed, slow, wiremark }: MarkedBy,
  isolation: string,
  key: string,
  startedAt: Date,
): Omit<RunInfo, 'durationMs'> {
  return {
    id: key,
    startedAt: startedAt.toISOString(),
    seed,
    slow,
    wiremark,
    machine: { platform: process.platform, cores: cpus().length, node: process.version },
    isolation,
  };
}
