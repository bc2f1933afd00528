import type { Transport } from '../model/spec.js';
import { sayDuration } from '../model/duration.js';
import type { RunTrace, StepOutcome, TraceEvent } from '../model/trace.js';
import type { Verdict } from '../model/verdict.js';

type Withheld = Extract<Verdict, { readonly status: 'inconclusive' }>;

/** What failed, as far as it matters for whose fault it may be. */
export interface FailedStep {
  readonly ended: StepOutcome['ended'];
  readonly over: Transport | undefined;
  /** `the server` */
  readonly program: string;
}

/** Withholds the verdict on a failed step where the machine may be why it failed. */
export function judgeHost(trace: RunTrace, step: FailedStep): Withheld | undefined {
  return judgeDrops(trace, step) ?? judgeStarvation(trace, step);
}

/**
 * On a machine that was too busy, what did not come in time proves nothing, and neither does what a program did since
 * we were late. What came over a stream, and was wrong, is wrong on every machine.
 */
function judgeStarvation(trace: RunTrace, { ended, over, program }: FailedStep): Withheld | undefined {
  const starved = find(trace, 'starved');
  if (!starved || (ended === 'mismatch' && over === 'tcp')) return undefined;
  const who = starved.who === 'program' ? program : 'wiremark';
  return {
    status: 'inconclusive',
    because: 'host',
    detail: `Of the ${sayDuration(Math.round(starved.ofMs))} in which ${who} could have worked, it waited for a processor or a disk for ${sayDuration(Math.round(starved.lackedMs))}.`,
  };
}

/** Datagrams that the kernel threw away, since they came faster than they were read, are nobody's fault. */
function judgeDrops(trace: RunTrace, { over }: FailedStep): Withheld | undefined {
  const dropped = find(trace, 'dropped');
  if (!dropped || over !== 'udp') return undefined;
  const { datagrams, program, port } = dropped;
  return {
    status: 'inconclusive',
    because: 'kernel',
    detail: `It dropped ${datagrams === 1 ? '1 datagram' : `${datagrams} datagrams`} that had come for the ${program} at port ${port}, since others before were still waiting to be read.`,
  };
}

function find<Type extends TraceEvent['type']>(trace: RunTrace, type: Type): (TraceEvent & { type: Type }) | undefined {
  return trace.events.find((event): event is TraceEvent & { type: Type } => event.type === type);
}
