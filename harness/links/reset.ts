import type { Damage } from './damage.js';
import { byteText } from './wording.js';

export interface ResetArgs {
  /** How many bytes arrive before; 0: none, the connection is reset as soon as it is open. */
  readonly afterBytes: number;
}

/** The connection is reset (RST) in both directions, as when a machine in between loses its memory. */
export const reset: Damage<ResetArgs> = {
  word: 'reset',
  summary: 'resets a connection',
  schema: {
    type: 'string',
    pattern: '^(now|after \\d+ bytes?)$',
    description: 'When: `after 100 bytes`, or `now` for as soon as it is open.',
    examples: ['now', 'after 100 bytes'],
  },
  modifiers: {},
  worksOn: ['stream'],
  instead: 'UDP has no connection to reset. To lose all that follows use "blackhole"',

  read(words) {
    const written = String(words.data('reset'));
    return { afterBytes: written === 'now' ? 0 : Number.parseInt(written.slice('after '.length), 10) };
  },

  describe({ afterBytes }) {
    return `reset the connection ${afterBytes === 0 ? 'at once' : `after ${byteText(afterBytes)}`}`;
  },

  open({ afterBytes }, lane) {
    let left = afterBytes;
    const breakOff = (unit: number): void => {
      lane.decide(unit, 'ended', afterBytes === 0 ? 'reset at once' : `reset after ${byteText(afterBytes)}`);
      lane.reset();
    };
    // Not within open: there is no connection before all are open.
    if (afterBytes === 0) lane.after(0, () => breakOff(0));
    return {
      push(chunk) {
        if (left === 0) return;
        const passing = chunk.data.subarray(0, left);
        left -= passing.length;
        lane.emit({ ...chunk, data: passing });
        if (left === 0) breakOff(chunk.unit);
      },
      end() {
        if (left > 0) lane.end();
      },
    };
  },
};
