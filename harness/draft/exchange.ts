import { concat } from '../model/bytes.js';
import type { LinkEvent } from '../model/link-event.js';

/** What was said on one connection (or by one UDP client and to it), in its order. */
export interface Exchange {
  /** Counts from 1 in order of first appearance. */
  readonly flow: number;
  readonly turns: readonly Turn[];
}

/** `by` is the side that connects, or the one that is connected to. */
export type Turn = { readonly by: 'client' | 'server' } & (
  | { readonly kind: 'says'; readonly data: Uint8Array }
  | { readonly kind: 'ends'; readonly how: 'fin' | 'reset' }
);

/** Sorts what a link told into exchanges. `from` is the name of the side that connects. */
export function exchangesOf(events: readonly LinkEvent[], from: string): Exchange[] {
  const flows = new Map<string, Turn[]>();
  for (const event of events) {
    if (event.type !== 'relayed' && event.type !== 'ended' && event.type !== 'connected') continue;
    const turns = flows.get(event.flow) ?? [];
    flows.set(event.flow, turns);
    const by = event.from === from ? 'client' : 'server';
    if (event.type === 'relayed') turns.push({ by, kind: 'says', data: event.data });
    if (event.type === 'ended') turns.push({ by, kind: 'ends', how: event.how });
  }
  return [...flows].map(([flow, turns]) => ({ flow: Number(flow), turns }));
}

/** A stream has no messages: what one side says until the other speaks is one. */
export function joined(turns: readonly Turn[]): Turn[] {
  const all: Turn[] = [];
  for (const turn of turns) {
    const last = all.at(-1);
    if (turn.kind === 'says' && last?.kind === 'says' && last.by === turn.by)
      all[all.length - 1] = { ...turn, data: concat([last.data, turn.data]) };
    else all.push(turn);
  }
  return all;
}
