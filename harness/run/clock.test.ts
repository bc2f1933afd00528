import { expect, test } from 'vitest';
import { reached } from '../model/waiting.js';
import { RunClock } from './clock.js';

test('while a run waits for another, none of its time passes', async () => {
  const clock = new RunClock();
  const startedAt = performance.now();
  const deadline = clock.deadline(100);
  const over = reached(deadline);
  const resume = clock.suspend();
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(deadline.isReached).toBe(false);
  resume();
  await over;
  expect(performance.now() - startedAt).toBeGreaterThan(500);
});
