import { concat } from '../model/bytes.js';
import { eventsBefore, eventsSince } from '../model/phases.js';
import type { OutputReport } from '../model/report.js';
import type { RunTrace, TraceEvent } from '../model/trace.js';
import { TAIL_BYTES, tailOf } from './output-tail.js';

type Stream = OutputReport['stream'];

/** Where a program's whole output is kept, relative to the report. */
export type LogOf = (run: string, program: string, stream: Stream) => string;

/** What a report shows of a program's output: so much of its beginning and of its end. */
const HEAD_BYTES = 4096;

/** What a report shows of all that the programs have written in a run. `logOf`: where the whole of it is kept. */
export function outputsOf(trace: RunTrace, logOf: LogOf): OutputReport[] {
  const programs = [...new Set(trace.events.flatMap((event) => (event.type === 'printed' ? [event.program] : [])))];
  return programs.flatMap((program) =>
    (['stdout', 'stderr'] as const).flatMap((stream) => {
      const whole = outputOf(trace, program, stream);
      if (whole.length === 0) return [];
      const fits = whole.length <= HEAD_BYTES + TAIL_BYTES;
      const lateLines = lateLinesOf(trace, program, stream);
      return [
        {
          program,
          stream,
          length: whole.length,
          head: fits ? whole : whole.slice(0, HEAD_BYTES),
          tail: fits ? new Uint8Array() : tailOf(whole),
          ...(lateLines > 0 && { lateLines }),
          log: logOf(trace.run, program, stream),
        },
      ];
    }),
  );
}

/** All that a program wrote to one stream in a run, until it was ended: what it says then would only worry its reader. */
export function outputOf({ events }: RunTrace, program: string, stream: Stream): Uint8Array {
  return written(eventsBefore(events, 'stop'), program, stream);
}

/** How many of its lines came when the script had ended. */
function lateLinesOf({ events }: RunTrace, program: string, stream: Stream): number {
  // A program says why it ends, or closes, a moment after it has done so: that is its own doing, also where it comes late.
  const endedFirst = eventsBefore(events, 'aftermath').some(
    ({ type }) => type === 'closed-by-program' || type === 'exited',
  );
  return endedFirst ? 0 : linesIn(written(eventsSince(eventsBefore(events, 'stop'), 'aftermath'), program, stream));
}

function written(events: readonly TraceEvent[], program: string, stream: Stream): Uint8Array {
  return concat(
    events.flatMap((event) =>
      event.type === 'printed' && event.program === program && event.stream === stream ? [event.data] : [],
    ),
  );
}

function linesIn(output: Uint8Array): number {
  const ends = output.filter((byte) => byte === LINE_FEED).length;
  return output.length === 0 || output.at(-1) === LINE_FEED ? ends : ends + 1;
}

const LINE_FEED = 0x0a;
