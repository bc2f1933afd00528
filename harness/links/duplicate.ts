import type { Damage } from './damage.js';
import { describeWhich, nthOrShareSchema, picks, readWhich, type Which } from './which.js';

export interface DuplicateArgs {
  readonly which: Which;
  /** Besides the original. */
  readonly copies: number;
}

/** Certain datagrams arrive more than once, the copies right behind the original. A copy keeps its original's number. */
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
  },
  worksOn: ['datagram'],
  instead: 'TCP never delivers bytes twice. To test how a program cuts its stream use "pieces"',

  read(words) {
    const copies = words.has('copies') ? words.number('copies') : undefined;
    return { which: readWhich(words, 'duplicate'), copies: copies ?? 1 };
  },

  isByChance: ({ which }) => which.kind === 'share',

  describe({ which, copies }) {
    return `add ${copies === 1 ? 'a copy' : `${copies} copies`} of ${describeWhich(which)}`;
  },

  open({ which, copies }, lane) {
    return {
      push(chunk) {
        lane.emit(chunk);
        if (!picks(which, chunk, lane)) return;
        lane.decide(chunk.unit, copies === 1 ? 'duplicated' : `duplicated ${copies} times`);
        for (let copy = 0; copy < copies; copy++) lane.emit(chunk);
      },
      end: () => lane.end(),
    };
  },
};
