import { blackhole } from './blackhole.js';
import { corrupt } from './corrupt.js';
import { cutAfter } from './cut-after.js';
import type { Damage } from './damage.js';
import { delay } from './delay.js';
import { drop } from './drop.js';
import { duplicate } from './duplicate.js';
import { hold } from './hold.js';
import { loss } from './loss.js';
import { pieces } from './pieces.js';
import { reset } from './reset.js';
import { sliver } from './sliver.js';
import { stall } from './stall.js';
import { swap } from './swap.js';
import { truncate } from './truncate.js';

/** Every kind of damage, by its word: first what befalls datagrams, then what befalls streams; `delay` befalls both. */
export const damages = {
  drop,
  loss,
  duplicate,
  swap,
  hold,
  corrupt,
  truncate,
  blackhole,
  delay,
  pieces,
  sliver,
  stall,
  cut_after: cutAfter,
  reset,
} as const satisfies Record<string, Damage>;
