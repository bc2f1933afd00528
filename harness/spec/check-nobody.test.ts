import { expect, test } from 'vitest';
import { stepsOf } from './spec-of.test-support.js';

const client = (command: string): { programs: string; peers: string; top: string } => ({
  programs: `programs: { client: { run: "${command}", start: by step } }`,
  peers: 'peers: { s: { listen: tcp }, other: { listen: udp } }',
  top: 'frame: line',
});

const twice = `- start: { client: { port: unused } }
- client: { exits: nonzero }
- start: { client: { port: s } }
- s: { expect: "hello" }`;

test('a client that is started once more, with another port, may be expected', () => {
  expect(stepsOf(twice, client('./client ${host} ${port}'))).toHaveLength(4);
});

test('a client that is told a second port may come there', () => {
  const steps = '- start: { client: { port: unused } }\n- other: { expect: "hello" }';
  expect(stepsOf(steps, client('./client ${port} ${port.other}'))).toHaveLength(2);
});

test('a group is heard without a port', () => {
  const steps = '- start: { client: { port: unused } }\n- circle: { expect: "hello" }';
  const peers = 'peers: { s: { listen: tcp }, circle: { joins: multicast } }';
  expect(stepsOf(steps, { ...client('./client ${port}'), peers, top: '' })).toHaveLength(2);
});
