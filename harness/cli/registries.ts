import type { Diagnosis } from '../diagnoses/diagnosis.js';
import { frames } from '../frames/index.js';
import { damages } from '../links/index.js';
import { openLink } from '../links/relay.js';
import { steps } from '../steps/index.js';
import { groupTransport, secureTransport, transports } from '../transports/index.js';

/** The families of plug-ins that a run needs, as one value to be handed down. Only the command line knows all of them. */
export const registries = {
  steps,
  frames,
  damages,
  transports,
  secureTransport,
  groupTransport,
  openLink,
};

/** The known mistakes. Nobody needs them before a first check has been run. */
export async function loadDiagnoses(): Promise<readonly Diagnosis[]> {
  const { diagnoses } = await import('../diagnoses/index.js');
  return diagnoses;
}
