import { expect, test } from 'vitest';
import type { LeftBehind, RunTrace } from '../model/trace.js';
import { remarksOn } from './remarks.js';

function trace(...left: readonly LeftBehind[]): RunTrace {
  const events = left.map((what) => ({ atMs: 0, type: 'left-behind', program: 'server', what }) as const);
  return { check: 'a', run: 'a', sizes: {}, events };
}

const helper = { command: 'sh -c helper', ports: [] };
const daemon = {
  command: 'python3 d.py',
  ports: [
    { over: 'tcp', port: 5000 },
    { over: 'udp', port: 5001 },
  ],
} as const;

test('what a program leaves behind is said once, with its ports', () => {
  expect(
    remarksOn([trace(), trace({ count: 1, processes: [helper] }), trace({ count: 1, processes: [daemon] })]),
  ).toEqual([
    {
      code: 'left-behind',
      program: 'server',
      summary: 'when the server ends, a process that it has begun goes on: "sh -c helper"',
    },
  ]);
});

test('of many processes some are named', () => {
  expect(remarksOn([trace({ count: 5, processes: [daemon, helper] })])[0]?.summary).toBe(
    'when the server ends, 5 processes that it has begun go on: "python3 d.py", which keeps TCP port 5000 and UDP port 5001; "sh -c helper"; and 3 others',
  );
});

test('a port whose bytes are swapped is said, though the program was found there; another port is for a check to judge', () => {
  const listening = (port: number): RunTrace => ({
    check: 'a',
    run: 'a',
    sizes: {},
    events: [
      { atMs: 0, type: 'listening', program: 'server', over: 'tcp', address: { host: '0.0.0.0', port }, asked: 27_296 },
    ],
  });
  expect(remarksOn([listening(41_066), listening(41_066)])).toEqual([
    {
      code: 'swapped-port',
      program: 'server',
      summary: 'the server was told port 27296, and listens at 41066: the two bytes are swapped, as without htons',
    },
  ]);
  expect(remarksOn([listening(27_296), listening(5_000)])).toEqual([]);
});
