import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from './bench.js';
import { checkMs } from './command.js';
import { sideBySide } from './side-by-side.js';
import { sayMs } from './table.js';

/** Two numbers of launches: what they differ by is no cost of the start or of the report. */
const FEW = 5;
const MANY = 45;

/** What isolation may add to a launch. */
const ALLOWED_MS = 30;

/** What it costs to launch a program isolated, beside an ordinary process; one after another. */
export const isolation: Bench = {
  name: 'isolation',
  async measure() {
    const folder = await mkdtemp(join(tmpdir(), 'wiremark-bench-'));
    try {
      const spec = async (launches: number): Promise<string> => {
        const file = join(folder, `${launches}.yaml`);
        await writeFile(file, specOf(launches));
        return file;
      };
      const [few, many] = [await spec(FEW), await spec(MANY)];
      const check = (file: string, tier: string) => () =>
        checkMs([file, 'bench/programs', '--isolation', tier, '--jobs', '1']);
      const taken = await sideBySide(
        {
          fewIsolated: check(few, 'isolated'),
          manyIsolated: check(many, 'isolated'),
          fewPlain: check(few, 'plain'),
          manyPlain: check(many, 'plain'),
        },
        5,
      );
      const isolatedMs = (taken.manyIsolated - taken.fewIsolated) / (MANY - FEW);
      const plainMs = (taken.manyPlain - taken.fewPlain) / (MANY - FEW);
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
        ],
        remarks: [
          `isolation: a check of one exchange, with its launch, takes ${sayMs(isolatedMs)} isolated and ${sayMs(plainMs)} plain.`,
        ],
      };
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

function specOf(launches: number): string {
  const checks = Array.from(
    { length: launches },
    (_, index) => `  - { id: c${index}, steps: [ { send: a, expect: a } ] }`,
  );
  return `spec: 1
name: Launches
programs: { server: { run: 'python3 echo.py \${port}' } }
peers: { c: { connect: server } }
checks:
${checks.join('\n')}
`;
}
