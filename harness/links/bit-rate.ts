import type { JsonSchema, Words } from '../model/language.js';

const bitsPerUnit: Readonly<Record<string, number>> = { bit: 1, kbit: 1000, Mbit: 1_000_000 };

/** The form of every rate: `1Mbit`, in a second. As everywhere in networks, k is 1,000. */
export function rateSchema(description: string): JsonSchema {
  return { type: 'string', pattern: '^\\d+(\\.\\d+)?(bit|kbit|Mbit)$', description, examples: ['1Mbit', '56kbit'] };
}

/** A rate in bits in a second; one of nothing would be a line through which nothing ever passes. */
export function readRate(words: Words, word: string): number {
  const [, amount, unit = ''] = /^([\d.]+)(bit|kbit|Mbit)$/.exec(String(words.data(word))) ?? [];
  const bitsPerSecond = Number(amount) * (bitsPerUnit[unit] ?? 1);
  if (bitsPerSecond > 0) return bitsPerSecond;
  words.problem({
    code: 'E042',
    at: word,
    message: `through a line of ${String(words.data(word))} nothing ever passes`,
    suggestion: 'write a rate like 56kbit; to swallow everything use "blackhole"',
  });
  return 1;
}
