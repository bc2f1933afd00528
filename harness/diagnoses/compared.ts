import type { StepOutcome } from '../model/trace.js';
import type { Evidence } from './diagnosis.js';
import { bytesOf, failingFlow, isEcho } from './flows.js';

/** The bytes that should have come against those that came. */
export interface Compared {
  readonly expected: Uint8Array;
  readonly actual: Uint8Array;
  /** False where the answer may not have been over: silence, or an end, cut it off. */
  readonly isWhole: boolean;
}

/** Both sides, where the finding is about bytes and it is known exactly which were due. */
export function comparedOf(evidence: Evidence): Compared | undefined {
  const { finding } = evidence;
  if (finding.code === 'extra-bytes') return withExtra(evidence);
  const expected = evidence.expected ?? shownWhole(evidence);
  const outcome = outcomeOf(evidence);
  if (!expected || !outcome) return undefined;
  // A datagram is a message of its own; what came after it is another.
  const datagram =
    failingFlow(evidence)?.over === 'udp' && outcome.ended === 'mismatch' ? outcome.messages?.at(-1) : undefined;
  return { expected, actual: datagram ?? evidence.actual, isWhole: outcome.ended === 'mismatch' };
}

/** The same, where what is due is what this client itself has sent: advice about echoing fits nothing else. */
export function echoOf(evidence: Evidence): Compared | undefined {
  const compared = comparedOf(evidence);
  const flow = failingFlow(evidence);
  return compared && flow && isEcho(compared.expected, flow) ? compared : undefined;
}

/** Until the extra bytes, everything was as expected. */
function withExtra(evidence: Evidence): Compared | undefined {
  const flow = failingFlow(evidence);
  const extra = extraOf(evidence);
  if (flow?.over !== 'tcp' || extra.length === 0) return undefined;
  const actual = bytesOf(flow.received);
  return { expected: actual.subarray(0, actual.length - extra.length), actual, isWhole: true };
}

/** What came although nothing more was asked for. */
export function extraOf(evidence: Evidence): Uint8Array {
  const { trace, finding } = evidence;
  const unread = trace.events.find((event) => event.type === 'unread' && event.actor === finding.actor);
  if (unread?.type === 'unread') return unread.data;
  return outcomeOf(evidence)?.rest ?? new Uint8Array();
}

/** How the step that the finding is about ended; of many rounds, the last. */
export function outcomeOf({ trace, finding }: Evidence): StepOutcome | undefined {
  const ended = trace.events.findLast(
    (event) => event.type === 'step-ended' && event.step === finding.step && event.actor === finding.actor,
  );
  return ended?.type === 'step-ended' ? ended.outcome : undefined;
}

/** Where several answers could have come, the finding shows the nearest; if it shows all of it, it is known. */
function shownWhole({ finding }: Evidence): Uint8Array | undefined {
  const shown = finding.code === 'reply-differs' ? finding.comparison?.expected : undefined;
  return shown && shown.from === 0 && shown.data.length === shown.length ? shown.data : undefined;
}
