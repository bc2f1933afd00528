import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: 'scripts/test-setup.ts',
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
