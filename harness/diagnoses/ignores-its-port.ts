import type { Diagnosis } from './diagnosis.js';
import { commandOf } from './programs.js';

/** It listens, but at a port of its own choice. */
export const ignoresItsPort: Diagnosis = {
  code: 'ignores-its-port',
  explains: ['wrong-port'],
  recognise(evidence) {
    const found = evidence.trace.events.find((event) => event.type === 'listening');
    if (found?.type !== 'listening') return undefined;
    return {
      code: this.code,
      title: 'Your program does not use the port that it is given.',
      evidence: `It was started as "${commandOf(evidence)}", but listens at port ${found.address.port}.`,
      advice:
        'Take the port from the command line: port = int(sys.argv[1]), and then bind(("", port)). A number that stands in the program is right on one computer only.',
    };
  },
};
