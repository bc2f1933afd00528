import type { Conversation, Deadline, Inbox } from './step-kind.js';

/** Looks, and looks again after each change, until there is something to see or the deadline is reached. */
export async function waitUntil<T>(
  look: () => T | undefined,
  changed: () => Promise<void>,
  deadline: Deadline,
): Promise<T | undefined> {
  for (;;) {
    const seen = look();
    if (seen !== undefined) return seen;
    if (deadline.isReached) return undefined;
    await Promise.race([changed(), deadline.reached]);
  }
}

/** The same for an inbox, where every byte that arrives gives the whole time again: what is limited is silence. */
export function waitForInbox<T>(inbox: Inbox, look: () => T | undefined, deadline: Deadline): Promise<T | undefined> {
  let arrived = inbox.arrivedBytes;
  return waitUntil(
    () => {
      if (inbox.arrivedBytes !== arrived) deadline.restart();
      arrived = inbox.arrivedBytes;
      return look();
    },
    () => inbox.changed(),
    deadline,
  );
}

/** Lets a wrong answer finish, so that a report can show all of it: until a short silence, an end, or enough bytes. */
export async function settle(conversation: Conversation, enoughBytes: number, deadline: Deadline): Promise<void> {
  const { inbox } = conversation;
  await waitForInbox(
    inbox,
    () => (inbox.ended !== undefined || inbox.unread().length >= enoughBytes ? true : undefined),
    deadline,
  );
}
