import type { Link } from '../links/link.js';
import type { LinkEvent, LinkTurn } from '../model/link-event.js';
import type { Transport } from '../model/spec.js';
import type { LinkTap } from '../steps/step-kind.js';
import { Changes } from './changes.js';
import type { Recorder } from './recorder.js';

/** What is known of a link, also before it is open. */
export class Tap extends Changes implements LinkTap {
  readonly over: Transport;
  readonly crossed: { readonly from: string; readonly flow: string; readonly data: Uint8Array }[] = [];
  private readonly recorder: Recorder;
  private opened: Link | undefined;
  /** How its switch was worked before it was opened. */
  private readonly turns: LinkTurn[] = [];

  constructor(over: Transport, recorder: Recorder) {
    super();
    this.over = over;
    this.recorder = recorder;
  }

  get link(): Link | undefined {
    return this.opened;
  }

  /** To be told what happens on the link: what belongs into a trace is written down. */
  readonly hear = (event: LinkEvent): void => {
    if (event.type !== 'relayed' && event.type !== 'damage' && event.type !== 'fault') return;
    if (event.type !== 'relayed') return this.recorder.record(event);
    this.recorder.relayed(event);
    if (!this.recorder.hasRoom) return;
    this.crossed.push({ from: event.from, flow: event.flow, data: event.data });
    this.tell();
  };

  async open(link: Link): Promise<void> {
    this.opened = link;
    for (const turn of this.turns) await link.turn(turn);
  }

  async turn(to: LinkTurn): Promise<void> {
    if (this.opened) await this.opened.turn(to);
    else this.turns.push(to);
  }
}
