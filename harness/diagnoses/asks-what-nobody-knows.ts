import { asksForPlace } from '../match/places.js';
import { sayEnd } from '../model/own-end.js';
import { ABSENCES } from './absences.js';
import type { Diagnosis, Evidence } from './diagnosis.js';
import { ownEndOf, programOf } from './programs.js';
import { asked, sayAnswers } from './questions.js';
import { quoteText } from './say.js';

/** It asks what neither its spec nor its student has said, and ends of the answer that was tried: its code has no mistake. */
export const asksWhatNobodyKnows: Diagnosis = {
  code: 'asks-what-nobody-knows',
  explains: ABSENCES,
  recognise(evidence) {
    const end = ownEndOf(evidence);
    const last = asked(evidence).findLast(({ answer }) => answer !== undefined);
    if (!end || end.code === 0 || last?.answer?.by !== 'habit') return undefined;
    const { question, answer } = last;
    const isGuess = answer.text === '' || !asksForPlace(question);
    if (!isGuess || answer.atMs > end.atMs || hasBegun(evidence, answer.atMs)) return undefined;
    return {
      code: this.code,
      title: 'Your program asks a question at the keyboard that wiremark has no answer to.',
      evidence: `It asked ${quoteText(question, 80)}, and ${answer.text === '' ? 'an empty line' : quoteText(answer.text)} was typed, since nothing says what it wants to hear. Then it ended with ${sayEnd(end)}.`,
      advice: `Take it from the command line, or write it into the source. ${sayAnswers(programOf(evidence), question)}`,
    };
  },
};

/** It went on: it opened its port, or somebody came. */
function hasBegun({ trace }: Evidence, sinceMs: number): boolean {
  return trace.events.some(({ type, atMs }) => atMs >= sinceMs && (type === 'listening' || type === 'opened'));
}
