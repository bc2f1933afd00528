import { indexOfBytes } from '../model/bytes.js';
import { terminated } from './terminated.js';

const CRLF = Uint8Array.of(0x0d, 0x0a);

/** Lines end with CR LF and nothing else (as in RFC 5321 and RFC 9112). */
export const crlf = terminated({
  word: 'crlf',
  summary: 'a message ends with \\r\\n',
  end: CRLF,
  endName: 'its line end (0d 0a)',
  find: (arrived) => {
    const at = indexOfBytes(arrived, CRLF);
    return at < 0 ? undefined : { length: at, consumed: at + 2 };
  },
});
