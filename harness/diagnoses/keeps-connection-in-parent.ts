import type { Diagnosis } from './diagnosis.js';
import { failingFlow } from './flows.js';
import { wordsOf } from './language.js';
import { isServer } from './programs.js';

/** A child has served the client and has ended; the process that began it holds the connection, too, and does not close it. */
export const keepsConnectionInParent: Diagnosis = {
  code: 'keeps-connection-in-parent',
  explains: ['still-open'],
  recognise(evidence) {
    const flow = failingFlow(evidence);
    const begunAtMs = flow?.observed?.childBegunAtMs;
    if (
      flow?.openedAtMs === undefined ||
      flow.ended ||
      begunAtMs === undefined ||
      // A helper that was begun before has nothing to do with this client.
      begunAtMs < flow.openedAtMs - TICK_MS ||
      !isServer(evidence)
    )
      return undefined;
    const { language } = wordsOf(evidence);
    const close = language === 'Python' ? 'conn.close()' : language === 'C' ? 'close(fd)' : 'close';
    const begin = language === 'Python' ? 'os.fork() or Process(...).start()' : 'fork()';
    return {
      code: this.code,
      title: 'Your program closes the connection in the child process, but not in its parent.',
      evidence:
        'The process that was begun behind the accept has ended; the one that began it still holds the connection, so the client sees no end.',
      advice: `Behind ${begin} both processes hold the connection, and it ends when both have closed it: call ${close} in the parent, too, right behind the begin of the child.`,
    };
  },
};

/** The kernel tells when a process was begun in ticks of 10 ms. */
const TICK_MS = 10;
