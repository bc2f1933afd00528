import type { Chunk, Damage } from './damage.js';
import { holdAtMostMs } from './holding.js';
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
    let held: Chunk | undefined;

    function letGo(why: string): void {
      if (held === undefined) return;
      const chunk = held;
      held = undefined;
      lane.decide(chunk.unit, 'late', why);
      lane.emit(chunk);
    }

    function hold(chunk: Chunk): void {
      held = chunk;
      lane.decide(chunk.unit, 'late', 'held for the next');
      lane.after(holdAtMostMs, () => {
        if (held === chunk) letGo(`let go after ${durationText(holdAtMostMs)}: no other came`);
      });
    }

    return {
      push(chunk) {
        if (held === undefined && lane.chance(chunk.unit) < share) return hold(chunk);
        lane.emit(chunk);
        letGo(`let go behind the ${ordinal(chunk.unit)}`);
      },
      end() {
        letGo('let go at the end: no other came');
        lane.end();
      },
    };
  },
};
