import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../harness/model/report.js';
import type { Bench } from './bench.js';
import { runCheck } from './command.js';

const LOOPS = 8;
const RUNS = Number(process.env['BENCH_RUNS'] ?? 20);

/**
 * All references under all specs, again and again, while others take the processors away: no check may fail. That takes
 * long; it is only done where it is named. BENCH_RUNS says how often.
 */
export const busyMachine: Bench = {
  name: 'busy-machine',
  isLong: true,
  async measure() {
    const loops = Array.from({ length: LOOPS }, () =>
      spawn('sh', ['-c', 'while :; do :; done'], { detached: true, stdio: 'ignore' }),
    );
    const failed = new Map<string, number>();
    let checks = 0;
    let inconclusive = 0;
    try {
      for (let run = 1; run <= RUNS; run++) {
        const report = await runCheck([], {
          // Whatever it ends with is what is measured: passed, failed, no verdict.
          expectedCode: [0, 1, 3],
          look: (_ended, folder) => readFile(join(folder, 'report.json'), 'utf8'),
        });
        for (const sheet of (JSON.parse(report) as Report).sheets)
          for (const check of sheet.checks) {
            const { id, status } = check;
            checks++;
            if (status === 'inconclusive') inconclusive++;
            if (status === 'failed' || status === 'blocked') {
              const name = `${sheet.spec.id} ${id} (${sheet.submission.name})`;
              failed.set(name, (failed.get(name) ?? 0) + 1);
            }
            // Nobody can have it again by doing the same: all that is known of it has to be told now.
            if (status === 'failed') process.stderr.write(`${JSON.stringify(check)}\n`);
          }
        // It takes hours: whoever ends it before knows what was found until then.
        const names = [...failed.keys()].join(', ');
        process.stderr.write(`${run} of ${RUNS} runs: failed: ${names || 'none'}; no verdict: ${inconclusive}\n`);
      }
    } finally {
      for (const loop of loops) loop.kill('SIGKILL');
    }
    const wrong = [...failed.values()].reduce((sum, count) => sum + count, 0);
    return {
      rows: [
        {
          name: 'busy-machine',
          measured: `${wrong} of ${checks} checks failed`,
          floor: `0 allowed`,
          ratio: wrong,
          allowed: { most: 0 },
        },
      ],
      remarks: [
        `busy-machine: ${RUNS} runs of all references beside ${LOOPS} busy loops; ${inconclusive} of ${checks} checks got no verdict.`,
        ...[...failed].map(([name, count]) => `busy-machine: failed ${count} times: ${name}`),
      ],
    };
  },
};
