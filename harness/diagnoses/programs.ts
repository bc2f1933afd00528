import { concat } from '../model/bytes.js';
import { ownEnd } from '../model/own-end.js';
import { eventsSince } from '../model/phases.js';
import { isSubmitted } from '../model/plan.js';
import { peerNamed } from '../model/spec.js';
import type { TraceEvent } from '../model/trace.js';
import type { Evidence } from './diagnosis.js';

/**
 * The program that the finding is about: its actor, the one that its peer talks to, or the one that was launched. Where
 * that is ours, it is the submission's, which spoke with it.
 */
export function programOf(evidence: Evidence): string {
  const { trace, check } = evidence;
  const program = programFound(evidence);
  if (isSubmitted(program, check)) return program;
  const started = trace.events.flatMap((event) => (event.type === 'started' ? [event.program] : []));
  return started.find((each) => isSubmitted(each, check)) ?? program;
}

function programFound({ plan, trace, finding }: Evidence): string {
  const { programs } = plan.spec;
  if (finding.actor !== undefined && finding.actor in programs) return finding.actor;
  const peer = finding.actor === undefined ? undefined : peerNamed(plan.spec, finding.actor);
  if (peer?.role.kind === 'connect') return peer.role.to;
  const started = trace.events.find((event) => event.type === 'started');
  return started?.type === 'started' ? started.program : (Object.keys(programs)[0] ?? 'program');
}

/** True for a program that others connect to or send to. */
export function isServer(evidence: Evidence): boolean {
  return evidence.plan.spec.programs[programOf(evidence)]?.over !== undefined;
}

export interface End {
  readonly atMs: number;
  readonly code?: number;
  readonly signal?: string;
}

/** How it ended by itself while the script ran: what it does once our sides are closed is another story. */
export function endOf(evidence: Evidence): End | undefined {
  const end = ownEndOf(evidence);
  return end && end.atMs <= goodbyeAtMs(evidence) ? end : undefined;
}

/** How it ended before we ended it. */
export function ownEndOf(evidence: Evidence): End | undefined {
  return ownEnd(evidence.trace.events, programOf(evidence));
}

/** True where it was seen alive and well for a while after all was over: it did not die of what happened. */
export function outlived(evidence: Evidence): boolean {
  const program = programOf(evidence);
  return evidence.trace.events.some(
    (event) => event.type === 'observed-cpu' && event.program === program && event.overMs >= A_WHILE_MS,
  );
}

const A_WHILE_MS = 100;

/** What it wrote, piece by piece. */
export function printedBy(evidence: Evidence, stream: 'stdout' | 'stderr' | 'either'): readonly Printed[] {
  const program = programOf(evidence);
  return evidence.trace.events.filter(
    (event): event is Printed =>
      event.type === 'printed' && event.program === program && (stream === 'either' || event.stream === stream),
  );
}

type Printed = Extract<TraceEvent, { type: 'printed' }>;

export function outputOf(evidence: Evidence, stream: 'stdout' | 'stderr' | 'either'): Uint8Array {
  const pieces = printedBy(evidence, stream).map(({ data }) => data);
  return pieces.length === 0 ? new Uint8Array() : concat(pieces);
}

/** Output as text, for looking into; bytes that are no text become replacement characters. */
export function outputText(evidence: Evidence, stream: 'stdout' | 'stderr' | 'either'): string {
  return new TextDecoder().decode(outputOf(evidence, stream));
}

/** A prompt is what stands at the end of the output, without a line end after it. */
export function endsInPrompt(printed: string): boolean {
  return /[:?>] ?$/.test(printed);
}

/** The last line that is not blank. */
export function lastLine(text: string): string {
  return (
    text
      .split(/\r?\n/)
      .findLast((line) => line.trim() !== '')
      ?.trim() ?? ''
  );
}

/** The words that it was launched with, as a person would type them. */
export function commandOf(evidence: Evidence): string {
  const program = programOf(evidence);
  const started = evidence.trace.events.findLast((event) => event.type === 'started' && event.program === program);
  return started?.type === 'started' ? started.words.join(' ') : '';
}

/** True where it asked for its port, or for whatever else it is told, and was answered at the keyboard. */
export function wasAnswered(evidence: Evidence): boolean {
  const program = programOf(evidence);
  return evidence.trace.events.some(
    (event) => event.type === 'typed' && event.program === program && event.by === 'habit',
  );
}

/** When the script had failed and our sides began to be closed; never, where nothing was left to close. */
export function goodbyeAtMs({ trace }: Evidence): number {
  const closed = eventsSince(trace.events, 'aftermath').find((event) => event.type === 'closed');
  return closed?.atMs ?? Number.POSITIVE_INFINITY;
}
