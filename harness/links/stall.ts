import { byteCountSchema, readByteCount } from './byte-count.js';
import type { Chunk, Damage } from './damage.js';
import { durationSchema, readDuration } from './duration.js';
import { byteText, durationText } from './wording.js';

export interface StallArgs {
  readonly stallMs: number;
  readonly afterBytes: number;
}

/**
 * The stream stops once for so long. The stop begins when there is a byte to be stopped, so that it
 * is felt however late the sender goes on.
 */
export const stall: Damage<StallArgs> = {
  word: 'stall',
  summary: 'stops a stream for some time',
  schema: durationSchema('How long the stream stops, once: `3s`.'),
  modifiers: {
    after: byteCountSchema('How many bytes pass before: `100 bytes`. Default 0.', 0),
  },
  worksOn: ['stream'],
  instead: 'To make datagrams late use "delay", to hold one back "hold"',

  read(words) {
    return {
      stallMs: readDuration(words, 'stall'),
      afterBytes: words.has('after') ? readByteCount(words, 'after') : 0,
    };
  },

  describe({ stallMs, afterBytes }) {
    const after = afterBytes === 0 ? '' : ` after ${byteText(afterBytes)}`;
    return `stall the stream for ${durationText(stallMs)}${after}`;
  },

  open({ stallMs, afterBytes }, lane) {
    const held: Chunk[] = [];
    let free = afterBytes;
    let state: 'before' | 'stalled' | 'over' = 'before';
    let ended = false;

    function goOn(): void {
      state = 'over';
      for (const chunk of held.splice(0)) lane.emit(chunk);
      if (ended) lane.end();
    }

    return {
      push(chunk) {
        if (state === 'stalled') held.push(chunk);
        else if (state === 'over' || chunk.data.length <= free) {
          free -= chunk.data.length;
          lane.emit(chunk);
        } else {
          state = 'stalled';
          lane.decide(chunk.unit, 'late', `stalled for ${durationText(stallMs)}`);
          lane.after(stallMs, goOn);
          held.push({ ...chunk, data: chunk.data.subarray(free) });
          if (free > 0) lane.emit({ ...chunk, data: chunk.data.subarray(0, free) });
        }
      },
      end() {
        ended = true;
        if (state !== 'stalled') lane.end();
      },
    };
  },
};
