import { equalBytes, latin1 } from '../model/bytes.js';
import { echoOf } from './compared.js';
import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';

/** Carriage returns and line feeds were made into each other. */
export const changesLineEnds: Diagnosis = {
  code: 'changes-line-ends',
  explains: ['reply-differs', 'reply-incomplete', 'closed-early', 'extra-bytes'],
  recognise(evidence) {
    const compared = echoOf(evidence);
    if (!compared) return undefined;
    const { expected, actual } = compared;
    if (equalBytes(actual, expected.subarray(0, actual.length))) return undefined;
    // One character for each byte, so that nothing is lost.
    const text = latin1(expected);
    const came = latin1(actual);
    const change = CHANGES.find(({ make }) => (compared.isWhole ? make(text) === came : make(text).startsWith(came)));
    if (!change) return undefined;
    const { language } = wordsOf(evidence);
    return {
      code: this.code,
      title: 'Your program changes line ends.',
      evidence: `${change.says}; all else is right.`,
      advice: `A socket carries bytes, and \\r and \\n are bytes like any others: send back what recv gave ${language === 'Python' ? 'without replace(), and without a text file (makefile("w"), open) in between' : 'as it is, without reading or writing it by lines'}.`,
    };
  },
};

const CHANGES: readonly { readonly says: string; readonly make: (text: string) => string }[] = [
  { says: 'Each \\r\\n (0d 0a) came back as \\n (0a)', make: (text) => text.replaceAll('\r\n', '\n') },
  { says: 'Each \\r (0d) came back as \\n (0a)', make: (text) => text.replaceAll('\r', '\n') },
  { says: 'Each \\r\\n and each \\r came back as \\n (0a)', make: (text) => text.replace(/\r\n?/g, '\n') },
  { says: 'Each \\n (0a) came back as \\r\\n (0d 0a)', make: (text) => text.replaceAll('\n', '\r\n') },
  { says: 'Each \\n (0a) came back as \\r (0d)', make: (text) => text.replaceAll('\n', '\r') },
  { says: 'Each \\r (0d) is missing', make: (text) => text.replaceAll('\r', '') },
];
