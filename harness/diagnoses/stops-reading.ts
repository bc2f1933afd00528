import { sayBytes } from '../model/grouped.js';
import type { Diagnosis } from './diagnosis.js';
import { failingFlow, isEcho } from './flows.js';
import { endOf } from './programs.js';

/** It read the beginning and then no more, and has not answered. */
export const stopsReading: Diagnosis = {
  code: 'stops-reading',
  explains: ['no-reply', 'send-stalled', 'reply-incomplete'],
  recognise(evidence) {
    const flow = failingFlow(evidence);
    const unread = flow?.observed?.unreadBytes ?? 0;
    if (flow?.over !== 'tcp' || !flow.observed?.accepted || unread === 0 || flow.ended || endOf(evidence))
      return undefined;
    const sent = flow.sent.reduce((total, { data }) => total + data.length, 0);
    // That none of it was read would be another thing: it is busy elsewhere.
    if (unread >= sent) return undefined;
    return {
      code: this.code,
      title: 'Your program stops reading in the middle of a message.',
      evidence: `${sayBytes(unread)} had arrived at its socket, and it did not read them${flow.received.length === 0 ? '; nothing came back' : ''}.`,
      advice: isEcho(evidence.expected, flow)
        ? 'Call recv again and again until all of the message has come. An echo answers each part at once, right after each recv; who collects a whole message first needs room for it, and must not wait for anything else meanwhile.'
        : 'Call recv again and again until all of the message has come. Whatever your program waits for meanwhile (the keyboard, a send to somebody who does not read, another thread) keeps it from that: give the reading a loop or a thread of its own.',
    };
  },
};
