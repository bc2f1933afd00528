import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { flowsOf } from './flows.js';
import { endOf, endsInPrompt, isServer, lastLine, outputText } from './programs.js';
import { quoteText } from './say.js';

/** The client has closed all its connections, and does not end. */
export const goesOnAfterClosing: Diagnosis = {
  code: 'goes-on-after-closing',
  explains: ['did-not-exit'],
  recognise(evidence) {
    const flows = flowsOf(evidence.trace).filter(({ openedAtMs }) => openedAtMs !== undefined);
    if (
      flows.length === 0 ||
      // A FIN alone may be a half-close: then the kernel still shows its end.
      !flows.every(({ over, ended, observed }) => over === 'tcp' && ended !== undefined && !observed?.accepted) ||
      isServer(evidence) ||
      endOf(evidence)
    )
      return undefined;
    const printed = outputText(evidence, 'stdout');
    const asks = endsInPrompt(printed);
    const { language } = wordsOf(evidence);
    const connection = flows.length === 1 ? 'connection' : 'connections';
    return {
      code: this.code,
      title: `Your program goes on although it has closed its ${connection}.`,
      evidence: `It still ran when the time was over${asks ? `; the last that it printed is the question ${quoteText(lastLine(printed))}` : ''}.`,
      advice: asks
        ? 'Ask nothing when the conversation is over: let the program come to its end.'
        : `Let the program come to its end when the conversation is over. What keeps it running is a loop around the conversation, or a thread that goes on${language === 'Python' ? ': one that was made with threading.Thread(..., daemon=True) ends with the program' : ''}.`,
    };
  },
};
