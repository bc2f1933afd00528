import { indexOfByte } from '../model/bytes.js';
import { terminated } from './terminated.js';

const LF = 0x0a;
const CR = 0x0d;

/** Lines end with LF; CR LF is accepted too, since half of the world's text protocols write it. */
export const line = terminated({
  word: 'line',
  summary: 'a message ends with \\n (\\r\\n is accepted)',
  end: Uint8Array.of(LF),
  endName: 'its line end (0a)',
  find: (arrived) => {
    const at = indexOfByte(arrived, LF);
    if (at < 0) return undefined;
    return { length: arrived[at - 1] === CR ? at - 1 : at, consumed: at + 1 };
  },
});
