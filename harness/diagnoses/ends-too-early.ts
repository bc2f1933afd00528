import { sayEnd } from '../model/own-end.js';
import { outcomeOf } from './compared.js';
import type { Diagnosis } from './diagnosis.js';
import { wordsOf } from './language.js';
import { endOf, isServer, lastLine, outputText } from './programs.js';
import { quoteText } from './say.js';

/** A client had ended when more was due from it: what is waited for cannot come. */
export const endsTooEarly: Diagnosis = {
  code: 'ends-too-early',
  explains: ['no-reply', 'never-connected'],
  recognise(evidence) {
    const end = endOf(evidence);
    // Only where it was waited for in vain.
    const ended = outcomeOf(evidence)?.ended;
    if (end?.code === undefined || isServer(evidence) || (ended !== 'silence' && ended !== 'nobody')) return undefined;
    const { exit } = wordsOf(evidence);
    const said = lastLine(outputText(evidence, 'either'));
    const last = said === '' ? 'It had printed nothing' : `The last that it printed is ${quoteText(said, 80)}`;
    return {
      code: this.code,
      title:
        evidence.finding.code === 'never-connected'
          ? 'Your program had ended before it contacted its server.'
          : 'Your program had ended when more was due from it.',
      evidence: `${last}; it ended with ${sayEnd(end)}.`,
      advice:
        end.code === 0
          ? 'Look for what ends it: a loop that is left too early, or a function that is never called.'
          : `If the task goes on after trouble (with the next line, say), do not end there: say it, remember it, go on, and end with ${exit} at the end.`,
    };
  },
};
