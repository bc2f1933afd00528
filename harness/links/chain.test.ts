import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Damage } from './damage.js';
import { openChain } from './chain.js';
import { Gate } from './gate.js';
import type { LinkEvent } from '../model/link-event.js';
import { numbered, passage } from './passage.test-support.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('without rules all passes, and each is told before it passes', () => {
  const wire = passage('datagram', []);
  wire.send('a', '');
  expect(wire.arrived).toEqual(['a', '']);
  expect(wire.events).toEqual([
    { type: 'relayed', link: 'wire', flow: '1', from: 'client', unit: 1, data: Uint8Array.of(97) },
    { type: 'relayed', link: 'wire', flow: '1', from: 'client', unit: 2, data: new Uint8Array() },
  ]);
});

test('a rule from the other actor does not apply, and keeps its number in the list', () => {
  const wire = passage('datagram', [{ from: 'server', drop: 1 }, { from: 'client', drop: 2 }, { drop: 3 }]);
  wire.send(...numbered(4));
  expect(wire.arrived).toEqual(['1', '4']);
  expect(wire.events.filter((event) => event.type === 'damage')).toMatchObject([
    { unit: 2, rule: 1 },
    { unit: 3, rule: 2 },
  ]);
});

test('a rule for one client leaves the others alone', () => {
  const rules = [{ drop: 1, only: [2, 3] }];
  const first = passage('datagram', rules, { flow: 1 });
  const second = passage('datagram', rules, { flow: 2 });
  for (const wire of [first, second]) wire.send('a', 'b');
  expect(first.arrived).toEqual(['a', 'b']);
  expect(second.arrived).toEqual(['b']);
});

test('rules act in the order in which they are written', () => {
  const first = passage('datagram', [{ duplicate: 1 }, { hold: { nth: 1, until: '1 more' } }]);
  first.send('a', 'b');
  expect(first.arrived).toEqual(['a', 'a', 'b']);
  const second = passage('datagram', [{ hold: { nth: 1, until: '1 more' } }, { duplicate: 1 }]);
  second.send('a', 'b');
  expect(second.arrived).toEqual(['b', 'a', 'a']);
});

test('two flows, and two rules alike, have fates of their own', () => {
  expect(fate(1)).toBe(fate(1));
  expect(fate(1)).not.toBe(fate(2));

  const twice = passage('datagram', [{ loss: '50%' }, { loss: '50%' }]);
  twice.send(...numbered(1000));
  expect(twice.arrived.length).toBeGreaterThan(190);
  expect(twice.arrived.length).toBeLessThan(310);
});

test('equal delays keep their order', () => {
  const wire = passage('datagram', [{ delay: '20ms' }]);
  wire.send(...numbered(500));
  wire.runOut();
  expect(wire.arrived).toEqual(numbered(500));
});

test.each([
  [
    'when it opens',
    {
      open: () => {
        throw new Error('a defect');
      },
    },
  ],
  [
    'when it is pushed into',
    {
      open: () => ({
        push() {
          throw new Error('a defect');
        },
        end() {},
      }),
    },
  ],
  [
    'in a timer',
    {
      open: (_: unknown, lane: { after(ms: number, action: () => void): void }) => ({
        push: () =>
          lane.after(5, () => {
            throw new Error('a defect');
          }),
        end() {},
      }),
    },
  ],
])('a damage that throws %s is our fault and stops the chain', (_, broken) => {
  const events: LinkEvent[] = [];
  const arrived: Uint8Array[] = [];
  const chain = openChain({
    medium: 'datagram',
    link: 'wire',
    from: 'client',
    direction: 'up',
    gate: new Gate(),
    flow: 1,
    seed: '1',
    rules: [{ link: 'wire', name: 'broken', args: {} }],
    damages: { broken: broken as unknown as Damage },
    tell: (event) => void events.push(event),
    receiver: { take: ({ data }) => void arrived.push(data), end() {}, cut() {}, reset() {}, refuse() {} },
  });
  chain.push(Uint8Array.of(1));
  vi.runAllTimers();
  chain.push(Uint8Array.of(2));
  expect(events.at(-1)).toMatchObject({
    type: 'fault',
    whose: 'harness',
    detail: 'link wire: a defect',
    stack: expect.stringContaining('a defect'),
  });
  expect(arrived).toEqual([]);
});

function fate(flow: number): string {
  const wire = passage('datagram', [{ loss: '50%' }], { flow });
  wire.send(...numbered(64));
  return wire.arrived.join(' ');
}
