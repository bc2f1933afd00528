import { equalBytes } from '../model/bytes.js';
import { echoOf } from './compared.js';
import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { quote } from './say.js';

export const reverses: Diagnosis = {
  code: 'reverses',
  explains: ['reply-differs'],
  recognise(evidence) {
    const compared = echoOf(evidence);
    if (
      !compared ||
      compared.expected.length < 2 ||
      equalBytes(compared.expected, compared.actual) ||
      !equalBytes(compared.expected.toReversed(), compared.actual)
    )
      return undefined;
    const { language } = wordsOf(evidence);
    return {
      code: this.code,
      title: 'Your program sends the message back in reverse.',
      evidence: `For ${quote(compared.expected)} it sent ${quote(compared.actual)}.`,
      advice: `Send back the bytes that recv gave in their order${language === 'Python' ? ', without [::-1] or reversed()' : ''}.`,
    };
  },
};
