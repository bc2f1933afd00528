import { expect, test } from 'vitest';
import { loadSpec } from '../cli/load-spec.js';
import { unknownPlace } from './unknown-places.js';

const { spec } = loadSpec('tcp-echo');

test.each([
  ['./server ${port}', undefined],
  ['./server ${port}-${host}', undefined],
  ['./server {port} $port } ${', undefined],
  ['./server ${port', undefined],
  ['./server ${prt}', '${prt} stands for nothing (did you mean ${port}?)'],
  ['./server x${port}y${prt}z', '${prt} stands for nothing (did you mean ${port}?)'],
  ['sh -c ${mine}', undefined],
])('%s', (command, problem) => {
  expect(unknownPlace(command.split(' '), spec)).toBe(problem);
});

test('places that are never closed take no time', { timeout: 20_000 }, () => {
  expect(unknownPlace(['./server', '${'.repeat(150_000)], spec)).toBe(undefined);
});
