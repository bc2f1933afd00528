import type { Stage } from './stage.js';

/** What lies in our inboxes when the script is over came unasked. */
export async function recordUnread({ peers, recorder }: Pick<Stage, 'peers' | 'recorder'>): Promise<void> {
  // What the kernel has already received is handed to us within two turns of the event loop.
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
  for (const [as, peer] of peers) {
    for (const { inbox, isOver, reads } of peer.conversations) {
      if (isOver || reads === 'never' || (inbox.peek() === undefined && inbox.unread().length === 0)) continue;
      recorder.record({ type: 'unread', actor: as, flow: as, data: inbox.unread().slice() });
    }
  }
}
