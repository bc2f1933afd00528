import { diagnoses } from '../diagnoses/index.js';
import { frames } from '../frames/index.js';
import { damages } from '../links/index.js';
import { openLink } from '../links/relay.js';
import { steps } from '../steps/index.js';
import { transports } from '../transports/index.js';

/** Every family of plug-ins, as one value to be handed down. Only the command line knows all of them. */
export const registries = {
  steps,
  frames,
  damages,
  transports,
  openLink,
  diagnoses,
};
