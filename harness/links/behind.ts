import type { JsonSchema, Words } from '../model/language.js';

/** `behind`, beside the damages that add a datagram of another time. */
export const behindSchema: JsonSchema = {
  type: 'integer',
  minimum: 1,
  description: 'The datagram behind which it comes, counted from 1 for each client.',
};

export function readBehind(words: Words): number | undefined {
  return words.has('behind') ? words.number('behind') : undefined;
}
