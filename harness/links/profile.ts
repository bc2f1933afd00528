import type { Medium } from '../model/language.js';
import type { Damage, DamagedLane, Lane } from './damage.js';
import { delay } from './delay.js';
import { inARow } from './in-a-row.js';
import { loss } from './loss.js';
import { profiles, type Line } from './profiles.js';
import { rate, usualQueue } from './rate.js';
import { durationText, percentText, rateText } from './wording.js';

export interface ProfileArgs {
  readonly name: string;
}

/**
 * A link as it is found in the world: a rate, a delay and a loss for each direction, which are the damages of
 * those names. On a stream nothing is lost: what TCP sees of a loss is part of the delay.
 */
export const profile: Damage<ProfileArgs> = {
  word: 'profile',
  summary: 'makes the link like one of a certain kind',
  schema: { enum: Object.keys(profiles), description: 'The kind of link. Losses befall datagrams only.' },
  modifiers: {},
  worksOn: ['datagram', 'stream'],
  instead: '',

  read(words) {
    return { name: words.text('profile') ?? '' };
  },

  describe({ name }) {
    const { up, down } = lines(name);
    return up === down
      ? `be like ${name} (${describeLine(up)})`
      : `be like ${name} (up ${describeLine(up)}; down ${describeLine(down)})`;
  },

  open({ name }, lane) {
    return inARow(lane, damagesOf(lines(name)[lane.direction], lane.medium));
  },
};

/** A line loses, then it is slow, then it is long. */
function damagesOf({ loss: share, bitsPerSecond, delayMs }: Line, medium: Medium): ((lane: Lane) => DamagedLane)[] {
  const slow =
    bitsPerSecond === undefined ? [] : [(lane: Lane) => rate.open({ bitsPerSecond, queue: usualQueue }, lane)];
  const lossy = share === 0 || medium === 'stream' ? [] : [(lane: Lane) => loss.open({ share }, lane)];
  const late = { delayMs, jitterMs: 0, shape: 'uniform', which: { kind: 'every' }, inOrder: true } as const;
  return [...lossy, ...slow, (lane) => delay.open(late, lane)];
}

function lines(name: string): { readonly up: Line; readonly down: Line } {
  const found = profiles[name];
  if (found === undefined) throw new Error(`there is no profile "${name}"`);
  return found;
}

/** `330 kbit/s, 100 ms`. */
export function describeLine({ bitsPerSecond, delayMs, loss: share }: Line): string {
  return [
    ...(bitsPerSecond === undefined ? [] : [rateText(bitsPerSecond)]),
    durationText(delayMs),
    ...(share === 0 ? [] : [`${percentText(share)} lost`]),
  ].join(', ');
}
