import type { JsonSchema } from '../model/language.js';

/** `at`, beside the damages that change bytes. */
export const offsetSchema: JsonSchema = {
  type: 'integer',
  minimum: 0,
  description: 'Offset of the first byte that is changed, counted from 0: in the datagram, or in the stream.',
};
