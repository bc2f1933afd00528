import { batch } from './batch.js';
import { blackhole } from './blackhole.js';
import { bursts } from './bursts.js';
import { corrupt } from './corrupt.js';
import { cutAfter } from './cut-after.js';
import type { Damage } from './damage.js';
import { delayClose } from './delay-close.js';
import { delay } from './delay.js';
import { dropFin } from './drop-fin.js';
import { drop } from './drop.js';
import { duplicate } from './duplicate.js';
import { glue } from './glue.js';
import { hold } from './hold.js';
import { inject } from './inject.js';
import { loss } from './loss.js';
import { mtu } from './mtu.js';
import { pieces } from './pieces.js';
import { profile } from './profile.js';
import { rate } from './rate.js';
import { refuse } from './refuse.js';
import { reorder } from './reorder.js';
import { replay } from './replay.js';
import { reset } from './reset.js';
import { rewrite } from './rewrite.js';
import { sliver } from './sliver.js';
import { spoof } from './spoof.js';
import { stall } from './stall.js';
import { swap } from './swap.js';
import { truncate } from './truncate.js';

/** Every kind of damage, by its word: what befalls datagrams, what befalls both, and what befalls streams. */
export const damages = {
  drop,
  loss,
  bursts,
  duplicate,
  replay,
  inject,
  swap,
  hold,
  reorder,
  corrupt,
  truncate,
  mtu,
  spoof,
  batch,
  blackhole,
  refuse,
  delay,
  rate,
  profile,
  pieces,
  sliver,
  glue,
  stall,
  rewrite,
  cut_after: cutAfter,
  reset,
  delay_close: delayClose,
  drop_fin: dropFin,
} as const satisfies Record<string, Damage>;
