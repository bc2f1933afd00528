import type { Phase, TraceEvent } from './trace.js';

/** What happened before a phase of the run began: all of it, where it never did. */
export function eventsBefore(events: readonly TraceEvent[], phase: Phase): readonly TraceEvent[] {
  const at = beginning(events, phase);
  return at < 0 ? events : events.slice(0, at);
}

/** What has happened since a phase of the run began, its beginning included: nothing, where it never did. */
export function eventsSince(events: readonly TraceEvent[], phase: Phase): readonly TraceEvent[] {
  const at = beginning(events, phase);
  return at < 0 ? [] : events.slice(at);
}

function beginning(events: readonly TraceEvent[], phase: Phase): number {
  return events.findIndex((event) => event.type === 'phase' && event.phase === phase);
}
