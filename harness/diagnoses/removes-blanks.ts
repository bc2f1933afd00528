import { latin1 } from '../model/bytes.js';
import { grouped, sayBytes } from '../model/grouped.js';
import { echoOf } from './compared.js';
import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { quote } from './say.js';

/** Blanks, tabs and line ends are gone: everywhere, at the edges of the message, or at those of what each recv gave. */
export const removesBlanks: Diagnosis = {
  code: 'removes-blanks',
  explains: ['reply-differs', 'reply-incomplete', 'closed-early'],
  recognise(evidence) {
    const compared = echoOf(evidence);
    if (!compared || compared.actual.length === 0) return undefined;
    const text = latin1(compared.expected);
    const came = latin1(compared.actual);
    // That the end alone is missing may have other reasons.
    const change = came === text || (!compared.isWhole && text.startsWith(came)) ? undefined : changeFrom(text, came);
    if (!change) return undefined;
    const { language } = wordsOf(evidence);
    return {
      code: this.code,
      title: `Your program takes ${change.what} out of the message.`,
      evidence:
        text.length <= 40
          ? `For ${quote(compared.expected)} it sent ${quote(compared.actual)}.`
          : `${sayBytes(text.length - came.length)} of ${grouped(text.length)} ${text.length - came.length === 1 ? 'is' : 'are'} missing, and with ${change.what} they are all accounted for.`,
      advice: `Blanks, tabs and line ends are bytes like any others: send back what recv gave, ${language === 'Python' ? `without ${change.call}` : 'as it is'}.`,
    };
  },
};

/** What Python takes for blanks in bytes. */
const BLANKS: Readonly<Record<string, string>> = {
  ' ': 'blanks',
  '\t': 'tabs',
  '\n': 'line ends',
  '\r': 'line ends',
  '\v': 'tabs',
  '\f': 'page breaks',
};

function changeFrom(text: string, came: string): { readonly what: string; readonly call: string } | undefined {
  const gone = Object.keys(BLANKS).filter((blank) => text.includes(blank) && !came.includes(blank));
  if (gone.length > 0 && gone.reduce((left, blank) => left.replaceAll(blank, ''), text) === came) {
    const kinds = [...new Set(gone.map((blank) => BLANKS[blank]))];
    return {
      what: `the ${kinds.length > 1 ? `${kinds.slice(0, -1).join(', ')} and ` : ''}${kinds.at(-1)}`,
      call: 'split(), join() or replace()',
    };
  }
  if (text.replace(/^[ \t\n\r\v\f]+|[ \t\n\r\v\f]+$/g, '') === came)
    return { what: 'the blanks at both ends', call: 'strip()' };
  if (text.replace(/[ \t\n\r\v\f]+/g, ' ').trim() === came)
    return { what: 'repeated blanks', call: 'split() and join()' };
  return came.length < text.length && differInBlanksAlone(text, came)
    ? { what: 'blanks at the edges of what it reads', call: 'strip()' }
    : undefined;
}

/** Nothing is missing but some of the blanks, and nothing has been added. */
function differInBlanksAlone(text: string, came: string): boolean {
  let at = 0;
  for (const character of text)
    if (came[at] === character) at++;
    else if (!(character in BLANKS)) return false;
  return at === came.length;
}
