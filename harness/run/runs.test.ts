import { describe, expect, test } from 'vitest';
import { markOne } from '../cli/mark-one.test-support.js';
import { specWith, tcpServer } from './tcp-server.test-support.js';

const echo = tcpServer('s.on("data", (d) => s.write(d)); s.on("end", () => s.end());');

describe('what a check needs', () => {
  test('a check whose need failed is blocked and not run', async () => {
    const { check, traces } = await markOne({
      files: echo,
      spec: specWith(
        '  - { id: a, steps: [ { send: "x", expect: "y" } ] }\n  - { id: b, needs: [a], steps: [ { send: "x", expect: "x" } ] }\n  - { id: c, needs: [b], steps: [ { send: "x", expect: "x" } ] }',
      ),
    });
    expect(check('b')).toMatchObject({ status: 'blocked', blockedBy: 'a', points: 0 });
    expect(check('c')).toMatchObject({ status: 'blocked', blockedBy: 'b' });
    expect(traces.map((trace) => trace.check)).toEqual(['a']);
  });
});

describe('cases, seeds and properties', () => {
  test('every row of cases is a run of its own and they share the points', async () => {
    const files = tcpServer('s.on("data", (d) => s.write(d.toString() === "two\\n" ? "zwei\\n" : d));');
    const { check } = await markOne({
      files,
      spec: specWith(
        '  - { id: a, points: 3, cases: [ { x: one }, { x: two }, { x: three } ], steps: [ { send: "${x}", expect: "${x}" } ] }',
      ),
    });
    expect(check('a')).toMatchObject({
      status: 'failed',
      points: 2,
      runs: [{ status: 'passed' }, { status: 'failed', label: 'x="two"' }, { status: 'passed' }],
    });
  });

  test('a property is shrunk to the smallest size that fails', async () => {
    const files = tcpServer('s.on("data", (d) => s.write(d.subarray(0, 1024))); s.on("end", () => s.end());');
    const { check } = await markOne({
      files,
      spec: specWith(
        '  - { id: a, for_any: { b: { bytes: 1..9000 } }, steps: [ { send: $b }, { close: writing }, { expect: $b }, closed ] }',
        '{ c: { connect: server } }',
      ),
    });
    expect(check('a').status).toBe('failed');
    expect(check('a').runs[0]?.label).toMatch(/^smallest found that fails: b: 1,025 bytes \(first seen with [\d,]+\)$/);
  });

  test('a server that serves a single client in its life has not failed a property', async () => {
    const files = tcpServer(
      's.on("data", (d) => s.write(d)); s.on("end", () => { s.end(); setTimeout(() => process.exit(0), 20); });',
    );
    const { check } = await markOne({
      files,
      spec: specWith(
        '  - { id: a, for_any: { b: { bytes: 1..900 } }, tries: 5, steps: [ { send: $b }, { close: writing }, { expect: $b }, closed ] }',
        '{ c: { connect: server } }',
      ),
    });
    expect(check('a').status).toBe('passed');
  });
});
