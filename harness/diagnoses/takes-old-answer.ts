import type { Diagnosis } from './diagnosis.js';
import { isServer } from './programs.js';
import { firstStrayAtMs, requestsOf } from './requests.js';
import { quote } from './say.js';

/** An answer to an earlier request came late, or twice, and was taken for the answer to this one. */
export const takesOldAnswer: Diagnosis = {
  code: 'takes-old-answer',
  explains: ['wrong-count', 'reply-differs', 'no-reply', 'wrong-exit', 'not-printed'],
  recognise(evidence) {
    const strayAt = firstStrayAtMs(evidence);
    if (strayAt === undefined || isServer(evidence)) return undefined;
    const requests = requestsOf(evidence);
    for (const [index, { data, tries, answer }] of requests.entries()) {
      const next = requests[index + 1]?.tries[0];
      const last = tries.findLast(({ atMs }) => next && atMs < next.atMs);
      // Had it waited in vain, it would have taken longer over it.
      if (
        answer !== 'lost' ||
        !next ||
        !last ||
        strayAt > next.atMs ||
        next.atMs - last.atMs > SOONER_THAN_ANY_TIMEOUT_MS
      )
        continue;
      return {
        code: this.code,
        title: 'Your program takes an old answer for the new one.',
        evidence: `No answer to ${quote(data)} had reached it, but ${Math.max(1, Math.round(next.atMs - last.atMs))} ms later it went on with ${quote(next.data)}: an answer to an earlier request had come late, or twice.`,
        advice:
          'Compare what recvfrom gives with the answer that you wait for, number and all. If it is another, ignore it, and go on waiting for the rest of the time.',
      };
    }
    return undefined;
  },
};

const SOONER_THAN_ANY_TIMEOUT_MS = 300;
