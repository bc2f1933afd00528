import { sayCount } from '../model/grouped.js';
import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { failingFlow, flowsOf, sayFlow, wasOpen, type Flow } from './flows.js';
import { endOf, isServer } from './programs.js';

/** Whoever comes while others are connected waits until one of them has left. Most often there are no threads. */
export const servesFewAtATime: Diagnosis = {
  code: 'serves-few-at-a-time',
  explains: ['no-reply'],
  recognise(evidence) {
    const failing = failingFlow(evidence);
    if (!failing || !isServer(evidence) || endOf(evidence)) return undefined;
    const open = flowsOf(evidence.trace).filter(wasOpen);
    const waiting = open.filter((flow) => isKeptWaiting(flow, open));
    const served = open.filter((flow) => !waiting.includes(flow));
    if (!waiting.some(({ name }) => name === failing.name) || served.length === 0) return undefined;
    const heard = failing.sent.length === 0 ? 'greeted' : 'answered';
    const later =
      failing.later.received.length > 0 ? `; when the connections were closed, it was ${heard} at once` : '';
    const others =
      served.length === 1
        ? `${served[0] ? sayFlow(served[0]) : ''} was`
        : `${sayCount(served.length, 'other client')} were`;
    return {
      code: this.code,
      title:
        served.length === 1
          ? 'While one client is connected, your program lets the next one wait.'
          : `Your program serves only ${sayCount(served.length, 'client')} at a time.`,
      evidence: `While ${others} connected, ${sayFlow(failing)} was ${sayHow(failing)}${later}.`,
      advice:
        wordsOf(evidence).language === 'Python'
          ? 'Start a thread for each client right after accept: threading.Thread(target=serve, args=(conn,)).start(); target=serve(conn) would call it at once. All recv of that client belongs into serve, and nobody may wait for it: no join(), no lock, no pool round a conversation.'
          : 'Start a thread (or a process) for each client right after accept. All reading from that client belongs into it, and nobody may wait for it: no join, no lock, no pool round a conversation.',
    };
  },
};

/** It got nothing, and the kernel or what came later shows that nobody was there for it. */
function isKeptWaiting(flow: Flow, open: readonly Flow[]): boolean {
  if (flow.received.length > 0 || !flow.observed) return false;
  if (!flow.observed.accepted || flow.observed.unreadBytes > 0) return true;
  // Who was accepted and has asked nothing may have nothing to wait for.
  if (flow.sent.length === 0) return false;
  // It was read, and answered only when the others had left; that it waits for the end of input must be excluded.
  const answersBeforeEnd = open.some(({ received }) => received.length > 0);
  return answersBeforeEnd && flow.later.received.length > 0;
}

function sayHow({ observed }: Flow): string {
  if (!observed?.accepted) return 'not accepted';
  return observed.unreadBytes > 0 ? 'accepted, but what it had sent was not read' : 'accepted, but not answered';
}
