import type { Diagnosis } from './diagnosis.js';
import { flowsOf } from './flows.js';
import { isServer, outlived } from './programs.js';
import { sayCount } from './say.js';

/** While some clients are served, others are hung up on. */
export const turnsClientsAway: Diagnosis = {
  code: 'turns-clients-away',
  explains: ['closed-early', 'reset-by-program'],
  recognise(evidence) {
    if (!isServer(evidence) || !outlived(evidence)) return undefined;
    const flows = flowsOf(evidence.trace).filter(
      ({ over, openedAtMs, left }) => over === 'tcp' && openedAtMs !== undefined && !left,
    );
    const kept = flows.filter(({ ended, received }) => !ended && received.length > 0);
    const away = flows.filter(
      ({ ended, received, halfClosedAtMs }) => ended && received.length === 0 && halfClosedAtMs === undefined,
    );
    if (kept.length < 2 || away.length === 0) return undefined;
    return {
      code: this.code,
      title: `Your program serves ${sayCount(kept.length, 'client')} at the same time and turns the others away.`,
      evidence: `${sayCount(flows.length, 'client')} were connected: ${kept.length} were answered, and on ${away.length} it hung up without a word.`,
      advice:
        'Start a thread for every client that accept gives, and do not limit their number: the number in listen() is only that of those who wait to be accepted.',
    };
  },
};
