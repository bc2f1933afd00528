import type { Damage } from './damage.js';
import { Held, holdAtMostMs } from './held.js';
import { percentSchema, readShare } from './which.js';
import { durationText, ordinal, percentText } from './wording.js';

export interface ReorderArgs {
  readonly share: number;
}

/**
 * Datagrams by chance are overtaken by the one behind them. If none comes, the held one goes on after
 * `holdAtMostMs`, and the log says so. One that overtakes is never held itself.
 */
export const reorder: Damage<ReorderArgs> = {
  word: 'reorder',
  summary: 'lets datagrams be overtaken, by chance',
  schema: percentSchema(
    `The chance of each datagram to be overtaken by the next: \`10%\`. If none comes, it goes on after ${durationText(holdAtMostMs)}.`,
  ),
  modifiers: {},
  worksOn: ['datagram'],
  instead: 'TCP keeps its order. To test how a program cuts its stream use "pieces"',

  read(words) {
    return { share: readShare(words, 'reorder') };
  },

  isByChance: () => true,

  describe({ share }) {
    return `let ${percentText(share)} of the datagrams be overtaken`;
  },

  open({ share }, lane) {
    const held = new Held(lane);

    return {
      push(chunk) {
        if (held.isEmpty && lane.chance(chunk.unit) < share)
          return held.hold(chunk, 'held for the next', () => 'no other came');
        lane.emit(chunk);
        held.letGo(`let go behind the ${ordinal(chunk.unit)}`);
      },
      end() {
        held.letGo('let go at the end: no other came');
        lane.end();
      },
    };
  },
};
