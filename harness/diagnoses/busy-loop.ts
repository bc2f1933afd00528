import { capital } from './say.js';
import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { flowsOf, hasFinished } from './flows.js';
import { endOf, programOf } from './programs.js';

/** It runs in circles and uses a whole processor while there is nothing to do. */
export const busyLoop: Diagnosis = {
  code: 'busy-loop',
  explains: ['no-reply', 'reply-incomplete', 'still-open', 'did-not-exit', 'send-stalled', 'not-printed'],
  recognise(evidence) {
    const program = programOf(evidence);
    const used = evidence.trace.events.findLast((event) => event.type === 'observed-cpu' && event.program === program);
    if (
      used?.type !== 'observed-cpu' ||
      endOf(evidence) ||
      used.overMs < SHORTEST_MS ||
      used.cpuMs < MOST * used.overMs
    )
      return undefined;
    // A side that has finished sending is what makes recv return at once, again and again.
    const hasSeenEnd = flowsOf(evidence.trace).some(hasFinished);
    const { language, checkForEnd } = wordsOf(evidence);
    const nothing = language === 'Python' ? 'b""' : 'no bytes';
    return {
      code: this.code,
      title: 'Your program runs in circles.',
      evidence: `In ${Math.round(used.overMs)} ms in which nobody sent it anything it used ${Math.round(Math.min(used.cpuMs, used.overMs))} ms of processor time.`,
      advice: `${hasSeenEnd ? `When the other side has closed, recv does not wait any more: it gives ${nothing} at once, each time. ${capital(checkForEnd)}` : `A loop must wait for something: for recv, accept or select without a timeout of 0. Also ${checkForEnd}`}, and do not catch and ignore exceptions inside of the loop.`,
    };
  },
};

/** Of the time. Less may be work that is still to be done. */
const MOST = 0.7;
const SHORTEST_MS = 100;
