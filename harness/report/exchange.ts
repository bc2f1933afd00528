import { sayBreach } from '../model/breach.js';
import { grouped } from '../model/grouped.js';
import { sayDuration } from '../model/duration.js';
import type { Plan } from '../model/plan.js';
import type { Exchange, ExchangeEvent } from '../model/report.js';
import { peerNamed } from '../model/spec.js';
import type { RunTrace, TraceEvent } from '../model/trace.js';
import { crossingsOf, PREVIEW_BYTES, type Crossings } from './crossings.js';

/** A report shows so many events: the beginning and the end of a long exchange. */
const MOST_EVENTS = 60;

/** A run's trace as a ladder: who takes part, and what passed between them in order. Pure. */
export function exchangeOf(plan: Plan, trace: RunTrace): Exchange {
  const facts = factsOf(plan, trace);
  // What a program does once we end it is not its own doing.
  const stopped = new Set(trace.events.flatMap((event) => (event.type === 'stopping' ? [event.program] : [])));
  const own = trace.events.filter((event) => event.type !== 'exited' || !stopped.has(event.program));
  const events = withShortAftermath(own.flatMap((event) => tell(event, facts) ?? []));
  const leftOut = Math.max(0, events.length - MOST_EVENTS);
  const shown = leftOut === 0 ? events : [...events.slice(0, MOST_EVENTS / 2), ...events.slice(-MOST_EVENTS / 2)];
  return { lanes: lanesOf(plan, shown), events: shown, leftOut };
}

/** Behind the end of the script so many events are shown of those that came first, and of the last. */
const AFTERMATH = { first: 8, last: 3 };

/** A program that does not see that we have left may go on without end: that is not to bury what came before it. */
function withShortAftermath(events: readonly ExchangeEvent[]): readonly ExchangeEvent[] {
  const end = events.findIndex((event) => event.kind === 'note' && event.endsScript);
  const first = end + 1 + AFTERMATH.first;
  const last = events.length - AFTERMATH.last;
  const ending = events[end];
  if (ending?.kind !== 'note' || last - first < 2) return events;
  const more: ExchangeEvent = {
    atMs: events[first]?.atMs ?? ending.atMs,
    kind: 'note',
    at: ending.at,
    text: `… ${grouped(last - first)} events …`,
    tone: 'plain',
  };
  return [...events.slice(0, first), more, ...events.slice(last)];
}

/** What an event alone does not say. */
interface Facts extends Crossings {
  readonly mainProgram: string;
  /** The program on the other side of each actor of ours. */
  readonly facing: ReadonlyMap<string, string>;
  /** The port that each flow was opened to, by a peer. */
  readonly askedAt: ReadonlyMap<string, number>;
  /** For each step that has ended, how long nothing had happened to its actor. */
  readonly quietMs: ReadonlyMap<TraceEvent, number>;
}

function factsOf(plan: Plan, trace: RunTrace): Facts {
  const started = trace.events.find((event) => event.type === 'started');
  const mainProgram = started?.type === 'started' ? started.program : (Object.keys(plan.spec.programs)[0] ?? 'program');
  const facing = new Map<string, string>();
  const askedAt = new Map<string, number>();
  for (const event of trace.events) {
    if (event.type !== 'opened') continue;
    const peer = peerNamed(plan.spec, event.actor);
    facing.set(event.actor, peer?.role.kind === 'connect' ? peer.role.to : mainProgram);
    if (event.by === 'peer' && event.remote) askedAt.set(event.flow, event.remote.port);
  }
  return { mainProgram, facing, askedAt, quietMs: quietTimes(trace), ...crossingsOf(plan, trace) };
}

function quietTimes({ events }: RunTrace): ReadonlyMap<TraceEvent, number> {
  const since = new Map<string | undefined, number>();
  const quietMs = new Map<TraceEvent, number>();
  for (const event of events) {
    const who = 'actor' in event ? event.actor : 'program' in event ? event.program : undefined;
    if (event.type === 'step-ended') quietMs.set(event, event.atMs - (since.get(who) ?? event.atMs));
    // Whoever has to wait for its client first waits anew when that is there.
    else since.set(who, event.atMs);
  }
  return quietMs;
}

function lanesOf(plan: Plan, events: readonly ExchangeEvent[]): string[] {
  const names = new Set(events.flatMap((event) => (event.kind === 'note' ? [event.at] : [event.from, event.to])));
  const place = (name: string): number => (name in plan.spec.programs ? 2 : name in plan.spec.links ? 1 : 0);
  return [...names].toSorted((a, b) => place(a) - place(b));
}

