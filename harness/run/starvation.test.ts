import { expect, test } from 'vitest';
import { processors } from '../process/processor-use.js';
import { Starvation } from './starvation.js';

/** So many threads, of which each has run for this share of the time, and could have run in all of it. */
function threads(count: number, share: number): Starvation {
  const startedAt = performance.now();
  return new Starvation(() => {
    const passedMs = performance.now() - startedAt;
    return new Map(
      Array.from({ length: count }, (_, thread) => [
        String(thread),
        { runMs: passedMs * share, queuedMs: passedMs * (1 - share), isAtDisk: false },
      ]),
    );
  });
}

/** Waits until so much time has passed that somebody may be said to be starved. */
async function lackOf(starvation: Starvation, { overslept = 0, of = 700, computed = 0 } = {}) {
  starvation.begin();
  const until = performance.now() + 700;
  while (performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
  starvation.passed(of, overslept, computed);
  return starvation.lack();
}

test('a thread that has a tenth of a processor is starved', async () => {
  expect(await lackOf(threads(1, 0.1))).toMatchObject({ who: 'program' });
});

test('one that has most of one is not', async () => {
  expect(await lackOf(threads(1, 0.6))).toBeUndefined();
});

test('threads that take the processors from each other are not', async () => {
  expect(await lackOf(threads(processors * 8, 1 / 8))).toBeUndefined();
});

test('nor are we, where the program takes them from us', async () => {
  expect(await lackOf(threads(processors * 8, 1 / 8), { overslept: 600 })).toBeUndefined();
  expect(await lackOf(threads(1, 0.6), { overslept: 600 })).toMatchObject({ who: 'harness' });
});

test('one long stall is enough, unless it was our own work', async () => {
  const shortPart = { overslept: 350, of: 5000 };
  expect(await lackOf(threads(1, 0.6), shortPart)).toMatchObject({ who: 'harness', lackedMs: 350, ofMs: 5000 });
  expect(await lackOf(threads(1, 0.6), { ...shortPart, computed: 300 })).toBeUndefined();
  expect(await lackOf(threads(1, 0.6), { ...shortPart, overslept: 250 })).toBeUndefined();
  expect(await lackOf(threads(processors * 8, 1 / 8), shortPart)).toBeUndefined();
});

test('a thread that ends takes nothing from what the others lacked', async () => {
  const startedAt = performance.now();
  let isOver = false;
  const starvation = new Starvation(() => {
    const passedMs = performance.now() - startedAt;
    const long = ['long', { runMs: 5_000, queuedMs: 5_000, isAtDisk: false }] as const;
    const other = ['other', { runMs: passedMs * 0.05, queuedMs: passedMs * 0.95, isAtDisk: false }] as const;
    const seen = new Map(isOver ? [other] : [long, other]);
    isOver = true;
    return seen;
  });
  expect(await lackOf(starvation)).toMatchObject({ who: 'program' });
});
