/** Sizes that programs give to recv: powers of two, and some round numbers. */
export function isBufferSize(count: number): boolean {
  return ROUND.has(count) || (count >= 16 && count <= 65_536 && Number.isInteger(Math.log2(count)));
}

const ROUND = new Set([
  20, 50, 100, 200, 255, 500, 1000, 1023, 1400, 1460, 1500, 2000, 4000, 4095, 5000, 8000, 8191, 10_000, 65_507, 65_535,
]);
