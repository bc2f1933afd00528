import type { CheckReport, Exchange, ExchangeEvent } from '../../model/report.js';

/** What can be taken in at once: so many events, between so many lanes. */
const MOST_EVENTS = 24;
const MOST_LANES = 6;

/** Of a larger exchange so many events are shown first. */
const FIRST_SHOWN = 16;

/** True where all of it can be taken in at once. */
export function isSmall({ events, lanes }: Exchange): boolean {
  return events.length <= MOST_EVENTS && lanes.length <= MOST_LANES;
}

/** The part of a large exchange in which the check failed. Undefined where nothing failed, or where it is small. */
export function failingPart({ status, findings, exchange }: CheckReport): Exchange | undefined {
  if (status !== 'failed' || isSmall(exchange)) return undefined;
  const actor = exchange.lanes.length <= MOST_LANES ? undefined : findings[0]?.actor;
  // Of many at once, what the one that failed took part in; of few, what they all did in the end.
  const own = exchange.events.filter((event) => actor === undefined || concerns(event, actor));
  const events = (own.length > 0 ? own : exchange.events).slice(-FIRST_SHOWN);
  const met = new Set(events.flatMap(placesOf));
  return { lanes: exchange.lanes.filter((lane) => met.has(lane)), events, leftOut: 0 };
}

/** A program that ends badly, or could not be launched, concerns everybody. */
function concerns(event: ExchangeEvent, actor: string): boolean {
  return placesOf(event).includes(actor) || (event.kind === 'note' && event.tone === 'bad');
}

function placesOf(event: ExchangeEvent): string[] {
  return event.kind === 'note' ? [event.at] : [event.from, event.to];
}
