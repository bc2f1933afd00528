/**
 * Chance that depends on nothing but the words it is asked with, so that the order of unrelated
 * events changes nothing. Not for secrets.
 */
export function hash(...words: readonly (string | number)[]): number {
  const text = words.join('\u0000');
  // Two 32-bit lanes of multiply-and-xor with a final avalanche: well spread also for words that differ in one digit.
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return (high & 0x1fffff) * 0x100000000 + (low >>> 0);
}

/** A number in [0, 1) that depends on nothing but the words. */
export function chance(...words: readonly (string | number)[]): number {
  return hash(...words) / 0x20000000000000;
}

/** Endless 32-bit numbers from a seed (xorshift128), for payloads. */
export function generator(...words: readonly (string | number)[]): () => number {
  let [a, b, c, d] = [0, 1, 2, 3].map((lane) => (hash(...words, lane) >>> 0) | 1) as [number, number, number, number];
  return () => {
    const t = d ^ (d << 11);
    d = c;
    c = b;
    b = a;
    a = (a ^ (a >>> 19) ^ t ^ (t >>> 8)) >>> 0;
    return a;
  };
}
