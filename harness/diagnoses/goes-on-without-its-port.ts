import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { endOf, lastLine, outputText, programOf } from './programs.js';
import { quoteText } from './say.js';

/** Its port was in use, and it did not end: it waits, or tries again and again. */
export const goesOnWithoutItsPort: Diagnosis = {
  code: 'goes-on-without-its-port',
  explains: ['did-not-exit'],
  recognise(evidence) {
    const program = programOf(evidence);
    const listens = evidence.trace.events.some((event) => event.type === 'listening' && event.program === program);
    if (!evidence.check.check.holdsPort || listens || endOf(evidence)) return undefined;
    const said = lastLine(outputText(evidence, 'either'));
    const { language, exit } = wordsOf(evidence);
    return {
      code: this.code,
      title: 'Your program does not end when its port is in use.',
      evidence: `Its port was taken by another program all the time, and it still ran${said === '' ? ' and said nothing' : `; the last that it said is ${quoteText(said, 80)}`}.`,
      advice: `Call bind once. When it ${language === 'Python' ? 'raises OSError' : 'fails'}, say that the port is in use and end with ${exit}: to try again is for the user to decide.`,
    };
  },
};
