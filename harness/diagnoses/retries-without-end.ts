import { grouped, sayCount } from '../model/grouped.js';
import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { endOf, isServer } from './programs.js';
import { requestsOf } from './requests.js';
import { quote } from './say.js';

/** Nothing ever comes back, and it does not give up: the same request again, or the next. */
export const retriesWithoutEnd: Diagnosis = {
  code: 'retries-without-end',
  explains: ['did-not-exit', 'wrong-count'],
  recognise(evidence) {
    const requests = requestsOf(evidence);
    const [first] = requests;
    if (
      !first ||
      isServer(evidence) ||
      endOf(evidence) ||
      requests.some(({ answer }) => answer !== 'lost') ||
      first.tries.length < 2
    )
      return undefined;
    const goesOn = requests.length > 1;
    const { language, exit } = wordsOf(evidence);
    return {
      code: this.code,
      title: goesOn
        ? 'Your program goes on with the next request when one was never answered.'
        : 'Your program does not give up when no answer ever comes.',
      evidence: goesOn
        ? `No answer came at all; it tried ${quote(first.data)} ${sayCount(first.tries.length, 'time')}, then went on to ${quote(requests.at(-1)?.data ?? first.data)}, and still ran.`
        : `It sent ${quote(first.data)} ${grouped(first.tries.length)} times, got no answer, and still ran.`,
      advice: goesOn
        ? `When the last try of a request has failed, say so, leave the loop over the requests, and end with ${exit}.`
        : `Count the tries${language === 'Python' ? ': for attempt in range(5)' : ''}, and after the loop say that no answer came, and end with ${exit}.`,
    };
  },
};
