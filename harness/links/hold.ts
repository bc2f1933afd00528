import type { Damage } from './damage.js';
import { Held, holdAtMostMs } from './held.js';
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
      nth: { type: 'integer', minimum: 1, description: 'The datagram that is held, counted from 1 for each client.' },
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
    const held = new Held(lane);
    let seen = false;
    let passed = 0;
    const howMany = (): string => `${passed} of ${more} more came`;

    return {
      push(chunk) {
        if (chunk.unit === nth && !seen) {
          seen = true;
          held.hold(chunk, `held until ${more} more`, howMany);
          return;
        }
        lane.emit(chunk);
        if (held.isEmpty) return;
        passed += 1;
        if (passed === more) held.letGo(`let go behind the ${ordinal(chunk.unit)}`);
      },
      end() {
        held.letGo(`let go at the end: ${howMany()}`);
        lane.end();
      },
    };
  },
};
