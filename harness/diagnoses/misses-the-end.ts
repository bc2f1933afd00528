import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { flowsOf, hasFinished } from './flows.js';
import { endOf, isServer } from './programs.js';
import { printedOnUnfinished } from './takes-part-for-whole.js';

/** The server has closed, and the client goes on waiting. */
export const missesTheEnd: Diagnosis = {
  code: 'misses-the-end',
  explains: ['did-not-exit'],
  recognise(evidence) {
    const flows = flowsOf(evidence.trace).filter(({ over, openedAtMs }) => over === 'tcp' && openedAtMs !== undefined);
    if (
      flows.length === 0 ||
      !flows.every(hasFinished) ||
      isServer(evidence) ||
      endOf(evidence) ||
      // It may know of the end, or have taken the part of a line that it had for the whole.
      flows.some((flow) => printedOnUnfinished(flow, evidence))
    )
      return undefined;
    const { hasClosed, checkForEnd, exit } = wordsOf(evidence);
    return {
      code: this.code,
      title: 'Your program goes on although the server has closed the connection.',
      evidence: 'The server closed its side, and your program still ran when the time was over.',
      advice: `When the other side has closed, ${hasClosed}: ${checkForEnd}, say what has happened, and end with ${exit}.`,
    };
  },
};
