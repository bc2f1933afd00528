import type { Diagnosis } from './diagnosis.js';
import { outcomeOf } from './compared.js';
import { failingFlow } from './flows.js';

/** The answer leaves through another socket than the one that was asked. */
export const answersFromAnotherPort: Diagnosis = {
  code: 'answers-from-another-port',
  explains: ['wrong-source'],
  recognise(evidence) {
    const asked = failingFlow(evidence)?.remote?.port;
    const source = outcomeOf(evidence)?.sources?.at(-1)?.port;
    if (asked === undefined || source === undefined || asked === source) return undefined;
    return {
      code: this.code,
      title: 'Your program answers through another socket than the one it was asked at.',
      evidence: `Port ${asked} was asked, and the answer came from port ${source}.`,
      advice:
        'Call sendto on the same socket as recvfrom: that one is bound to the port that the client knows. A client may drop what comes from anywhere else.',
    };
  },
};
