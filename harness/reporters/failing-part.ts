import type { CheckReport, Exchange, ExchangeEvent } from '../model/report.js';

/** What can be taken in at once: so many events, between so many lanes. */
const MOST_EVENTS = 24;
const MOST_LANES = 6;

/** True where all of it can be taken in at once. */
export function isSmall({ events, lanes }: Exchange): boolean {
  return events.length <= MOST_EVENTS && lanes.length <= MOST_LANES;
}

/**
 * So many events of an exchange, round the moment at which its check failed: what went before it, and a little of what
 * came when our sides were closed.
 */
export function failingPart(
  { findings, exchange }: Pick<CheckReport, 'findings' | 'exchange'>,
  most: number,
): { readonly before: number; readonly shown: Exchange; readonly after: number } {
  const actor = exchange.lanes.length <= MOST_LANES ? undefined : findings[0]?.actor;
  // Of many at once, what the one that failed took part in; of few, what they all did in the end.
  const own = exchange.events.filter((event) => actor === undefined || concerns(event, actor));
  const all = own.length > 0 ? own : exchange.events;
  const end = all.findIndex(endsScript);
  const upTo = end < 0 ? all.length : end + 1 + Math.floor(most / 4);
  const events = all.slice(0, upTo).slice(-most);
  const met = new Set(events.flatMap(placesOf));
  const last = events.at(-1);
  const after = last ? exchange.events.length - 1 - exchange.events.lastIndexOf(last) : 0;
  return {
    before: exchange.events.length + exchange.leftOut - events.length - after,
    shown: { lanes: exchange.lanes.filter((lane) => met.has(lane)), events, leftOut: 0 },
    after,
  };
}

/** A program that ends badly, or could not be launched, concerns everybody. */
function concerns(event: ExchangeEvent, actor: string): boolean {
  return placesOf(event).includes(actor) || (event.kind === 'note' && event.tone === 'bad') || endsScript(event);
}

function endsScript(event: ExchangeEvent): boolean {
  return event.kind === 'note' && event.endsScript === true;
}

function placesOf(event: ExchangeEvent): string[] {
  return event.kind === 'note' ? [event.at] : [event.from, event.to];
}
