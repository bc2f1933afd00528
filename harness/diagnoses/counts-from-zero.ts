import { latin1 } from '../model/bytes.js';
import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { comparedOf } from './compared.js';
import { quote } from './say.js';

/** `range(n)` begins at 0. */
export const countsFromZero: Diagnosis = {
  code: 'counts-from-zero',
  explains: ['reply-differs'],
  recognise(evidence) {
    const compared = comparedOf(evidence);
    if (!compared) return undefined;
    const wanted = /^(.*?)1(\D*)$/s.exec(latin1(compared.expected));
    if (!wanted || latin1(compared.actual) !== `${wanted[1]}0${wanted[2]}`) return undefined;
    return {
      code: this.code,
      title: 'Your program begins to count at 0.',
      evidence: `The first was to be ${quote(compared.expected)}, and it sent ${quote(compared.actual)}.`,
      advice:
        wordsOf(evidence).language === 'Python'
          ? 'A range(count) gives 0 to count - 1. For 1 to count write range(1, count + 1).'
          : 'The first number is 1, and the last is the count itself.',
    };
  },
};
