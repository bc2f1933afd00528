import type { TraceEvent } from '../model/trace.js';
import type { Paint } from './paint.js';
import { quotedExcerpt } from './quoted-excerpt.js';
import { visibleString } from './visible-text.js';
import { counted, momentText } from './wording.js';

export interface PlayedOptions {
  /** The program on the other side. */
  readonly program: string;
  /** The steps by their ids: in words, and whether they are played at all. */
  readonly steps: ReadonlyMap<string, { readonly text: string; readonly isPlayed: boolean }>;
  readonly paint: Paint;
  readonly columns: number;
}

/** One thing that happened while a peer is played by hand, as a line; undefined where nobody need see it. */
export function playedLine(event: TraceEvent, options: PlayedOptions): string | undefined {
  const said = say(event, options);
  return said === undefined ? undefined : `${options.paint('dim', momentText(event.atMs).padStart(9))}  ${said}`;
}

function say(event: TraceEvent, { program, steps, paint, columns }: PlayedOptions): string | undefined {
  const wire = (arrow: '→' | '←', text: string): string =>
    `${'actor' in event ? event.actor : ''} ${arrow} ${program}  ${text}`;
  const message = (arrow: '→' | '←', data: Uint8Array): string => {
    const head = wire(arrow, counted(data.length, 'byte').padEnd(11));
    return `${head}  ${quotedExcerpt(data, Math.max(8, columns - head.length - 16))}`;
  };
  switch (event.type) {
    case 'opened':
      return event.over === 'udp' ? undefined : wire(event.by === 'peer' ? '→' : '←', 'connects');
    case 'handshake':
      return event.why === undefined ? undefined : wire('→', `no TLS: ${visibleString(event.why)}`);
    case 'sent':
      return message('→', event.data);
    case 'received':
      return message('←', event.data);
    case 'closed':
      return wire('→', { fin: 'closes (FIN)', writing: 'half close (FIN)', reset: 'resets (RST)' }[event.how]);
    case 'closed-by-program':
      return wire('←', event.how === 'fin' ? 'closes (FIN)' : 'resets (RST)');
    case 'damage':
      return paint('yellow', `${event.link}: no. ${event.unit} from ${event.from}: ${event.what}`);
    case 'step-ended': {
      const step = steps.get(event.step);
      if (!step || event.outcome.ended === 'abandoned') return undefined;
      const text = visibleString(step.text);
      if (!step.isPlayed) return paint('dim', `– ${text}  (not played: look for yourself)`);
      return event.outcome.ended === 'done' || event.outcome.ended === 'left'
        ? `${paint('green', '✓')} ${text}`
        : `${paint('red', '✗')} ${text}`;
    }
    default:
      return undefined;
  }
}