function tell(event: TraceEvent, facts: Facts): ExchangeEvent | undefined {
  const { atMs } = event;
  const note = (at: string, text: string, tone: 'plain' | 'bad' = 'plain'): ExchangeEvent => ({
    atMs,
    kind: 'note',
    at,
    text,
    tone,
  });
  switch (event.type) {
    case 'opened':
    case 'closed':
    case 'closed-by-program':
    case 'sent':
    case 'received':
      return tellWire(event, facts);
    case 'started':
      return event.terminal === undefined
        ? undefined
        : note(event.program, `runs at a terminal (${event.terminal}): what it writes to stderr comes with its stdout`);
    case 'listening':
      return note(
        event.program,
        `listens on ${event.address.host}:${event.address.port}${event.asked === undefined || event.asked === event.address.port ? '' : `, though it was told ${event.asked}`}`,
      );
    case 'typed':
      return note(event.program, sayTyped(event));
    case 'relayed':
      return facts.between.get(event);
    case 'handshake':
      return note(event.actor, event.why === undefined ? 'TLS is agreed on' : `no TLS: ${event.why}`);
    case 'input-ended':
      return note(event.program, 'its input is ended (Ctrl-D)');
    case 'signalled':
      return note(event.program, `is sent ${event.signal}${event.signal === 'SIGINT' ? ' (Ctrl-C)' : ''}`);
    case 'damage':
      if (facts.lost.has(event)) return facts.lost.get(event);
      if (facts.toldByArrow.has(event)) return undefined;
      return note(event.link, `${sayWhat(event)} from ${event.from}: ${event.what}`);
    case 'exited':
      return note(
        event.program,
        event.signal ? `killed by ${event.signal}` : `ended with exit code ${event.code}`,
        event.signal || event.code !== 0 ? 'bad' : 'plain',
      );
    case 'not-launched':
      return note(event.program, 'could not be launched', 'bad');
    case 'over-limit':
      return note(event.program, sayBreach(event.breach), 'bad');
    case 'left-behind':
      return note(
        event.program,
        `leaves ${event.what.count === 1 ? 'a process' : `${event.what.count} processes`} behind`,
        'bad',
      );
    case 'limit-reached':
      return note(facts.mainProgram, `the time of the check is over (${sayDuration(event.afterMs)})`, 'bad');
    case 'starved':
      return note(
        facts.mainProgram,
        `the machine was too busy: ${sayDuration(Math.round(event.lackedMs))} of ${sayDuration(Math.round(event.ofMs))} waiting for it`,
      );
    case 'dropped':
      return note(event.program, `the kernel dropped ${event.datagrams} of the datagrams for port ${event.port}`);
    case 'phase':
      return event.phase === 'aftermath'
        ? {
            atMs,
            kind: 'note',
            at: facts.mainProgram,
            text: 'the script ends here; what follows came when our side closed',
            tone: 'plain',
            endsScript: true,
          }
        : undefined;
    case 'step-ended':
      return event.outcome.ended === 'silence' && event.actor !== undefined
        ? note(event.actor, saySilence(event.outcome.waitedMs ?? 0, facts.quietMs.get(event) ?? 0), 'bad')
        : undefined;
    default:
      return undefined;
  }
}

/** Time in which the machine was too busy counts against nobody, and so a wait may be longer than it was to be. */
function saySilence(waitedMs: number, quietMs: number): string {
  const isLonger = quietMs > waitedMs * 1.2 + 500;
  return `${sayDuration(waitedMs)} of silence${isLonger ? ` (${sayDuration(quietMs)} by the clock: this machine was busy)` : ''}`;
}

/** Cut before it is text: a line that is typed may be as long as one that is sent. */
function sayTyped({ by, data }: Extract<TraceEvent, { type: 'typed' }>): string {
  return by === 'enter' ? 'waits for Enter; pressed' : `${by === 'habit' ? 'asks; typed' : 'typed'}: ${sayLine(data)}`;
}

function sayLine(data: Uint8Array): string {
  // What a cut leaves of a character at the end is left out.
  const text = new TextDecoder().decode(data.subarray(0, PREVIEW_BYTES), { stream: true }).trimEnd();
  if (data.length > PREVIEW_BYTES) return `${text}… (${grouped(data.length)} bytes)`;
  return text || '(an empty line)';
}

/** What a damage befell: `no. 2`, or all that comes. */
export function sayWhat({ unit }: Extract<TraceEvent, { type: 'damage' }>): string {
  return unit === 0 ? 'all' : `no. ${unit}`;
}

function tellWire(
  event: Extract<TraceEvent, { type: 'opened' | 'closed' | 'closed-by-program' | 'sent' | 'received' }>,
  facts: Facts,
): ExchangeEvent | undefined {
  const { atMs, actor, flow } = event;
  const program = facts.facing.get(actor) ?? facts.mainProgram;
  const ours = { from: actor, to: program, flow };
  const theirs = { from: program, to: actor, flow };
  switch (event.type) {
    case 'opened':
      // Over UDP nothing passes when a socket is made.
      return event.over === 'udp'
        ? undefined
        : { atMs, kind: 'signal', ...(event.by === 'peer' ? ours : theirs), text: 'connects' };
    case 'closed':
      return {
        atMs,
        kind: 'signal',
        ...ours,
        text: { fin: 'closes (FIN)', writing: 'half close (FIN)', reset: 'reset (RST)' }[event.how],
      };
    case 'closed-by-program':
      return { atMs, kind: 'signal', ...theirs, text: event.how === 'fin' ? 'closes (FIN)' : 'reset (RST)' };
    case 'sent': {
      const damage = facts.lostSends.get(event);
      return {
        atMs,
        kind: 'message',
        ...ours,
        length: event.data.length,
        data: event.data.slice(0, PREVIEW_BYTES),
        ...(damage !== undefined && { damage }),
      };
    }
    case 'received': {
      const asked = facts.askedAt.get(flow);
      const strange = event.source && asked !== undefined && event.source.port !== asked;
      return {
        atMs,
        kind: 'message',
        ...theirs,
        length: event.data.length,
        data: event.data.slice(0, PREVIEW_BYTES),
        ...(strange && { damage: `from port ${event.source?.port}` }),
      };
    }
  }
}
