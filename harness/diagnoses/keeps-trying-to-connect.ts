import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { flowsOf } from './flows.js';
import { endOf, isServer, lastLine, outputText } from './programs.js';
import { quoteText } from './say.js';

/** Nobody listens there, and the client does not believe it. */
export const keepsTryingToConnect: Diagnosis = {
  code: 'keeps-trying-to-connect',
  explains: ['did-not-exit'],
  recognise(evidence) {
    const started = evidence.check.check.steps.find(({ kind }) => kind === 'start');
    const { target } = (started?.args ?? {}) as { readonly target?: { readonly port?: string } };
    if (target?.port !== 'unused' || flowsOf(evidence.trace).length > 0 || isServer(evidence) || endOf(evidence))
      return undefined;
    const said = lastLine(outputText(evidence, 'either'));
    const { language, exit } = wordsOf(evidence);
    return {
      code: this.code,
      title: 'Your program does not give up where nobody listens.',
      evidence: `Every attempt to connect is refused at once, and it still ran${said === '' ? '' : `; the last that it said is ${quoteText(said, 80)}`}.`,
      advice: `${language === 'Python' ? 'Catch ConnectionRefusedError round connect' : 'When connect is refused'}, say that nobody listens there, and end with ${exit}. If you want to try again, count the tries.`,
    };
  },
};
