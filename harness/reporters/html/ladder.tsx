import type { JSX } from 'preact';
import type { CheckReport, Exchange } from '../../model/report.js';
import { failingPart, isSmall } from '../failing-part.js';
import { counted } from '../wording.js';
import { LadderEvent } from './ladder-event.js';
import { Shown } from './shown.js';

/**
 * The exchange as ladder diagrams: of a large one first the part in which the check failed, in sight as it stands, and
 * behind it the whole.
 */
export function Ladder({ check }: { readonly check: CheckReport }): JSX.Element | null {
  const { exchange } = check;
  if (exchange.events.length === 0) return null;
  const part = check.status === 'failed' && !isSmall(exchange) ? failingPart(check, FIRST_SHOWN).shown : undefined;
  return (
    <div class="ladder-part">
      <h4>What passed on the wire</h4>
      {part === undefined ? (
        <Diagram exchange={exchange} label="What passed on the wire, in order" />
      ) : (
        <>
          <Diagram exchange={part} label="What passed on the wire when it failed, in order" />
          <details class="whole-ladder">
            <summary>
              The whole exchange: {counted(exchange.events.length + exchange.leftOut, 'event')}, {exchange.lanes.length}{' '}
              taking part
            </summary>
            <Diagram exchange={exchange} label="All that passed on the wire, in order" />
          </details>
        </>
      )}
    </div>
  );
}

/** Of a large exchange so many events are shown first. */
const FIRST_SHOWN = 16;

/** A list of events in words, laid out as arrows between lanes: what is seen and what a screen reader reads is the same text. */
function Diagram({ exchange, label }: { readonly exchange: Exchange; readonly label: string }): JSX.Element {
  const lanes = lanesOf(exchange);
  const gapAt = leftOutAfter(exchange);
  const severalFlows =
    new Set(exchange.events.flatMap((event) => (event.kind === 'note' ? [] : [event.flow]))).size > 1;
  return (
    <div class={isSmall(exchange) ? 'ladder-box small' : 'ladder-box'} tabIndex={0} role="group" aria-label={label}>
      <div
        class={lanes.length > MOST_WIDE_LANES ? 'ladder crowded' : 'ladder'}
        style={{ '--lanes': lanes.length, '--halves': lanes.length * 2 }}
      >
        <div class="lanes">
          <span class="time">time</span>
          {lanes.map((lane) => (
            <span class="lane">
              <Shown text={lane} most={40} />
            </span>
          ))}
        </div>
        <div class="lifelines" aria-hidden="true">
          {lanes.map((_, at) => (
            <i style={{ '--at': at * 2 + 2 }} />
          ))}
        </div>
        <ol class="events">
          {exchange.events.map((event, at) => (
            <>
              {at === gapAt && <li class="left-out">… {counted(exchange.leftOut, 'event')} left out …</li>}
              <LadderEvent event={event} lanes={lanes} severalFlows={severalFlows} />
            </>
          ))}
        </ol>
      </div>
    </div>
  );
}

/** With more lanes than these, they stand closer together. */
const MOST_WIDE_LANES = 8;

/** Events in the middle are left out between the first half (rounded up) of those that are kept and the second. */
function leftOutAfter({ events, leftOut }: Exchange): number | undefined {
  return leftOut > 0 ? Math.ceil(events.length / 2) : undefined;
}

/** An event at a lane that the report forgot is still shown. */
function lanesOf({ lanes, events }: Exchange): readonly string[] {
  const met = events.flatMap((event) => (event.kind === 'note' ? [event.at] : [event.from, event.to]));
  return [...new Set([...lanes, ...met])];
}
