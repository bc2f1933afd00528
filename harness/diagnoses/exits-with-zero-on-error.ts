import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { endOf, lastLine, outputText } from './programs.js';
import { quoteText } from './say.js';

/** Something went wrong, and it tells its caller that all is well. */
export const exitsWithZeroOnError: Diagnosis = {
  code: 'exits-with-zero-on-error',
  explains: ['wrong-exit'],
  recognise(evidence) {
    // Where exit code 0 was due, another one is what is wrong.
    if (endOf(evidence)?.code !== 0) return undefined;
    const said = lastLine(outputText(evidence, 'stderr')) || lastLine(outputText(evidence, 'stdout'));
    const { language, inTrouble, complain, exit } = wordsOf(evidence);
    return {
      code: this.code,
      title: 'Your program ends with exit code 0 although something went wrong.',
      evidence:
        said === ''
          ? 'It also said nothing: whoever called it cannot know.'
          : `The last that it said is ${quoteText(said, 80)}; but exit code 0 means that all is well.`,
      advice: `${inTrouble}, say what is wrong (${complain}). Then end with ${exit}; or where the task goes on (with the next line, say), remember it there, go on, and end with ${exit} at the end.${language === 'Python' ? ' return and pass lead to exit code 0.' : ''}`,
    };
  },
};
