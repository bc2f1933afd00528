import { grouped } from '../model/grouped.js';
import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { isServer } from './programs.js';
import { requestsOf } from './requests.js';
import { quote } from './say.js';

/** All tries but the first go out in one burst: the time for them was already over. */
export const retriesAllAtOnce: Diagnosis = {
  code: 'retries-all-at-once',
  explains: ['no-reply', 'wrong-count', 'wrong-exit', 'reply-differs'],
  recognise(evidence) {
    if (isServer(evidence)) return undefined;
    for (const { data, tries } of requestsOf(evidence)) {
      const from = tries.findIndex(
        ({ atMs }, index) => (tries[index + 2]?.atMs ?? Number.POSITIVE_INFINITY) - atMs < BURST_MS,
      );
      const first = tries[from];
      if (!first) continue;
      const burst = tries.filter(({ atMs }) => atMs >= first.atMs && atMs - first.atMs < BURST_MS);
      return {
        code: this.code,
        title: 'Your program sends its tries all at once.',
        evidence: `${quote(data)} went out ${grouped(burst.length)} times within ${Math.max(1, Math.ceil((burst.at(-1)?.atMs ?? 0) - first.atMs))} ms: no answer could come in between.`,
        advice:
          wordsOf(evidence).language === 'Python'
            ? 'Each try waits for itself: set its deadline inside of the loop, right after sendto (deadline = time.monotonic() + 0.5), and call settimeout with what is left of it.'
            : 'Each try waits for itself: set its deadline inside of the loop, right after sending, and wait for what is left of it.',
      };
    }
    return undefined;
  },
};

const BURST_MS = 50;
