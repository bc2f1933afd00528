import { expect, test } from 'vitest';
import { latestWrite } from './latest-write.js';

/** A write that ends when it is told to. */
function held(name: string, written: string[]): { readonly write: () => Promise<void>; readonly end: () => void } {
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { write: () => ended.then(() => void written.push(name)), end };
}

test('of the states that come while one is written only the last is', async () => {
  const [written, put] = [[] as string[], latestWrite()];
  const first = held('first', written);
  const all = [
    put(first.write),
    ...['second', 'third', 'fourth'].map((name) => put(async () => void written.push(name))),
  ];
  first.end();
  await Promise.all(all);
  expect(written).toEqual(['first', 'fourth']);
  await put(async () => void written.push('fifth'));
  expect(written).toEqual(['first', 'fourth', 'fifth']);
});

test('a write that fails is told to whoever asked for it, and the next is carried out', async () => {
  const [written, put] = [[] as string[], latestWrite()];
  const failed = put(() => Promise.reject(new Error('the disk is full')));
  const next = put(async () => void written.push('next'));
  await expect(failed).rejects.toThrow('the disk is full');
  await next;
  expect(written).toEqual(['next']);
});
