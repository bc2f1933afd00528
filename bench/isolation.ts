import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from './bench.js';
import { checkMs } from './command.js';
import { sideBySide } from './side-by-side.js';
import { sayMs } from './table.js';

/** Two numbers of checks: what they differ by is no cost of the start or of the report. */
const FEW = 5;
const MANY = 45;

/** What isolation may add to a launch. */
const ALLOWED_MS = 30;

/**
 * What it costs to launch a program isolated, beside an ordinary process; one after another. And what a check costs that
 * shares its isolated program with others.
 */
export const isolation: Bench = {
  name: 'isolation',
  async measure() {
    const folder = await mkdtemp(join(tmpdir(), 'wiremark-bench-'));
    try {
      const spec = async (checks: number, shared = false): Promise<string> => {
        const file = join(folder, `${shared ? 'shared' : 'fresh'}-${checks}.yaml`);
        await writeFile(file, specOf(checks, shared));
        return file;
      };
      const [few, many] = [await spec(FEW), await spec(MANY)];
      const [fewShared, manyShared] = [await spec(FEW, true), await spec(MANY, true)];
      const check = (file: string, tier: string) => () =>
        checkMs([file, 'bench/programs', '--isolation', tier, '--jobs', '1']);
      const taken = await sideBySide(
        {
          fewIsolated: check(few, 'isolated'),
          manyIsolated: check(many, 'isolated'),
          fewPlain: check(few, 'plain'),
          manyPlain: check(many, 'plain'),
          fewShared: check(fewShared, 'isolated'),
          manyShared: check(manyShared, 'isolated'),
        },
        5,
      );
      const isolatedMs = (taken.manyIsolated - taken.fewIsolated) / (MANY - FEW);
      const plainMs = (taken.manyPlain - taken.fewPlain) / (MANY - FEW);
      const sharedMs = (taken.manyShared - taken.fewShared) / (MANY - FEW);
      const addedMs = isolatedMs - plainMs;
      return {
        rows: [
          {
            name: 'isolation, added',
            measured: sayMs(addedMs),
            floor: `${ALLOWED_MS} ms allowed`,
            ratio: addedMs / ALLOWED_MS,
            allowed: { most: 1 },
          },
          {
            name: 'isolation, shared',
            measured: sayMs(sharedMs),
            floor: `${sayMs(plainMs)} plain, fresh`,
            ratio: sharedMs / plainMs,
            allowed: { most: 1 },
          },
        ],
        remarks: [
          `isolation: a check of one exchange, with its launch, takes ${sayMs(isolatedMs)} isolated and ${sayMs(plainMs)} plain; with \`fresh: false\`, isolated, ${sayMs(sharedMs)}.`,
        ],
      };
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

function specOf(count: number, shared: boolean): string {
  const checks = Array.from(
    { length: count },
    (_, index) => `  - { id: c${index}, steps: [ { send: a, expect: a } ] }`,
  );
  return `spec: 1
name: Launches
${shared ? 'fresh: false\n' : ''}programs: { server: { run: 'python3 echo.py \${port}' } }
peers: { c: { connect: server } }
checks:
${checks.join('\n')}
`;
}
