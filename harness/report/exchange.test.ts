import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageFolder } from '../cli/files.js';
import { markOne } from '../cli/mark-one.test-support.js';
import type { Plan } from '../model/plan.js';
import type { Happening, TraceEvent } from '../model/trace.js';
import { exchangeOf } from './exchange.js';

test('what a link swallows is an arrow that does not arrive, whoever sent it, and no note beside it', async () => {
  const { check } = await markOne({
    spec: readFileSync(join(packageFolder, 'specs', 'udp-loss.yaml'), 'utf8'),
    folder: join(packageFolder, 'fixtures', 'reference', 'udp-loss', 'python'),
    only: ['request-lost', 'answer-lost'],
  });
  const lost = (id: string): unknown[] =>
    check(id).exchange.events.flatMap((event) =>
      event.kind === 'message' && event.damage
        ? [[event.from, event.to, Buffer.from(event.data).toString(), event.damage]]
        : [],
    );
  expect(lost('request-lost')).toEqual([['client', 's', 'PING 2', 'dropped by wire: dropped']]);
  expect(lost('answer-lost')).toEqual([['s', 'client', 'PONG 3', 'dropped by wire: dropped']]);
  const notes = check('answer-lost').exchange.events.filter((event) => event.kind === 'note' && event.at === 'wire');
  expect(notes).toEqual([]);
});

test('a program that goes on without end when we have left does not bury what came before', () => {
  const spec = { programs: { server: {} }, peers: { c: { role: { kind: 'connect', to: 'server' } } }, links: {} };
  const data = new Uint8Array(1);
  const said: Happening = { type: 'received', actor: 'c', flow: 'c', data };
  const happenings: Happening[] = [
    { type: 'sent', actor: 'c', flow: 'c', data },
    said,
    { type: 'phase', phase: 'aftermath' },
    { type: 'closed', actor: 'c', flow: 'c', how: 'writing' },
    ...Array.from({ length: 5000 }, () => said),
  ];
  const events = happenings.map((happening, atMs) => ({ atMs, ...happening }));
  const exchange = exchangeOf({ spec } as unknown as Plan, { check: 'a', run: 'a', sizes: {}, events });
  expect(exchange.leftOut).toBe(0);
  expect(exchange.events).toHaveLength(15);
  expect(exchange.events[2]).toMatchObject({ kind: 'note', endsScript: true });
  expect(exchange.events.at(-4)).toMatchObject({ kind: 'note', text: '… 4,990 events …' });
});

test('a silence that took longer than it was to, since the machine was busy, says so', () => {
  const spec = { programs: { server: {} }, peers: { c: { role: { kind: 'connect', to: 'server' } } }, links: {} };
  const data = new Uint8Array(1);
  const address = { host: '127.0.0.1', port: 1 };
  const silence = (atMs: number, before: Happening = { type: 'received', actor: 'c', flow: 'c', data }): unknown => {
    const events: TraceEvent[] = [
      { atMs: 0, type: 'step-started', step: '1', actor: 'c', bindings: {} },
      { atMs: 4000, ...before },
      { atMs, type: 'step-ended', step: '1', actor: 'c', outcome: { ended: 'silence', waitedMs: 2000 } },
    ];
    return exchangeOf({ spec } as unknown as Plan, { check: 'a', run: 'a', sizes: {}, events }).events.at(-1);
  };
  expect(silence(6100)).toMatchObject({ text: '2 s of silence' });
  expect(
    silence(6100, { type: 'opened', actor: 'c', flow: 'c', over: 'tcp', by: 'program', local: address }),
  ).toMatchObject({ text: '2 s of silence' });
  expect(silence(9430)).toMatchObject({ text: '2 s of silence (5.4 s by the clock: this machine was busy)' });
});
