import type { Damage } from './damage.js';
import { durationSchema, readDuration } from './duration.js';
import { describeWhich, nthSchema, picks, readWhich, type Which } from './which.js';
import { durationText } from './wording.js';

export interface DelayArgs {
  readonly delayMs: number;
  /** The delay is up to so much longer or shorter, by chance. */
  readonly jitterMs: number;
  readonly which: Which;
  readonly inOrder: boolean;
}

/**
 * What is sent arrives later, to about ±2 ms. Datagrams may overtake each other unless `in_order`;
 * a stream keeps its order always, and its end is delayed like its bytes.
 */
export const delay: Damage<DelayArgs> = {
  word: 'delay',
  summary: 'delivers later',
  schema: durationSchema('How much later: `300ms`.'),
  modifiers: {
    jitter: durationSchema('Up to so much more or less, by chance: `50ms`. Default 0ms.'),
    nth: nthSchema(
      'Which datagrams are delayed: `2` or `[2, 5]`. Default: all. For UDP; where a stream is cut depends on timing.',
    ),
    in_order: {
      type: 'boolean',
      description:
        'Nothing overtakes: what comes behind a delayed datagram waits for it. Default false. TCP always keeps its order.',
    },
  },
  worksOn: ['datagram', 'stream'],
  instead: '',

  read(words) {
    return {
      delayMs: readDuration(words, 'delay'),
      jitterMs: (words.has('jitter') ? words.durationMs('jitter') : undefined) ?? 0,
      which: words.has('nth') ? readWhich(words, 'nth') : { kind: 'every' },
      inOrder: words.has('in_order') && words.data('in_order') === true,
    };
  },

  describe({ delayMs, jitterMs, which, inOrder }) {
    const jitter = jitterMs === 0 ? '' : ` ± ${durationText(jitterMs)}`;
    const whose = which.kind === 'every' ? 'everything' : describeWhich(which);
    return `add ${durationText(delayMs)}${jitter} of delay${inOrder ? ', in order,' : ''} to ${whose}`;
  },

  open({ delayMs, jitterMs, which, inOrder }, lane) {
    const queue: { due: boolean; readonly go: () => void }[] = [];

    function later(waitMs: number, go: () => void): void {
      if (!inOrder && lane.medium === 'datagram') {
        if (waitMs === 0) go();
        else lane.after(waitMs, go);
        return;
      }
      // Each waits out its own delay, and then for those before it: no clock is needed and delays do not add up.
      const place = { due: false, go };
      queue.push(place);
      const arrive = (): void => {
        place.due = true;
        while (queue[0]?.due === true) queue.shift()?.go();
      };
      if (waitMs === 0) arrive();
      else lane.after(waitMs, arrive);
    }

    return {
      push(chunk) {
        if (!picks(which, chunk, lane)) return later(0, () => lane.emit(chunk));
        const spread = (lane.chance(chunk.unit) * 2 - 1) * jitterMs;
        const waitMs = Math.max(0, Math.round(delayMs + spread));
        lane.decide(chunk.unit, `delayed ${durationText(waitMs)}`);
        later(waitMs, () => lane.emit(chunk));
      },
      end: () => later(delayMs, () => lane.end()),
    };
  },
};
