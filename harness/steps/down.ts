import { linkSwitch } from './link-switch.js';

/** As when the machine in between is switched off. */
export const down = linkSwitch(
  'down',
  'switches the link off: datagrams are lost, connections are reset and new ones refused, until `up`',
  'go down',
);
