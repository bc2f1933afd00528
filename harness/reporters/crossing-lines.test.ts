import { expect, test } from 'vitest';
import { toBytes } from '../model/bytes.js';
import type { LinkEvent } from '../model/link-event.js';
import { CrossingLines, type CrossingOptions } from './crossing-lines.js';
import { painter } from './paint.js';

const relayed = (from: string, unit: number, data: string, flow = '1'): LinkEvent => ({
  type: 'relayed',
  link: 'line',
  flow,
  from,
  unit,
  data: toBytes(data),
});
const damaged = (
  from: string,
  unit: number,
  what: string,
  fate: Extract<LinkEvent, { type: 'damage' }>['fate'] = 'late',
): LinkEvent => ({ type: 'damage', link: 'line', flow: '1', from, unit, rule: 0, fate, what });

/** All lines of these events, one millisecond apart, without their times; then the sums. */
function shown(events: readonly LinkEvent[], more: Partial<CrossingOptions> = {}): string[] {
  const lines = new CrossingLines({
    from: 'client',
    to: 'server',
    over: 'udp',
    paint: painter(false),
    columns: 100,
    ...more,
  });
  const told = [...events.flatMap((event, index) => lines.tell(event, index)), ...lines.flush()];
  return [...told.map((line) => line.replace(/^ +[\d.]+ s {2}/, '')), ...lines.summary()];
}

test('damage that is done at once stands in the line of what it befell, later damage in its own', () => {
  expect(
    shown([
      relayed('client', 1, 'a'),
      damaged('client', 1, 'held for the 2nd'),
      relayed('client', 2, 'b'),
      damaged('client', 1, 'let go behind the 2nd'),
      relayed('server', 1, 'c'),
      damaged('server', 1, 'lost', 'lost'),
      damaged('server', 1, 'delayed 5 ms'),
    ]),
  ).toEqual([
    'client 1 → server  no. 1    1 byte       "a"  held for the 2nd',
    'client 1 → server  no. 2    1 byte       "b"',
    'client 1 → server  no. 1    let go behind the 2nd',
    'client 1 ← server  no. 1    1 byte       "c"  lost, delayed 5 ms',
    'client → server: 2 datagrams, 2 bytes; 1 late or out of turn',
    'server → client: 1 datagram, 1 byte; 1 lost, 1 late or out of turn',
  ]);
});

test('a long message is cut to the width of the screen, and what it says cannot touch it', () => {
  const [line = ''] = shown([relayed('client', 1, `\x1b]0;owned\x07${'x'.repeat(5000)}`)], { columns: 80 });
  expect(line).toContain('"\\x1b]0;owned\\x07xx');
  expect(line).toMatch(/…"$/);
  expect(line.length).toBeLessThanOrEqual(80);
});

test('connections begin, end and break; what is nobody’s fault here is told as it is', () => {
  expect(
    shown(
      [
        { type: 'connected', link: 'line', flow: '2', from: 'client' },
        relayed('client', 1, 'x', '2'),
        { type: 'ended', link: 'line', flow: '2', from: 'client', how: 'fin' },
        { type: 'ended', link: 'line', flow: '2', from: 'server', how: 'reset' },
        { type: 'unreachable', link: 'line', flow: '3', actor: 'server', errno: 'ECONNREFUSED' },
        { type: 'fault', whose: 'host', detail: 'link line: too many open files' },
      ],
      { over: 'tcp' },
    ),
  ).toEqual([
    'client 2 → server  connects',
    'client 2 → server  no. 1    1 byte       "x"',
    'client 2 → server  closes (FIN)',
    'client 2 ← server  resets (RST)',
    'client 3 → server  nothing listens there (ECONNREFUSED)',
    'link line: too many open files',
    'client → server: 1 piece, 1 byte',
    'server → client: 0 pieces, 0 bytes',
  ]);
});
