import { linkSwitch } from './link-switch.js';

/** Nothing is lost: it all arrives, in its order, once the link is resumed. */
export const pause = linkSwitch(
  'pause',
  'holds all that crosses the link, both ways, until `resume`',
  'hold everything',
);
