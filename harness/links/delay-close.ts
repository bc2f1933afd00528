import type { Damage } from './damage.js';
import { durationSchema, readDuration } from './duration.js';
import { durationText } from './wording.js';

export interface DelayCloseArgs {
  readonly delayMs: number;
}

/** The end of the stream (FIN) arrives later than its last byte. Who waits for the end waits so long. */
export const delayClose: Damage<DelayCloseArgs> = {
  word: 'delay_close',
  summary: 'delivers the end of a stream later than its bytes',
  schema: durationSchema('How much later the FIN arrives: `2s`.'),
  modifiers: {},
  worksOn: ['stream'],
  instead: 'UDP has no connection that could be closed. To make datagrams late use "delay"',

  read(words) {
    return { delayMs: readDuration(words, 'delay_close') };
  },

  describe({ delayMs }) {
    return `deliver the FIN ${durationText(delayMs)} later`;
  },

  open({ delayMs }, lane) {
    let last = 0;
    return {
      push(chunk) {
        last = chunk.unit;
        lane.emit(chunk);
      },
      end() {
        lane.decide(last, 'ended', `the FIN behind it is ${durationText(delayMs)} late`);
        lane.after(delayMs, () => lane.end());
      },
    };
  },
};
