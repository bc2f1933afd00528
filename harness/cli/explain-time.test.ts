import { expect, test } from 'vitest';
import { indent, specOf } from '../spec/spec-of.test-support.js';
import { explainTime } from './explain-time.js';

/** The row of a check: runs, at least, if it falls silent, at most. */
function row(check: string): string[] {
  const told = explainTime(specOf({ checks: `  - id: example\n${indent(check, 4)}` })).split('\n');
  return (told[1] as string).trim().split(/ {2,}/).slice(1);
}

test('a run may take its limit behind the launch, and a silent program the longest wait', () => {
  expect(row('steps: [ { send: "a", expect: "a" }, { send: "b", expect: "b", within: 5s } ]')).toEqual([
    '1',
    '–',
    '5.0 s',
    '30.0 s',
  ]);
});

test('each row and each seed is a run', () => {
  expect(
    row('cases: [ { x: "1" }, { x: "2" } ]\nseeds: [1, 2, 3]\nlimit: 5s\nsteps: [ { send: $x, expect: $x } ]'),
  ).toEqual(['6', '–', '12.0 s', '1 min 30 s']);
});

test('a silence is waited for to its end, in each round', () => {
  expect(
    row(
      'steps:\n  - { send: "a", expect: "a" }\n  - repeat: { times: 4, steps: [ { c: { quiet: 300ms } }, { c: { send: "b" } } ] }',
    ),
  ).toEqual(['1', '1.2 s', '2.0 s', '30.0 s']);
});

test('of several ways the shortest and the longest count, and a repetition that may be left takes one round at least', () => {
  expect(
    row(
      `steps:
  - repeat:
      at_most: 5
      steps:
        - either:
            - { c: { expect: "a", within: 3s }, then: [ { c: { quiet: 1s } }, leave ] }
            - { c: { expect: "b" }, then: { c: { quiet: 500ms } } }`,
    ),
  ).toEqual(['1', '500 ms', '3.0 s', '30.0 s']);
});

test('a property is tried many times, and made smaller when it fails', () => {
  expect(row('for_any: { some: { text: 1..100 } }\ntries: 10\nsteps: [ { send: $some, expect: $some } ]')).toEqual([
    '10',
    '–',
    '26.0 s',
    '6 min 30 s',
  ]);
});

test('a check that shares its programs may be carried out twice', () => {
  expect(row('fresh: false\nsteps: [ { send: "a", expect: "a" } ]')).toEqual(['1', '–', '4.0 s', '1 min 0 s']);
});

test('waits that together are longer than the limit are told', () => {
  const told = explainTime(
    specOf({ checks: '  - { id: long, limit: 3s, steps: [ { expect: "a" }, { expect: "b" } ] }' }),
  );
  expect(told).toBe(`  check                    runs   at least   if it falls silent   at most
  long                        1          –                2.0 s    13.0 s
  all, one after another      1          –                2.0 s    13.0 s
  long: its waits make 4.0 s together, but a run is ended after 3.0 s
`);
});
