import type { JsonSchema, Words } from '../model/language.js';

/** The form of every duration that a damage takes. */
export function durationSchema(description: string): JsonSchema {
  return { type: 'string', pattern: '^\\d+(\\.\\d+)?(ms|s|m)$', description, examples: ['300ms', '2s'] };
}

/** A duration that makes a difference: one of nothing would be a damage that does none. */
export function readDuration(words: Words, word: string): number {
  const ms = words.durationMs(word);
  // Undefined: the reader has reported it already.
  if (ms === undefined) return 1;
  if (ms === 0) {
    words.problem({
      code: 'E042',
      at: word,
      message: `"${word}: ${String(words.data(word))}" changes nothing, so a check under it proves nothing`,
      suggestion: `leave "${word}" out, or write a time like 300ms`,
    });
  }
  return ms;
}
