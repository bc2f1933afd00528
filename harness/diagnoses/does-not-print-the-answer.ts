import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { flowsOf } from './flows.js';
import { endOf, isServer, outputOf } from './programs.js';
import { quote } from './say.js';

/** A client got its answer, and ended without showing it. */
export const doesNotPrintTheAnswer: Diagnosis = {
  code: 'does-not-print-the-answer',
  explains: ['not-printed'],
  recognise(evidence) {
    const answer = flowsOf(evidence.trace)
      .findLast(({ sent }) => sent.length > 0)
      ?.sent.at(-1)?.data;
    if (!answer || isServer(evidence) || endOf(evidence)?.code !== 0 || outputOf(evidence, 'stdout').length > 0)
      return undefined;
    const { language } = wordsOf(evidence);
    return {
      code: this.code,
      title: 'Your program does not print the answer.',
      evidence: `The server answered ${quote(answer)}; your program ended with exit code 0 and printed nothing.`,
      advice: `Print what recv gave, as text${language === 'Python' ? ': print(answer.decode())' : ''}.`,
    };
  },
};
