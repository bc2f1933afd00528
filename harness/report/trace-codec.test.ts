import { constants } from 'node:buffer';
import { expect, test } from 'vitest';
import type { RunTrace, TraceEvent } from '../model/trace.js';
import { decodeTraces, encodeTrace } from './trace-codec.js';

const names = { spec: 'echo', submission: 'ada' };

const traceOf = (run: string, events: readonly TraceEvent[]): RunTrace => ({ check: run, run, sizes: {}, events });

/** All byte values, over and over. */
function someBytes(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => at % 256);
}

const received = (data: Uint8Array): TraceEvent => ({ atMs: 1, type: 'received', actor: 'c', flow: '1', data });

/** The same bytes in blocks of another size, so that lines and characters are cut anywhere. */
async function* inPieces(blocks: Iterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  const all = Buffer.concat([...blocks]);
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
}

test.each([1, 7, 65_536, 100_000_000])('what was written is read, in pieces of %i bytes', async (size) => {
  const runs = [
    traceOf('a', [received(someBytes(3000)), { atMs: 2, type: 'handshake', actor: 'c', why: 'größer\u2028€' }]),
    traceOf('b', []),
    traceOf('c', [received(new Uint8Array()), received(someBytes(300_000))]),
  ];
  const written = runs.flatMap((run) => [...encodeTrace(names, run)]);
  expect(await decodeTraces(inPieces(written, size))).toEqual(runs);
});

test('more than the longest string can hold is written, never much of it at once', () => {
  const mebibyte = received(someBytes(1_048_576));
  const enough = Math.ceil(constants.MAX_STRING_LENGTH / 1_048_576);
  let written = 0;
  let longest = 0;
  for (const block of encodeTrace(
    names,
    traceOf(
      'a',
      Array.from({ length: enough }, () => mebibyte),
    ),
  )) {
    written += block.length;
    longest = Math.max(longest, block.length);
    expect(block.at(-1)).toBe(0x0a);
  }
  expect(written).toBeGreaterThan(constants.MAX_STRING_LENGTH);
  expect(longest).toBeLessThan(2_000_000);
});
