import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { numbered, passage } from './passage.test-support.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('it has the rate, the delay and the losses of its kind', () => {
  const wire = passage('datagram', [{ profile: '2g_rural' }]);
  wire.send('x'.repeat(225));
  wire.runOut();
  // 1,800 bits at 18 kbit/s upwards, then 650 ms.
  expect(wire.timetable[0]).toContain('@750');
  expect(wire.decisions).toEqual(['1: slowed to 18 kbit/s', '1: delayed 650 ms']);
});

test('downwards it may be another line', () => {
  const wire = passage('datagram', [{ profile: 'dsl' }], { direction: 'down' });
  wire.send('x');
  wire.runOut();
  expect(wire.decisions).toEqual(['1: slowed to 2 Mbit/s', '1: delayed 5 ms']);
});

test('it loses so many datagrams by chance, others with another seed, and nothing of a stream', () => {
  const lost = (medium: 'datagram' | 'stream', seed: string): string => {
    const wire = passage(medium, [{ profile: 'gprs' }], { seed });
    wire.send(...numbered(1000));
    wire.runOut();
    return wire.decisions.filter((decision) => decision.endsWith('lost')).join(' ');
  };
  const first = lost('datagram', '1');
  expect(first.split(' ').length / 2).toBeGreaterThan(5);
  expect(first.split(' ').length / 2).toBeLessThan(45);
  expect(lost('datagram', '1')).toBe(first);
  expect(lost('datagram', '2')).not.toBe(first);
  expect(lost('stream', '1')).toBe('');
});
