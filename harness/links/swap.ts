import type { Chunk, Damage } from './damage.js';
import { holdAtMostMs } from './held.js';
import { durationText, ordinal } from './wording.js';

export interface SwapArgs {
  readonly earlier: number;
  readonly later: number;
}

/**
 * Two datagrams change places: the earlier one, and all between the two, wait for the later one. If it
 * does not come they are let go in their own order after `holdAtMostMs`, and the log says so; what is
 * held when the link is closed is lost with the link.
 */
export const swap: Damage<SwapArgs> = {
  word: 'swap',
  summary: 'makes two datagrams change places',
  schema: {
    type: 'array',
    description: `The two that change places: \`[4, 5]\`. If the later one does not come, the earlier goes on after ${durationText(holdAtMostMs)}.`,
    items: { type: 'integer', minimum: 1, description: 'A datagram, counted from 1 for each client.' },
    minItems: 2,
    maxItems: 2,
    uniqueItems: true,
  },
  modifiers: {},
  worksOn: ['datagram'],
  instead: 'TCP keeps its order. To test how a program cuts its stream use "pieces"',

  read(words) {
    const [earlier = 1, later = 2] = (words.data('swap') as number[]).toSorted((a, b) => a - b);
    return { earlier, later };
  },

  describe({ earlier, later }) {
    return `swap the ${ordinal(earlier)} and ${ordinal(later)} datagrams`;
  },

  open({ earlier, later }, lane) {
    let held: Chunk[] = [];
    let over = false;

    function letGo(why: string): void {
      if (over || held.length === 0) return;
      over = true;
      lane.decide(earlier, 'late', why);
      for (const chunk of held) lane.emit(chunk);
      held = [];
    }

    return {
      push(chunk) {
        if (over || (held.length === 0 && chunk.unit !== earlier)) {
          lane.emit(chunk);
        } else if (chunk.unit === later) {
          over = true;
          const [first, ...between] = held;
          lane.decide(later, 'late', `swapped with the ${ordinal(earlier)}`);
          for (const next of [chunk, ...between, ...(first ? [first] : [])]) lane.emit(next);
          held = [];
        } else {
          if (held.length === 0) {
            lane.decide(earlier, 'late', `held for the ${ordinal(later)}`);
            lane.after(holdAtMostMs, () =>
              letGo(`let go after ${durationText(holdAtMostMs)}: the ${ordinal(later)} did not come`),
            );
          }
          held.push(chunk);
        }
      },
      end() {
        letGo(`let go at the end: the ${ordinal(later)} did not come`);
        lane.end();
      },
    };
  },
};
