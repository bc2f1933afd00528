import type { Deadline } from '../model/waiting.js';
import { received } from '../process/received.js';
import { pause } from './pause.js';
import type { Stage } from './stage.js';

/**
 * A program that has answered may not be done: what it sends behind its answer must not be seen by luck alone. It has
 * done all that it was about to do when it sleeps. One that never does is waited for so long.
 */
const REST_MS = 100;

/** What lies in our inboxes when the script is over, and the programs are at rest, came unasked. */
export async function recordUnread(stage: Pick<Stage, 'peers' | 'programs' | 'recorder' | 'clock'>): Promise<void> {
  const conversations = [...stage.peers]
    .flatMap(([as, peer]) => peer.conversations.map((conversation) => ({ as, conversation })))
    .filter(({ conversation: { isOver, reads } }) => !isOver && reads !== 'never');
  if (conversations.length === 0) return;
  await untilAtRest(stage, stage.clock.deadline(REST_MS));
  await received();
  for (const { as, conversation } of conversations) {
    const { inbox } = conversation;
    if (inbox.peek() === undefined && inbox.unread().length === 0) continue;
    stage.recorder.record({ type: 'unread', actor: as, flow: as, data: inbox.unread().slice() });
  }
}

async function untilAtRest({ programs }: Pick<Stage, 'programs'>, deadline: Deadline): Promise<void> {
  while (!deadline.isReached && [...programs.values()].some((program) => !program.isAtRest())) await pause(1, deadline);
}
