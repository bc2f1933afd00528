import { equalBytes, latin1 } from '../model/bytes.js';
import type { TraceEvent } from '../model/trace.js';
import type { Evidence } from './diagnosis.js';
import { programOf } from './programs.js';

/** A datagram that the program sent over a link, every time that it sent it, and what became of the answers to it. */
export interface Request {
  readonly data: Uint8Array;
  readonly tries: readonly Crossing[];
  /**
   * `lost`: damage took the request or its answer, each time. `held up`: an answer may have come, but late or out
   * of its turn. `not due`: the script had none for it.
   */
  readonly answer: 'came' | 'held up' | 'lost' | 'not due';
}

export interface Crossing {
  readonly atMs: number;
  readonly data: Uint8Array;
  readonly fate: 'arrived' | 'held up' | 'lost';
}

/** The requests of a program that speaks over a damaged link, in the order of their first try. */
export function requestsOf(evidence: Evidence): readonly Request[] {
  const program = programOf(evidence);
  const crossings = crossingsOf(evidence);
  const tries = new Map<string, Crossing[]>();
  for (const crossing of crossings)
    if (crossing.from === program)
      tries.set(latin1(crossing.data), [...(tries.get(latin1(crossing.data)) ?? []), crossing]);
  return [...tries.values()].map((all) => {
    const data = (all[0] as Crossing).data;
    const answers = answersTo(data, evidence);
    const fates = new Set(
      crossings.flatMap((crossing) =>
        crossing.from !== program && answers.some((answer) => equalBytes(answer, crossing.data)) ? [crossing.fate] : [],
      ),
    );
    const wasLost = fates.has('lost') || all.every(({ fate }) => fate === 'lost');
    return {
      data,
      tries: all,
      answer: fates.has('arrived') ? 'came' : fates.has('held up') ? 'held up' : wasLost ? 'lost' : 'not due',
    };
  });
}

/** Only datagrams are lost; what crosses a TCP link is no request that could be sent again. */
function crossingsOf({ plan, trace }: Evidence): readonly (Crossing & { readonly from: string })[] {
  const damages = trace.events.filter(
    (event): event is Extract<TraceEvent, { type: 'damage' }> => event.type === 'damage',
  );
  return trace.events.flatMap((event) => {
    if (event.type !== 'relayed' || plan.spec.links[event.link]?.over === 'tcp') return [];
    const { atMs, data, link, flow, from, unit } = event;
    const own = damages.filter(
      (damage) => damage.link === link && damage.flow === flow && damage.from === from && damage.unit === unit,
    );
    const fates = new Set(own.map((damage) => damage.fate));
    const isHeldUp = fates.has('late') || fates.has('changed');
    return [{ atMs, data, from, fate: fates.has('lost') ? 'lost' : isHeldUp ? 'held up' : 'arrived' }];
  });
}

/** What our peer answered to this request. */
function answersTo(request: Uint8Array, { trace }: Evidence): readonly Uint8Array[] {
  const answers: Uint8Array[] = [];
  let asked: Uint8Array | undefined;
  for (const event of trace.events) {
    if (event.type === 'received') asked = event.data;
    if (event.type === 'sent' && asked && equalBytes(asked, request)) answers.push(event.data);
  }
  return answers;
}

/** When an answer was repeated, held up or overtaken, so that an old one may come where a new one is due. */
export function firstStrayAtMs({ trace }: Evidence): number | undefined {
  return trace.events.find((event) => event.type === 'damage' && event.fate !== 'lost')?.atMs;
}
