import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes minutes begins first, so that at the end no core waits for the other. */
const LONGEST = ['e2e/reliable-udp', 'harness/hostile', 'e2e/', 'spec/mutated-specs', 'cli/init'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex((part) => moduleId.includes(part));
      return at < 0 ? LONGEST.length : at;
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}

export default defineConfig({
  test: {
    globalSetup: 'scripts/test-setup.ts',
    sequence: { sequencer: LongestFirst },
    // Most of the time programs are waited for: one worker less than there are cores would leave half of the machine idle.
    maxWorkers: '100%',
    // More of them side by side keep the machine so busy that a check now and then has no verdict.
    maxConcurrency: 6,
    include: ['harness/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    // Real programs on a busy machine: a test fails by what it sees, not by the clock.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
