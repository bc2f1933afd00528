import { expect, test } from 'vitest';
import { toBytes } from '../model/bytes.js';
import { tailOf, TAIL_BYTES } from './output-tail.js';

const head = 'java.net.SocketException: Connection reset\n';
const frame = '\tat java.base/java.net.Socket.read(Socket.java:1)\n';

function tail(text: string): string {
  return new TextDecoder().decode(tailOf(toBytes(text)));
}

test('the end of an output', () => {
  expect(tail('line\n'.repeat(9000))).toHaveLength(TAIL_BYTES);
});

test('a stack trace that the cut would behead begins with its first line', () => {
  expect(tail('line\n'.repeat(9000) + head + frame.repeat(100))).toBe(head + frame.repeat(100));
});

test('but no more is shown than twice as much', () => {
  expect(tail('line\n'.repeat(9000) + head + frame.repeat(1000))).toHaveLength(TAIL_BYTES);
});
