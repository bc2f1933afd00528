import type { LinkEvent } from '../model/link-event.js';
import type { Fate } from '../model/trace.js';
import type { Paint } from './paint.js';
import { quotedExcerpt } from './quoted-excerpt.js';
import { counted, momentText } from './wording.js';

export interface CrossingOptions {
  /** The side that connects, and the side that is connected to, by their names in the events. */
  readonly from: string;
  readonly to: string;
  readonly over: 'tcp' | 'udp';
  readonly paint: Paint;
  readonly columns: number;
}

/** What crosses a link, line by line as it happens, and in sum at the end. What programs sent is shown safely. */
export class CrossingLines {
  private readonly options: CrossingOptions;
  private readonly sums = new Map<string, Sum>();
  /** What crossed last: damage that is done to it at once stands in its line. */
  private pending: Pending | undefined;

  constructor(options: CrossingOptions) {
    this.options = options;
  }

  /** The lines that are complete with this event. `flush` gives the one that may still grow. */
  tell(event: LinkEvent, atMs: number): string[] {
    if (event.type === 'damage' && this.pending?.key === keyOf(event)) {
      this.pending.fates.push(event);
      return [];
    }
    const before = this.flush();
    switch (event.type) {
      case 'relayed':
        this.pending = { key: keyOf(event), atMs, event, fates: [] };
        return before;
      case 'damage':
        return [
          ...before,
          this.line(atMs, event, [...(event.unit === 0 ? [] : [numbered(event.unit)]), this.say([event])]),
        ];
      case 'connected':
        return [...before, this.line(atMs, event, ['connects'])];
      case 'ended':
        return [...before, this.line(atMs, event, [event.how === 'fin' ? 'closes (FIN)' : 'resets (RST)'])];
      case 'unreachable':
        return [
          ...before,
          this.line(atMs, { ...event, from: this.options.from }, [
            this.options.paint('red', `nothing listens there (${event.errno})`),
          ]),
        ];
      case 'fault':
        return [...before, `${this.moment(atMs)}  ${this.options.paint('red', event.detail)}`];
    }
  }

  /** The line of what crossed last. To be called when all that is done to it at once has been told. */
  flush(): string[] {
    const { pending } = this;
    if (!pending) return [];
    this.pending = undefined;
    const { event, fates, atMs } = pending;
    this.count(event, fates);
    const number = numbered(event.unit);
    const size = counted(event.data.length, 'byte').padEnd(11);
    const fate = fates.length === 0 ? [] : [this.say(fates)];
    const taken = 12 + this.route(event).length + number.length + size.length + 8;
    const room = Math.max(8, this.options.columns - taken - fates.reduce((sum, { what }) => sum + what.length + 2, 0));
    return [this.line(atMs, event, [number, size, quotedExcerpt(event.data, room), ...fate])];
  }

  /** What crossed in each direction, and what became of it. */
  summary(): string[] {
    const { from, to, over } = this.options;
    return [from, to].map((sender) => {
      const { units, bytes, fates } = this.sums.get(sender) ?? { units: 0, bytes: 0, fates: new Map<Fate, number>() };
      const unit = over === 'udp' ? 'datagram' : 'piece';
      const parts = [...fates].map(([fate, count]) => `${count} ${SAID[fate]}`);
      return `${sender} → ${sender === from ? to : from}: ${counted(units, unit)}, ${counted(bytes, 'byte')}${parts.length > 0 ? `; ${parts.join(', ')}` : ''}`;
    });
  }

  private line(
    atMs: number,
    about: { readonly from: string; readonly flow: string },
    parts: readonly string[],
  ): string {
    return [this.moment(atMs), this.route(about), ...parts].join('  ');
  }

  private moment(atMs: number): string {
    return this.options.paint('dim', momentText(atMs).padStart(9));
  }

  /** `client 1 → server`. A port that is closed is so for every client. */
  private route({ from: sender, flow }: { readonly from: string; readonly flow: string }): string {
    const { from, to } = this.options;
    return `${from} ${flow === '0' ? '' : flow} ${sender === from ? '→' : '←'} ${to}`.replace('  ', ' ');
  }

  private say(fates: readonly Pick<Damage, 'fate' | 'what'>[]): string {
    const { paint } = this.options;
    return fates.map(({ fate, what }) => paint(fate === 'lost' ? 'red' : 'yellow', what)).join(', ');
  }

  private count({ from, data }: Relayed, fates: readonly Damage[]): void {
    const sum = this.sums.get(from) ?? { units: 0, bytes: 0, fates: new Map<Fate, number>() };
    sum.units += 1;
    sum.bytes += data.length;
    for (const fate of new Set(fates.map((each) => each.fate))) sum.fates.set(fate, (sum.fates.get(fate) ?? 0) + 1);
    this.sums.set(from, sum);
  }
}

type Relayed = Extract<LinkEvent, { type: 'relayed' }>;
type Damage = Extract<LinkEvent, { type: 'damage' }>;

interface Pending {
  readonly key: string;
  readonly atMs: number;
  readonly event: Relayed;
  readonly fates: Damage[];
}

interface Sum {
  units: number;
  bytes: number;
  readonly fates: Map<Fate, number>;
}

const SAID: Readonly<Record<Fate, string>> = {
  lost: 'lost',
  late: 'late or out of turn',
  changed: 'changed',
  added: 'with something added',
  recut: 'cut otherwise',
  ended: 'the last one',
};

function numbered(unit: number): string {
  return `no. ${unit}`.padEnd(7);
}

function keyOf({ flow, from, unit }: Relayed | Damage): string {
  return `${flow} ${from} ${unit}`;
}
