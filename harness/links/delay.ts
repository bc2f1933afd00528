import type { Damage } from './damage.js';
import { demandDatagrams } from './datagrams-only.js';
import { durationSchema, readDuration } from './duration.js';
import { shapes, spread, type Shape } from './jitter.js';
import { describeWhich, nthSchema, picks, readWhich, type Which } from './which.js';
import { durationText } from './wording.js';

export interface DelayArgs {
  readonly delayMs: number;
  /** How far the delay is spread, by chance. */
  readonly jitterMs: number;
  readonly shape: Shape;
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
    shape: {
      enum: shapes,
      description:
        'How the jitter is spread: evenly (`uniform`, the default), most near the middle (`normal`), or with a long tail of late ones (`pareto`). Then `jitter` is the standard deviation.',
    },
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
    demandDatagrams(words, 'nth', 'TCP has no datagrams to choose from; to stop the stream once use "stall"');
    demandDatagrams(words, 'in_order', 'leave it out: TCP always keeps its order');
    if (words.has('shape') && !words.has('jitter')) {
      words.problem({
        code: 'E042',
        at: 'shape',
        message: '"shape" says how the jitter is spread, but there is none',
        suggestion: 'add "jitter", like jitter: 50ms',
      });
    }
    return {
      delayMs: readDuration(words, 'delay'),
      jitterMs: (words.has('jitter') ? words.durationMs('jitter') : undefined) ?? 0,
      shape: words.has('shape') ? (words.data('shape') as Shape) : 'uniform',
      which: words.has('nth') ? readWhich(words, 'nth') : { kind: 'every' },
      inOrder: words.has('in_order') && words.data('in_order') === true,
    };
  },

  describe({ delayMs, jitterMs, shape, which, inOrder }) {
    const form = shape === 'uniform' ? '' : ` (${shape})`;
    const jitter = jitterMs === 0 ? '' : ` ± ${durationText(jitterMs)}${form}`;
    const whose = which.kind === 'every' ? 'everything' : describeWhich(which);
    return `add ${durationText(delayMs)}${jitter} of delay${inOrder ? ', in order,' : ''} to ${whose}`;
  },

  open({ delayMs, jitterMs, shape, which, inOrder }, lane) {
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
        const jitter = jitterMs === 0 ? 0 : jitterMs * spread(shape, (salt) => lane.chance(chunk.unit, salt));
        const waitMs = Math.max(0, Math.round(delayMs + jitter));
        lane.decide(chunk.unit, 'late', `delayed ${durationText(waitMs)}`);
        later(waitMs, () => lane.emit(chunk));
      },
      end: () => later(delayMs, () => lane.end()),
    };
  },
};
