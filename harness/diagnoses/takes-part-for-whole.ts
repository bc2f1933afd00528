import { indexOfBytes } from '../model/bytes.js';
import { wordsOf } from './language.js';
import type { Diagnosis, Evidence } from './diagnosis.js';
import { flowsOf, type Flow } from './flows.js';
import { endOf, isServer, outputOf } from './programs.js';
import { quote } from './say.js';

/** A client prints the part of the answer that has come as if it were all of it. */
export const takesPartForWhole: Diagnosis = {
  code: 'takes-part-for-whole',
  explains: ['wrong-exit', 'send-stalled', 'not-printed', 'reset-by-program', 'gone-before-answer', 'closed-early'],
  recognise(evidence) {
    const end = endOf(evidence);
    const flow = flowsOf(evidence.trace).findLast(({ over, sent }) => over === 'tcp' && sent.length > 0);
    if (end?.code !== 0 || isServer(evidence) || !flow || !speaksInLines(flow, evidence)) return undefined;
    const [part, rest] = flow.sent.map(({ data }) => data);
    const printed = outputOf(evidence, 'stdout');
    if (!part || part.length === 0 || part.includes(LINE_FEED) || indexOfBytes(printed, part) < 0) return undefined;
    // Who printed the next piece too has gone on reading.
    if (rest && rest.length > 0 && indexOfBytes(printed, rest) >= 0) return undefined;
    const closed = !rest && (flow.left !== undefined || flow.halfClosedAtMs !== undefined);
    const { hasClosed, exit } = wordsOf(evidence);
    return {
      code: this.code,
      title: 'Your program takes a part of the answer for the whole.',
      evidence: `The server had sent ${quote(part)} and no line end yet${closed ? ', and closed' : ''}; your program printed that and ended with exit code 0.`,
      advice: `Call recv again and again until the line end is there. If ${hasClosed} before, the server has closed in the middle of its answer: say so and end with ${exit}.`,
    };
  },
};

const LINE_FEED = 0x0a;

function speaksInLines({ actor }: Flow, { plan, check }: Evidence): boolean {
  const frame = check.check.frames[actor] ?? plan.spec.peers[actor]?.frame;
  return frame?.name === 'line' || frame?.name === 'crlf';
}
