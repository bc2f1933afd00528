import type { Diagnosis } from './diagnosis.js';
import { commandOf, programOf } from './programs.js';

/** A UDP socket where TCP is asked for, or the other way round, at the right port. */
export const wrongTransport: Diagnosis = {
  code: 'wrong-transport',
  explains: ['not-listening'],
  recognise(evidence) {
    const program = programOf(evidence);
    const wanted = evidence.plan.spec.programs[program]?.over;
    const found = evidence.trace.events.find(
      (event) => event.type === 'listening' && event.program === program && event.over !== wanted,
    );
    // At any other port it may be a socket for something else.
    if (
      found?.type !== 'listening' ||
      wanted === undefined ||
      !commandOf(evidence).split(' ').includes(String(found.address.port))
    )
      return undefined;
    const [asked, made] = wanted === 'tcp' ? ['TCP', 'UDP'] : ['UDP', 'TCP'];
    return {
      code: this.code,
      title: `Your program opens a ${made} socket, but the task is about ${asked}.`,
      evidence: `A ${made} socket of it waits at port ${found.address.port}, and no ${asked} socket does.`,
      advice:
        wanted === 'tcp'
          ? 'Make the socket with socket.SOCK_STREAM, then call bind, listen and accept; SOCK_DGRAM is UDP.'
          : 'Make the socket with socket.SOCK_DGRAM and call bind and recvfrom, without listen and accept; SOCK_STREAM is TCP.',
    };
  },
};
