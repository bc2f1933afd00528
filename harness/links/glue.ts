import { concat } from '../model/bytes.js';
import type { Chunk, Damage } from './damage.js';
import { durationSchema, readDuration } from './duration.js';
import { durationText } from './wording.js';

export interface GlueArgs {
  readonly gatherMs: number;
}

/**
 * What is sent within so long arrives in one piece, as TCP is free to deliver it: two messages in one recv.
 * The time begins with the first byte that waits. The end of the stream ends the waiting.
 */
export const glue: Damage<GlueArgs> = {
  word: 'glue',
  summary: 'makes what is sent at different times arrive in one piece',
  schema: durationSchema('How long bytes are gathered: `20ms`.'),
  modifiers: {},
  worksOn: ['stream'],
  instead: 'Two datagrams never become one. To make several arrive together use "batch"',

  read(words) {
    return { gatherMs: readDuration(words, 'glue') };
  },

  describe({ gatherMs }) {
    return `glue together what is sent within ${durationText(gatherMs)}`;
  },

  open({ gatherMs }, lane) {
    let waiting: Chunk[] = [];

    function letGo(): void {
      const [first] = waiting;
      if (first === undefined) return;
      const data = concat(waiting.map((chunk) => chunk.data));
      waiting = [];
      lane.emit({ ...first, data });
    }

    return {
      push(chunk) {
        const [first] = waiting;
        waiting.push(chunk);
        if (first === undefined) lane.after(gatherMs, letGo);
        else lane.decide(chunk.unit, 'recut', `glued to no. ${first.unit}`);
      },
      end() {
        letGo();
        lane.end();
      },
    };
  },
};
