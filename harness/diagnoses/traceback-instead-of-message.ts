import { adviceOn, situationOf } from './advice-on-exception.js';
import type { Diagnosis } from './diagnosis.js';
import { exceptionsOf, sayRaised } from './exceptions.js';

/** It ends as it should when something goes wrong, but shows a person what only its author can read. */
export const tracebackInsteadOfMessage: Diagnosis = {
  code: 'traceback-instead-of-message',
  explains: ['no-complaint'],
  recognise(evidence) {
    const raised = exceptionsOf(evidence).at(-1);
    if (!raised?.isFatal) return undefined;
    return {
      code: this.code,
      title: `Your program shows a traceback where it should say what is wrong: nobody catches ${raised.type}.`,
      evidence: sayRaised(raised),
      advice: adviceOn(raised, situationOf(evidence)),
    };
  },
};
