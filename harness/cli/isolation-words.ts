import { canSeeSockets } from '../process/kernel-sockets.js';
import type { Tier } from '../process/sandbox.js';

const TIERS: Readonly<Record<Tier, string>> = {
  isolated: 'isolated: the programs ran in namespaces of their own',
  contained: 'contained: the programs ran as ordinary processes with limits',
  plain: 'plain: the programs ran as ordinary processes of this machine',
};

/** How the programs were kept apart, why not better, and what could not be seen. */
export function sayIsolation(tier: Tier, because: string | undefined): string {
  const why = because === undefined ? '' : ` (${because})`;
  const unseen = canSeeSockets() ? '' : '; this platform does not show who listens, so ports were probed';
  return TIERS[tier] + why + unseen;
}
