import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { commandOf, programOf } from './programs.js';

/** Its port was in use, and it took another, where nobody will look for it. */
export const movesToAnotherPort: Diagnosis = {
  code: 'moves-to-another-port',
  explains: ['did-not-exit', 'no-complaint', 'wrong-exit'],
  recognise(evidence) {
    const program = programOf(evidence);
    const found = evidence.trace.events.find(
      (event) =>
        event.type === 'listening' &&
        event.program === program &&
        event.over === evidence.plan.spec.programs[program]?.over,
    );
    if (!evidence.check.check.holdsPort || found?.type !== 'listening') return undefined;
    const { language, exit } = wordsOf(evidence);
    return {
      code: this.code,
      title: 'Your program takes another port when its own is in use.',
      evidence: `It was started as "${commandOf(evidence)}", and that port was taken; now it listens at port ${found.address.port}.`,
      advice: `A client knows only the port that was agreed. Do not try the next one: ${language === 'Python' ? 'catch OSError round bind' : 'when bind fails'}, say that the port is in use, and end with ${exit}.`,
    };
  },
};
