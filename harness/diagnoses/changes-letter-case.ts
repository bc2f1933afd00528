import { latin1 } from '../model/bytes.js';
import { echoOf } from './compared.js';
import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { quote } from './say.js';

/** The answer is right but for capital and small letters. */
export const changesLetterCase: Diagnosis = {
  code: 'changes-letter-case',
  explains: ['reply-differs', 'reply-incomplete', 'closed-early'],
  recognise(evidence) {
    const compared = echoOf(evidence);
    if (!compared) return undefined;
    const { expected, actual } = compared;
    const text = latin1(expected.subarray(0, compared.isWhole ? expected.length : actual.length));
    const came = latin1(actual);
    const change = came === text ? undefined : CHANGES.find(({ make }) => make(text) === came);
    if (!change) return undefined;
    const { language } = wordsOf(evidence);
    return {
      code: this.code,
      title: `Your program answers in ${change.letters}.`,
      evidence: `For ${quote(expected)} it sent ${quote(actual)}.`,
      advice: `Send back the bytes that recv gave as they are${language === 'Python' ? `, without ${change.call}` : ''}.`,
    };
  },
};

/** As Python does it with bytes: only the letters of ASCII. */
const CHANGES: readonly { readonly letters: string; readonly call: string; readonly make: (text: string) => string }[] =
  [
    { letters: 'capital letters', call: 'upper()', make: upper },
    { letters: 'small letters', call: 'lower()', make: lower },
    {
      letters: 'letters of the other case',
      call: 'swapcase()',
      make: (text) => text.replace(/[a-z]+|[A-Z]+/g, (letters) => (letters >= 'a' ? upper(letters) : lower(letters))),
    },
    {
      letters: 'small letters with a capital at the beginning',
      call: 'capitalize()',
      make: (text) => upper(text.slice(0, 1)) + lower(text.slice(1)),
    },
    {
      letters: 'words with capitals',
      call: 'title()',
      make: (text) => lower(text).replace(/[a-z]+/g, (word) => upper(word.slice(0, 1)) + word.slice(1)),
    },
  ];

function upper(text: string): string {
  return text.replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
