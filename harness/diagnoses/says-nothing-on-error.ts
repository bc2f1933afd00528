import { sayEnd } from '../model/own-end.js';
import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { endOf, lastLine, outputText } from './programs.js';
import { quoteText } from './say.js';

/** It fails as it should, but leaves the user alone with it. */
export const saysNothingOnError: Diagnosis = {
  code: 'says-nothing-on-error',
  explains: ['no-complaint'],
  recognise(evidence) {
    const end = endOf(evidence);
    const printed = outputText(evidence, 'either');
    if (end?.code === undefined || printed.includes('Traceback (most recent call last)')) return undefined;
    const said = lastLine(printed);
    const hasWords = /\p{L}{3}/u.test(printed);
    // Which words are the right ones, only the spec knows; but that the port is in use must stand in them.
    if (hasWords && !evidence.check.check.holdsPort) return undefined;
    const { language, inTrouble, complain, exit } = wordsOf(evidence);
    return {
      code: this.code,
      title: hasWords ? 'Your program does not say that its port is in use.' : 'Your program ends without saying why.',
      evidence:
        said === ''
          ? `It ended with ${sayEnd(end)} and printed nothing at all.`
          : `It ended with ${sayEnd(end)}, and the last that it said is ${quoteText(said, 80)}: nobody can tell from that what to do.`,
      advice: hasWords
        ? `Print the port, and the error that you are given${language === 'Python' ? ': except OSError as error: print(f"port {port}: {error}", file=sys.stderr)' : `: ${complain}`}.`
        : `${inTrouble}, tell the user in words what is wrong before you end: ${complain}, then ${exit}.`,
    };
  },
};
