import { waitUntil, type Deadline, type Eventual } from '../model/waiting.js';
import type { Conversation, Inbox } from './step-kind.js';

/** Waits for an inbox, where every byte that arrives gives the whole time again: what is limited is silence. */
export function waitForInbox<T>(
  inbox: Inbox,
  look: () => Eventual<T> | undefined,
  deadline: Deadline,
  otherwise: () => Eventual<T>,
): Eventual<T> {
  let arrived = inbox.arrivedBytes;
  return waitUntil(
    () => {
      const seen = look();
      if (seen === undefined && inbox.arrivedBytes !== arrived) {
        arrived = inbox.arrivedBytes;
        deadline.restart();
      }
      return seen;
    },
    inbox,
    deadline,
    otherwise,
  );
}

/** Lets a wrong answer finish, so that a report can show all of it: until a short silence, an end, or enough bytes. */
export async function settle({ inbox }: Conversation, enoughBytes: number, deadline: Deadline): Promise<void> {
  const hasFinished = (): boolean => inbox.ended !== undefined || inbox.unreadBytes >= enoughBytes;
  await waitForInbox(
    inbox,
    () => hasFinished() || undefined,
    deadline,
    () => false,
  );
}
