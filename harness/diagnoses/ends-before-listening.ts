import type { Diagnosis } from './diagnosis.js';
import { endOf, isServer } from './programs.js';

/** A file without a server in it, or whose main function nobody calls. */
export const endsBeforeListening: Diagnosis = {
  code: 'ends-before-listening',
  explains: ['exited-early'],
  recognise(evidence) {
    if (endOf(evidence)?.code !== 0 || !isServer(evidence)) return undefined;
    return {
      code: this.code,
      title: 'Your program comes to its end before it listens.',
      evidence: 'It ended with exit code 0, so nothing went wrong: there was nothing left to do.',
      advice:
        'Check that this is the right file, that the function with bind and accept is called (main() at the end of the file), and that accept stands in a loop that never ends.',
    };
  },
};
