import { waitUntil } from '../model/waiting.js';
import type { Stage } from './stage.js';

/** Between two attempts the program is given so long to close its side too. */
const GOODBYE_MS = 100;

/**
 * Closes our sides politely, as clients do that are done: `fin` as a whole, `writing` so that an answer can still come.
 * Resolves when the programs have closed theirs too, or after so long.
 */
export async function sayGoodbye(
  { peers, clock }: Pick<Stage, 'peers' | 'clock'>,
  how: 'fin' | 'writing',
  patienceMs = GOODBYE_MS,
): Promise<void> {
  const open = [...peers.values()]
    .flatMap((peer) => peer.conversations)
    .filter(({ over, isOver, inbox }) => over === 'tcp' && !isOver && !inbox.ended);
  if (open.length === 0) return;
  const deadline = clock.deadline(patienceMs);
  for (const conversation of open) await conversation.close(how);
  for (const { inbox } of open)
    await waitUntil(
      () => inbox.ended,
      inbox,
      deadline,
      () => undefined,
    );
}
