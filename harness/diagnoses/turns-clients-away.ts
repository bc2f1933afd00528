import { sayCount } from '../model/grouped.js';
import type { Diagnosis } from './diagnosis.js';
import { failingFlow, flowsOf, type Flow } from './flows.js';
import { isServer, outlived } from './programs.js';

/** While some clients are served, others are hung up on as soon as they come. */
export const turnsClientsAway: Diagnosis = {
  code: 'turns-clients-away',
  explains: ['closed-early', 'reset-by-program'],
  recognise(evidence) {
    const failing = failingFlow(evidence);
    if (!failing || !isServer(evidence) || !outlived(evidence)) return undefined;
    const flows = flowsOf(evidence.trace).filter(
      ({ over, openedAtMs, left }) => over === 'tcp' && openedAtMs !== undefined && !left,
    );
    const kept = flows.filter(({ ended, received }) => !ended && received.length > 0);
    const away = flows.filter(wasTurnedAway);
    if (kept.length < 2 || !away.some(({ name }) => name === failing.name)) return undefined;
    return {
      code: this.code,
      title: `Your program serves ${sayCount(kept.length, 'client')} at the same time and turns the others away.`,
      evidence: `${sayCount(flows.length, 'client')} were connected: ${kept.length} were answered, and on ${away.length} it hung up without a word.`,
      advice:
        'Start a thread for every client that accept gives, and do not limit their number: the number in listen() is only that of those who wait to be accepted.',
    };
  },
};

/**
 * Not for what it has said: that was not read, as the reset shows, or it had not said anything. Who is hung up on only
 * after a while of silence is not turned away either.
 */
function wasTurnedAway({ openedAtMs = 0, ended, sent, received, halfClosedAtMs }: Flow): boolean {
  if (!ended || received.length > 0 || halfClosedAtMs !== undefined) return false;
  const [first, second] = sent;
  if (ended.how === 'reset') return second === undefined;
  return (first === undefined || ended.atMs <= first.atMs) && ended.atMs - openedAtMs < AT_ONCE_MS;
}

const AT_ONCE_MS = 500;
