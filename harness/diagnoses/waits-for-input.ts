import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { commandOf, endOf, endsInPrompt, outputText, programOf, wasAnswered } from './programs.js';
import { asked, sayAnswers } from './questions.js';
import { quoteText } from './say.js';

/** It asks at the keyboard, where nobody sits, before it does what it is asked for. Only a prompt proves it. */
export const waitsForInput: Diagnosis = {
  code: 'waits-for-input',
  explains: ['asks-first', 'never-connected'],
  recognise(evidence) {
    const printed = outputText(evidence, 'stdout');
    if (endOf(evidence) || !endsInPrompt(printed)) return undefined;
    const { keyboard, commandLine } = wordsOf(evidence);
    const question = asked(evidence).findLast((each) => each.question !== '')?.question ?? '';
    return {
      code: this.code,
      title: `Your program waits for input at the keyboard before it ${evidence.finding.code === 'asks-first' ? 'listens' : 'connects'}.`,
      evidence: `The last that it printed is the question ${quoteText(question, 80)}, and then it waited.`,
      advice: wasAnswered(evidence)
        ? `It was answered, and asks on. Take what it must know from the command line (${commandLine}) instead of ${keyboard}, or ask in words that say what (host, port). ${sayAnswers(programOf(evidence), question)}`
        : `Take what it needs from the command line instead of ${keyboard}: it was started as "${commandOf(evidence)}", and those words are in ${commandLine}.`,
    };
  },
};
