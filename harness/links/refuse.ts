import { afterNthSchema, readAfterNth } from './after-nth.js';
import type { Damage } from './damage.js';
import { ordinal } from './wording.js';

export interface RefuseArgs {
  /** The last datagram that is taken; 0: none is. */
  readonly after: number;
}

/**
 * From some datagram on nothing listens any more: the kernel answers with ICMP "port unreachable", which a
 * connected UDP socket reports as ECONNREFUSED (udp(7)). The clients of a link speak to one port, so that what
 * ends it for one of them ends it for all.
 */
export const refuse: Damage<RefuseArgs> = {
  word: 'refuse',
  summary: 'closes the port, so that who sends to it hears that nothing listens',
  schema: afterNthSchema(
    'The last datagram that is taken, counted from 1 for each client (`after 3rd`), or `all` for a port that was never open.',
  ),
  modifiers: {},
  worksOn: ['datagram'],
  instead: 'For a connection that breaks use "reset"; a port that refuses connections is the step "down"',

  read(words) {
    return { after: readAfterNth(words, 'refuse') };
  },

  describe({ after }) {
    return after === 0 ? 'refuse every datagram' : `refuse every datagram after the ${ordinal(after)}`;
  },

  refusesFromStart: ({ after }) => after === 0,

  open({ after }, lane) {
    return {
      push(chunk) {
        if (chunk.unit <= after) lane.emit(chunk);
        // It was under way when the port was closed.
        else lane.decide(chunk.unit, 'lost', 'swallowed');
        if (chunk.unit !== after) return;
        lane.decide(chunk.unit, 'ended', 'the port is closed behind it');
        lane.refuse();
      },
      end: () => lane.end(),
    };
  },
};
