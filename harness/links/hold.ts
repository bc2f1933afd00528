import type { Chunk, Damage } from './damage.js';
import { holdAtMostMs } from './holding.js';
import { durationText, ordinal } from './wording.js';

export interface HoldArgs {
  readonly nth: number;
  /** How many others pass before it goes on. */
  readonly more: number;
}

/**
 * One datagram is held until so many others have passed. If they do not come it is let go after
 * `holdAtMostMs`, and the log says so; one that is held when the link is closed is lost with the link.
 */
export const hold: Damage<HoldArgs> = {
  word: 'hold',
  summary: 'holds one datagram back until others have passed it',
  schema: {
    type: 'object',
    description: 'Which datagram is held, and until when.',
    additionalProperties: false,
    required: ['nth', 'until'],
    properties: {
      nth: { type: 'integer', minimum: 1, description: 'The datagram that is held, counted from 1 in each flow.' },
      until: {
        type: 'string',
        pattern: '^0*[1-9]\\d* more$',
        description: `How many others pass before it goes on: \`2 more\`. If they do not come, it goes on after ${durationText(holdAtMostMs)}.`,
      },
    },
  },
  modifiers: {},
  worksOn: ['datagram'],
  instead: 'TCP keeps its order. To make the stream wait use "stall"',

  read(words) {
    const inner = words.inside('hold');
    return { nth: inner.number('nth') ?? 1, more: Number.parseInt(String(inner.data('until')), 10) };
  },

  describe({ nth, more }) {
    return `hold, until ${more} more ${more === 1 ? 'has' : 'have'} passed, the ${ordinal(nth)} datagram`;
  },

  open({ nth, more }, lane) {
    let held: Chunk | undefined;
    let seen = false;
    let passed = 0;

    function letGo(why: string): void {
      if (held === undefined) return;
      const chunk = held;
      held = undefined;
      lane.decide(chunk.unit, 'late', why);
      lane.emit(chunk);
    }

    return {
      push(chunk) {
        if (chunk.unit === nth && !seen) {
          seen = true;
          held = chunk;
          lane.decide(nth, 'late', `held until ${more} more`);
          lane.after(holdAtMostMs, () =>
            letGo(`let go after ${durationText(holdAtMostMs)}: ${passed} of ${more} more came`),
          );
          return;
        }
        lane.emit(chunk);
        if (held === undefined) return;
        passed += 1;
        if (passed === more) letGo(`let go behind the ${ordinal(chunk.unit)}`);
      },
      end() {
        letGo(`let go at the end: ${passed} of ${more} more came`);
        lane.end();
      },
    };
  },
};
