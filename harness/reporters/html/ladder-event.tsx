import type { ComponentChildren, JSX } from 'preact';
import type { ExchangeEvent } from '../../model/report.js';
import { hexOf, hexRows, textOf } from '../hex-view.js';
import { characterAround } from '../utf8.js';
import { visibleText } from '../visible-text.js';
import { counted, momentText } from '../wording.js';
import { Shown, ShownBytes } from './shown.js';

interface EventProps<Event = ExchangeEvent> {
  readonly event: Event;
  readonly lanes: readonly string[];
  /** More than one connection takes part, so each arrow names its own. */
  readonly severalFlows: boolean;
}

/** One rung of the ladder: an arrow with bytes, an arrow without, or a note at one lane. */
export function LadderEvent({ event, lanes, severalFlows }: EventProps): JSX.Element {
  switch (event.kind) {
    case 'message':
      return <Message event={event} lanes={lanes} severalFlows={severalFlows} />;
    case 'signal':
      return <Signal event={event} lanes={lanes} severalFlows={severalFlows} />;
    case 'note':
      return <Note event={event} lanes={lanes} severalFlows={severalFlows} />;
  }
}

function Message({
  event,
  lanes,
  severalFlows,
}: EventProps<ExchangeEvent & { readonly kind: 'message' }>): JSX.Element {
  const { damage } = event;
  const lost = damage !== undefined && /^dropped\b/.test(damage);
  const preview = previewOf(event.data);
  const size = (
    <span class="size">
      {counted(event.length, 'byte')}
      {severalFlows && (
        <>
          {' · '}
          <Shown text={event.flow} most={24} />
        </>
      )}
    </span>
  );
  return (
    <Arrow event={event} lanes={lanes} tone={damage === undefined ? '' : lost ? 'damaged lost' : 'damaged'}>
      {saysItAll(event.data, preview) && event.data.length === event.length ? (
        <span class="label">
          {event.length > 0 && (
            <code>
              <ShownBytes bytes={preview} />
            </code>
          )}{' '}
          {size}
        </span>
      ) : (
        <details class="message">
          <summary>
            <code>
              <ShownBytes bytes={preview} />
              {preview.length < event.length && '…'}
            </code>{' '}
            {size}
          </summary>
          <Bytes data={event.data} length={event.length} />
        </details>
      )}
      {damage !== undefined && (
        <span class="damage">
          {lost ? '✗ ' : '~ '}
          <Shown text={damage} most={80} />
        </span>
      )}
    </Arrow>
  );
}

function Signal({ event, lanes, severalFlows }: EventProps<ExchangeEvent & { readonly kind: 'signal' }>): JSX.Element {
  return (
    <Arrow event={event} lanes={lanes} tone="signal">
      <span class="label">
        <Shown text={event.text} most={80} />
        {severalFlows && (
          <span class="size">
            {' '}
            <Shown text={event.flow} most={24} />
          </span>
        )}
      </span>
    </Arrow>
  );
}

interface ArrowProps {
  readonly event: { readonly atMs: number; readonly from: string; readonly to: string };
  readonly lanes: readonly string[];
  readonly tone: string;
  readonly children: ComponentChildren;
}

function Arrow({ event: { atMs, from, to }, lanes, tone, children }: ArrowProps): JSX.Element {
  const [left, right] = [lanes.indexOf(from), lanes.indexOf(to)].sort((a, b) => a - b) as [number, number];
  const direction = left === right ? 'still' : lanes.indexOf(from) === left ? 'rightward' : 'leftward';
  // Two columns to a lane: an arrow runs from the middle of one lane to the middle of another.
  const place =
    left === right ? { '--at': left * 2 + 2, '--span': 2 } : { '--at': left * 2 + 3, '--span': (right - left) * 2 };
  return (
    <li class="event">
      <span class="time">{momentText(atMs)}</span>
      <div class={`arrow ${direction} ${tone}`.trimEnd()} style={place}>
        <span class="unseen">
          <Shown text={from} most={80} /> to <Shown text={to} most={80} />:{' '}
        </span>
        {children}
        <span class="shaft" aria-hidden="true" />
      </div>
    </li>
  );
}

function Note({ event, lanes }: EventProps<ExchangeEvent & { readonly kind: 'note' }>): JSX.Element {
  return (
    <li class="event">
      <span class="time">{momentText(event.atMs)}</span>
      <div class="note-place" style={{ '--at': lanes.indexOf(event.at) * 2 + 2, '--span': 2 }}>
        <span class={`note ${event.tone}`}>
          {event.tone === 'bad' && <span aria-hidden="true">✗ </span>}
          <span class="unseen">
            <Shown text={event.at} most={80} />:{' '}
          </span>
          <Shown text={event.text} most={200} />
        </span>
      </div>
    </li>
  );
}

/** The bytes of a message that its arrow cannot say: hex beside text. */
function Bytes({ data, length }: { readonly data: Uint8Array; readonly length: number }): JSX.Element {
  const shown = data.subarray(0, MOST_BYTES);
  const rows = hexRows({ length: shown.length, from: 0, data: shown }, undefined, 8);
  const last = rows.at(-1)?.offset ?? 0;
  return (
    <pre>
      {rows
        .map((row) => `${String(row.offset).padStart(String(last).length)}  ${hexOf(row).padEnd(23)}  ${textOf(row)}\n`)
        .join('')}
      {shown.length < length && `… ${counted(length - shown.length, 'more byte')}`}
    </pre>
  );
}

const MOST_BYTES = 192;
const PREVIEW_BYTES = 40;

function previewOf(data: Uint8Array): Uint8Array {
  return data.length <= PREVIEW_BYTES ? data : data.subarray(0, characterAround(data, PREVIEW_BYTES).start);
}

/** True where the preview holds every byte and none as a number, so that hex would add nothing. */
function saysItAll(data: Uint8Array, preview: Uint8Array): boolean {
  return preview.length === data.length && !visibleText(data).includes('\\x');
}
