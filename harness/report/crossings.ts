import { equalBytes } from '../model/bytes.js';
import type { Plan } from '../model/plan.js';
import type { ExchangeEvent } from '../model/report.js';
import type { RunTrace, TraceEvent } from '../model/trace.js';

/** Of each message so many bytes go into the report. */
export const PREVIEW_BYTES = 96;

/** What links swallowed, and what they carried between two programs. */
export interface Crossings {
  /** What a link swallowed of a program's traffic: nobody received it, so it is drawn as an arrow that does not arrive. */
  readonly lost: ReadonlyMap<TraceEvent, ExchangeEvent>;
  /** What we sent and a link swallowed: our own arrow does not arrive, and says why. */
  readonly lostSends: ReadonlyMap<TraceEvent, string>;
  /** What passed between two programs, and was not swallowed. */
  readonly between: ReadonlyMap<TraceEvent, ExchangeEvent>;
  /** Damage that an arrow tells of already. */
  readonly toldByArrow: ReadonlySet<TraceEvent>;
}

type Relayed = Extract<TraceEvent, { type: 'relayed' }>;

/** Each loss of ours belongs to the last sending of those bytes before it. */
export function crossingsOf(plan: Plan, trace: RunTrace): Crossings {
  const lost = new Map<TraceEvent, ExchangeEvent>();
  const lostSends = new Map<TraceEvent, string>();
  const between = new Map<TraceEvent, ExchangeEvent>();
  const toldByArrow = new Set<TraceEvent>();
  const crossing = new Map<string, Relayed>();
  for (const [index, event] of trace.events.entries()) {
    if (event.type !== 'relayed' && event.type !== 'damage') continue;
    const key = `${event.link} ${event.flow} ${event.from} ${event.unit}`;
    if (event.type === 'relayed') {
      crossing.set(key, event);
      if (isBetweenPrograms(plan, event.link)) between.set(event, messageOf(plan, event, event.data));
    }
    if (event.type !== 'damage' || event.fate !== 'lost') continue;
    const crossed = crossing.get(key);
    const damage = `dropped by ${event.link}: ${event.what}`;
    if (event.from in plan.spec.programs) {
      lost.set(event, { ...messageOf(plan, event, crossed?.data ?? new Uint8Array()), damage });
      if (crossed) between.delete(crossed);
      continue;
    }
    const sent =
      crossed &&
      trace.events
        .slice(0, index)
        .findLast(
          (other) => other.type === 'sent' && other.actor === event.from && equalBytes(other.data, crossed.data),
        );
    if (!sent) continue;
    lostSends.set(sent, damage);
    toldByArrow.add(event);
  }
  return { lost, lostSends, between, toldByArrow };
}

function isBetweenPrograms({ spec }: Plan, name: string): boolean {
  const link = spec.links[name];
  return link !== undefined && link.from in spec.programs && link.to in spec.programs;
}

function messageOf(
  plan: Plan,
  { atMs, link: name, from, flow }: Extract<TraceEvent, { type: 'damage' | 'relayed' }>,
  data: Uint8Array,
): Extract<ExchangeEvent, { kind: 'message' }> {
  const link = plan.spec.links[name];
  const to = link?.from === from ? link.to : (link?.from ?? '');
  return { atMs, kind: 'message', from, to, flow, length: data.length, data: data.slice(0, PREVIEW_BYTES) };
}
