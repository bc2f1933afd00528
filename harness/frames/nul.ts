import { indexOfByte } from '../model/bytes.js';
import { terminated } from './terminated.js';

/** Messages end with one zero byte (as in RFC 913). */
export const nul = terminated({
  word: 'nul',
  summary: 'a message ends with a zero byte',
  end: Uint8Array.of(0),
  endName: 'its zero byte (00)',
  find: (arrived) => {
    const at = indexOfByte(arrived, 0);
    return at < 0 ? undefined : { length: at, consumed: at + 1 };
  },
});
