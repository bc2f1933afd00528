import { cpus } from 'node:os';
import { Pool } from '../marking/pool.js';
import type { Tier } from '../process/sandbox.js';
import { openWorker } from './open-marker.js';
import type { Worker } from './worker-marker.js';

export interface PoolsOptions {
  /** The tier that is demanded; undefined for the best that there is. */
  readonly isolation: Tier | undefined;
  /** So many submissions are marked at once. */
  readonly jobs: number;
  readonly signal: AbortSignal;
  readonly scratch: string;
}

export interface WorkerPools {
  readonly tier: Tier;
  /** Why it is not a better one. */
  readonly because: string | undefined;
  readonly pool: Pool<Worker>;
  /** For who is marked alone: few checks side by side, and nothing else beside them. */
  readonly quietPool: Pool<Worker>;
}

/** Opens a first worker, which shows what tier this machine allows, and pools for more of its kind. */
export async function openPools({ isolation, jobs, signal, scratch }: PoolsOptions): Promise<WorkerPools> {
  // As many checks side by side as `check` runs, shared by those that are marked at once.
  const checks = Math.max(QUIET_CHECKS, Math.floor(Math.min(32, cpus().length * 8) / jobs));
  const open = (tier: Tier | undefined, side: number) =>
    openWorker(tier, { jobs: side, variables: process.env, signal, scratch });
  const { marker, because } = await open(isolation, checks);
  const more = (side: number) => async (): Promise<Worker> => (await open(marker.tier, side)).marker;
  return {
    tier: marker.tier,
    because,
    pool: new Pool({ uses: USES, open: more(checks) }, marker),
    quietPool: new Pool({ uses: USES, open: more(QUIET_CHECKS) }),
  };
}

const QUIET_CHECKS = 2;

/** What could pile up in a worker (folders of what was compiled, addresses of its loopback) ends with it. */
const USES = 25;
