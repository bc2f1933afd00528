import { expect, test } from 'vitest';
import type { ExchangeEvent } from '../model/report.js';
import { failingPart } from './failing-part.js';
import { message, signal } from './sample-check.test-support.js';

const ends: ExchangeEvent = { atMs: 9, kind: 'note', at: 'server', text: 'ends', tone: 'plain', endsScript: true };
const flood = Array.from({ length: 40 }, (_, at) => message(10 + at, 'server', 'c', `later ${at}`));
const before = Array.from({ length: 5 }, (_, at) => message(at, 'c', 'server', `${at}`));

const part = (events: readonly ExchangeEvent[], most: number, lanes = ['c', 'server'], actor?: string) =>
  failingPart(
    { findings: actor === undefined ? [] : [{ actor } as never], exchange: { lanes, events, leftOut: 7 } },
    most,
  );

test('what went before the end of the script, not only what came when our sides were closed', () => {
  const { before: left, shown, after } = part([...before, ends, ...flood], 8);
  expect(shown.events).toEqual([...before, ends, ...flood.slice(0, 2)]);
  expect([left, after]).toEqual([7, 38]);
});

test('where it is not told where the script ends, the end', () => {
  expect(part(flood, 8)).toMatchObject({ before: 39, shown: { events: flood.slice(-8) }, after: 0 });
});

test('of many at once, what the one that failed took part in', () => {
  const lanes = Array.from({ length: 9 }, (_, at) => `c${at}`);
  const leaves = lanes.map((lane, at) => signal(20 + at, lane, 'server', 'half close (FIN)'));
  const own = message(1, 'server', 'c3', 'hello');
  const { shown } = part([own, message(2, 'server', 'c4', 'hello'), ends, ...leaves], 8, lanes, 'c3');
  expect(shown.events).toEqual([own, ends, leaves[3]]);
});
