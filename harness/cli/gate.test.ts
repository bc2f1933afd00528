import { expect, test } from 'vitest';
import { ALONE, gate } from './gate.js';

/** Work that is under way until it is told to end. */
function work(log: string[], name: string): { readonly run: () => Promise<void>; readonly end: () => void } {
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  return {
    end,
    async run() {
      log.push(`${name} begins`);
      await ended;
      log.push(`${name} ends`);
    },
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('so many are let in, the others in their order', async () => {
  const log: string[] = [];
  const [a, b, c, d] = [work(log, 'a'), work(log, 'b'), work(log, 'c'), work(log, 'd')] as const;
  const enter = gate(2);
  const all = [a, b, c, d].map(({ run }) => enter(run));
  await settled();
  expect(log).toEqual(['a begins', 'b begins']);
  b.end();
  await settled();
  expect(log.slice(2)).toEqual(['b ends', 'c begins']);
  for (const each of [a, c, d]) each.end();
  await Promise.all(all);
  expect(log.at(-1)).toBe('d ends');
});

test('who wants to be alone waits until nobody is there, and lets nobody in', async () => {
  const log: string[] = [];
  const [a, alone, later] = [work(log, 'a'), work(log, 'alone'), work(log, 'later')] as const;
  const enter = gate(3);
  const all = [enter(a.run), enter(alone.run, ALONE), enter(later.run)];
  await settled();
  expect(log).toEqual(['a begins']);
  a.end();
  await settled();
  expect(log.slice(1)).toEqual(['a ends', 'alone begins']);
  alone.end();
  await settled();
  expect(log.slice(3)).toEqual(['alone ends', 'later begins']);
  later.end();
  await Promise.all(all);
});

test('work that fails leaves its place', async () => {
  const enter = gate(1);
  await expect(enter(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await enter(() => Promise.resolve('in'))).toBe('in');
});
