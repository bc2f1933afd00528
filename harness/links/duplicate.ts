import type { Damage } from './damage.js';
import { durationSchema } from './duration.js';
import { describeWhich, nthOrShareSchema, picks, readWhich, type Which } from './which.js';
import { durationText } from './wording.js';

export interface DuplicateArgs {
  readonly which: Which;
  /** Besides the original. */
  readonly copies: number;
  /** How long after the original. */
  readonly laterMs: number;
}

/** Certain datagrams arrive more than once, the copies right behind the original unless they are late. A copy keeps its original's number. */
export const duplicate: Damage<DuplicateArgs> = {
  word: 'duplicate',
  summary: 'delivers datagrams more than once',
  schema: nthOrShareSchema('Which datagrams arrive more than once: `3`, `[3, 4]` or `10%`.'),
  modifiers: {
    copies: {
      type: 'integer',
      minimum: 1,
      maximum: 100,
      description: 'How many copies arrive besides the original. Default 1.',
    },
    later: durationSchema('How long after the original the copies arrive: `300ms`. Default: at once.'),
  },
  worksOn: ['datagram'],
  instead: 'TCP never delivers bytes twice. To test how a program cuts its stream use "pieces"',

  read(words) {
    const copies = words.has('copies') ? words.number('copies') : undefined;
    return {
      which: readWhich(words, 'duplicate'),
      copies: copies ?? 1,
      laterMs: (words.has('later') ? words.durationMs('later') : undefined) ?? 0,
    };
  },

  isByChance: ({ which }) => which.kind === 'share',

  describe({ which, copies, laterMs }) {
    const later = laterMs === 0 ? '' : `, ${durationText(laterMs)} later,`;
    return `add ${copies === 1 ? 'a copy' : `${copies} copies`}${later} of ${describeWhich(which)}`;
  },

  open({ which, copies, laterMs }, lane) {
    return {
      push(chunk) {
        lane.emit(chunk);
        if (!picks(which, chunk, lane)) return;
        const times = copies === 1 ? '' : ` ${copies} times`;
        const later = laterMs === 0 ? '' : `, ${durationText(laterMs)} later`;
        lane.decide(chunk.unit, 'added', `duplicated${times}${later}`);
        const deliver = (): void => {
          for (let copy = 0; copy < copies; copy++) lane.emit(chunk);
        };
        if (laterMs === 0) deliver();
        else lane.after(laterMs, deliver);
      },
      end: () => lane.end(),
    };
  },
};
