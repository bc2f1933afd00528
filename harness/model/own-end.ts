import type { TraceEvent } from './trace.js';

/**
 * How a program ended by itself since it was launched last: not when we had begun to end programs, and not behind a
 * signal that the script had sent to it. Undefined where it has not.
 */
export function ownEnd(
  events: readonly TraceEvent[],
  program: string,
): Extract<TraceEvent, { type: 'exited' }> | undefined {
  let end: Extract<TraceEvent, { type: 'exited' }> | undefined;
  let isOurs = false;
  for (const event of events) {
    // Whoever loses its partner by us may end for that.
    if (event.type === 'stopping') break;
    if (!('program' in event) || event.program !== program) continue;
    if (event.type === 'started') [end, isOurs] = [undefined, false];
    if (event.type === 'signalled') isOurs = true;
    if (event.type === 'exited' && !isOurs) end = event;
  }
  return end;
}

/** How a program ended, as a part of a sentence: `exit code 1`, `killed by SIGSEGV`. */
export function sayEnd(end: { readonly code?: number; readonly signal?: string } | undefined): string {
  return end?.signal === undefined ? `exit code ${end?.code ?? '?'}` : `killed by ${end.signal}`;
}
