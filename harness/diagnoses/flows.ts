import { concat, equalBytes, indexOfBytes } from '../model/bytes.js';
import type { Transport } from '../model/spec.js';
import type { Address, RunTrace, TraceEvent } from '../model/trace.js';
import type { Evidence } from './diagnosis.js';

/** One connection of ours (or one UDP counterpart), and all that passed on it while the script ran. */
export interface Flow {
  readonly name: string;
  readonly actor: string;
  readonly over: Transport;
  /** The address that it was opened to, by us. */
  readonly remote?: Address;
  readonly openedAtMs?: number;
  readonly sent: readonly Passage[];
  readonly received: readonly Passage[];
  /** We have said that we send no more. */
  readonly halfClosedAtMs?: number;
  /** We have left. */
  readonly left?: { readonly atMs: number; readonly how: 'fin' | 'reset' };
  /** The program has ended it. */
  readonly ended?: { readonly atMs: number; readonly how: 'fin' | 'reset' };
  /** What the kernel showed of the program's end when the script had failed. */
  readonly observed?: {
    readonly accepted: boolean;
    readonly unreadBytes: number;
    /** When its holder began a child that had ended by then. */
    readonly childBegunAtMs?: number;
  };
  /** What happened once the script was over and our sides were closed. */
  readonly later: { readonly halfClosedAtMs?: number; readonly received: readonly Passage[] };
}

/** Bytes that passed at once. */
export interface Passage {
  readonly atMs: number;
  readonly data: Uint8Array;
  readonly source?: Address;
}

/** Every connection of a run, in the order in which they were begun. */
export function flowsOf({ events }: RunTrace): readonly Flow[] {
  const flows = new Map<string, Growing>();
  let phase = 'steps';
  for (const event of events) {
    if (event.type === 'phase') phase = event.phase;
    // What we tear down at the end is no doing of the program.
    if (phase === 'stop') break;
    if (!isOfFlow(event)) continue;
    const flow = flows.get(event.flow) ?? {
      name: event.flow,
      actor: event.actor,
      over: 'tcp',
      sent: [],
      received: [],
      later: { received: [] },
    };
    flows.set(event.flow, flow);
    if (phase === 'aftermath') addLater(flow, event);
    else add(flow, event);
  }
  return [...flows.values()];
}

type Growing = { -readonly [Key in keyof Flow]: Flow[Key] } & {
  sent: Passage[];
  received: Passage[];
  later: { halfClosedAtMs?: number; received: Passage[] };
};
type FlowEvent = Extract<
  TraceEvent,
  { type: 'opened' | 'sent' | 'received' | 'closed' | 'closed-by-program' | 'observed-socket' }
>;

function isOfFlow(event: TraceEvent): event is FlowEvent {
  return ['opened', 'sent', 'received', 'closed', 'closed-by-program', 'observed-socket'].includes(event.type);
}

function add(flow: Growing, event: FlowEvent): void {
  const { atMs } = event;
  switch (event.type) {
    case 'opened':
      flow.over = event.over;
      flow.openedAtMs ??= atMs;
      if (event.by === 'peer' && event.remote) flow.remote = event.remote;
      return;
    case 'sent':
      flow.sent.push({ atMs, data: event.data });
      return;
    case 'received':
      flow.received.push({ atMs, data: event.data, ...(event.source && { source: event.source }) });
      return;
    case 'closed':
      if (event.how === 'writing') flow.halfClosedAtMs ??= atMs;
      else flow.left ??= { atMs, how: event.how };
      return;
    case 'closed-by-program':
      flow.ended ??= { atMs, how: event.how };
      return;
    case 'observed-socket':
      return;
  }
}

function addLater(flow: Growing, event: FlowEvent): void {
  if (event.type === 'received') flow.later.received.push({ atMs: event.atMs, data: event.data });
  if (event.type === 'closed') flow.later.halfClosedAtMs ??= event.atMs;
  if (event.type === 'observed-socket') {
    const { atMs, accepted, unreadBytes, endedChildAgeMs: age } = event;
    flow.observed = { accepted, unreadBytes, ...(age !== undefined && { childBegunAtMs: atMs - age }) };
  }
}

/** The connection that the finding is about: the actor's last, unless we had left it. */
export function failingFlow({ trace, finding }: Evidence): Flow | undefined {
  return flowsOf(trace).findLast((flow) => flow.actor === finding.actor && flow.openedAtMs !== undefined && !flow.left);
}

/** True where the bytes that are due are what this client itself had sent. */
export function isEcho(expected: Uint8Array | undefined, { sent }: Flow): boolean {
  if (expected === undefined || expected.length === 0) return false;
  const all = bytesOf(sent);
  if (indexOfBytes(all, expected) >= 0) return true;
  // The sending may have been given up in the middle of the message. Where more was sent than is due, that its end is
  // how the answer begins may be chance: a server that reverses is asked for that.
  if (all.length >= expected.length) return false;
  return sent.some((_piece, index) => {
    const under = bytesOf(sent.slice(index));
    return under.length > 0 && equalBytes(expected.subarray(0, under.length), under);
  });
}

/** `client c`, or `client c (connection 2)` where it has made more than one. */
export function sayFlow(flow: Flow): string {
  const number = /#(\d+)$/.exec(flow.name)?.[1];
  return `client ${flow.actor}${number === undefined ? '' : ` (connection ${number})`}`;
}

/** The one connection that was begun just when the program ended this one, on which it had been quiet since then. */
export function openedAtEndOf(flow: Flow, flows: readonly Flow[]): Flow | undefined {
  const { ended } = flow;
  if (!ended) return undefined;
  const quietSince = Math.max(flow.openedAtMs ?? 0, ...flow.received.map(({ atMs }) => atMs));
  const begun = flows.filter(
    ({ name, openedAtMs = 0, received }) =>
      name !== flow.name &&
      openedAtMs > quietSince &&
      (Math.abs(openedAtMs - ended.atMs) < SAME_MOMENT_MS ||
        isBetween(ended.atMs, openedAtMs, Math.min(openedAtMs + BUSY_MOMENT_MS, ...received.map(({ atMs }) => atMs)))),
  );
  // Of many that come at once, none is the reason.
  return begun.length === 1 ? begun[0] : undefined;
}

const SAME_MOMENT_MS = 100;

/** On a busy machine it may take so long, as long as the newcomer has had no answer yet. */
const BUSY_MOMENT_MS = 1_000;

function isBetween(atMs: number, fromMs: number, toMs: number): boolean {
  return atMs >= fromMs && atMs <= toMs;
}

/** We have left, or have said that we send no more. */
export function hasFinished({ left, halfClosedAtMs }: Flow): boolean {
  return left !== undefined || halfClosedAtMs !== undefined;
}

export function bytesOf(passages: readonly Passage[]): Uint8Array {
  return passages.length === 0 ? new Uint8Array() : concat(passages.map(({ data }) => data));
}

/** Both sides still held it open when the script ended. */
export function wasOpen(flow: Flow): boolean {
  return flow.over === 'tcp' && flow.openedAtMs !== undefined && !flow.left && !flow.ended;
}
