import { byteCountSchema, readByteCount } from './byte-count.js';
import type { Damage } from './damage.js';
import { byteText } from './wording.js';

export interface CutAfterArgs {
  readonly bytes: number;
}

/**
 * So many bytes arrive, then the connection is closed towards the receiver, politely. The other
 * direction stays open, and what the sender still says is swallowed.
 */
export const cutAfter: Damage<CutAfterArgs> = {
  word: 'cut_after',
  summary: 'closes a connection politely after so many bytes',
  schema: byteCountSchema(
    'How many bytes arrive before the connection is closed: `1000 bytes`. 0 closes it before any.',
    0,
  ),
  modifiers: {},
  worksOn: ['stream'],
  instead: 'UDP has no connection to close. To lose all that follows use "blackhole"',

  read(words) {
    return { bytes: readByteCount(words, 'cut_after') };
  },

  describe({ bytes }) {
    return `close the connection after ${byteText(bytes)}`;
  },

  open({ bytes }, lane) {
    let left = bytes;
    const cut = (unit: number): void => {
      lane.decide(unit, 'ended', `closed after ${byteText(bytes)}`);
      lane.cut();
    };
    // Not within open: the chain behind is whole only when all are open.
    if (bytes === 0) lane.after(0, () => cut(0));
    return {
      push(chunk) {
        if (left === 0) return lane.decide(chunk.unit, 'lost', 'swallowed');
        const passing = chunk.data.subarray(0, left);
        left -= passing.length;
        lane.emit({ ...chunk, data: passing });
        if (left === 0) cut(chunk.unit);
      },
      end: () => lane.end(),
    };
  },
};
