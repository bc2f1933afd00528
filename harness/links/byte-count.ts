import type { JsonSchema, Words } from '../model/language.js';

/** A number of bytes, with its unit or without: `512`, `512 bytes`. */
export function byteCountSchema(description: string, least: 0 | 1): JsonSchema {
  const digits = least === 0 ? '\\d+' : '0*[1-9]\\d*';
  return {
    description,
    anyOf: [
      { type: 'integer', minimum: least },
      { type: 'string', pattern: `^${digits} bytes?$`, description: 'so many bytes: `512`, or `512 bytes`' },
    ],
    examples: ['1 byte', '100 bytes', 512],
  };
}

/** Reads what `byteCountSchema` allows. */
export function readByteCount(words: Words, word: string): number {
  const written = words.data(word);
  return typeof written === 'number' ? written : Number.parseInt(String(written), 10);
}
