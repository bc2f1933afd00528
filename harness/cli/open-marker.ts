import { containedSandbox, plainSandbox, type Sandbox, type Tier } from '../process/sandbox.js';
import { isInstalled } from './files.js';
import { isolatedMarker, workerMarker, type Worker } from './worker-marker.js';
import type { Marker, MarkerOptions } from './marker.js';
import { UsageError } from './usage-error.js';

/** A marker, and why it is not of a better tier. */
export interface OpenedMarker {
  readonly marker: Marker;
  readonly because?: string;
}

/** Why a tier is not possible on this machine. */
interface Impossible {
  readonly impossible: string;
}

/** The best first. */
export const tiers: readonly Tier[] = ['isolated', 'contained', 'plain'];

/** What can be known of a tier before it is tried. */
function whyNot(tier: Tier, variables: MarkerOptions['variables']): Impossible | undefined {
  if (tier === 'isolated' && process.platform !== 'linux') return { impossible: 'this is not Linux' };
  if (tier === 'contained' && !isInstalled('prlimit', variables['PATH'] ?? ''))
    return { impossible: 'prlimit is not installed' };
  return undefined;
}

/** Only who marks in this process loads what that takes: a worker brings its own. */
async function markHere(sandbox: Sandbox, options: MarkerOptions): Promise<Marker> {
  const { ownMarker } = await import('./own-marker.js');
  return ownMarker(sandbox, options);
}

/** Opens just this tier, or says why that cannot be. */
export async function openTier(tier: Tier, options: MarkerOptions): Promise<Marker | Impossible> {
  const impossible = whyNot(tier, options.variables);
  if (impossible) return impossible;
  if (tier === 'isolated') return isolatedMarker(options);
  return markHere(tier === 'contained' ? containedSandbox : plainSandbox, options);
}

/** Opens the demanded tier, or refuses; where none is demanded, the best that this machine allows. */
export function openMarker(demanded: Tier | undefined, options: MarkerOptions): Promise<OpenedMarker> {
  return openBest(demanded, (tier) => openTier(tier, options));
}

/** Like `openMarker`, for a marker that is a process of its own in every tier. */
export function openWorker(
  demanded: Tier | undefined,
  options: MarkerOptions,
): Promise<{ readonly marker: Worker; readonly because?: string }> {
  return openBest(demanded, async (tier) => whyNot(tier, options.variables) ?? workerMarker(tier, options));
}

async function openBest<M extends Marker>(
  demanded: Tier | undefined,
  open: (tier: Tier) => Promise<M | Impossible>,
): Promise<{ readonly marker: M; readonly because?: string }> {
  const reasons: string[] = [];
  for (const tier of demanded === undefined ? tiers : [demanded]) {
    const opened = await open(tier);
    if ('mark' in opened) return { marker: opened, ...(reasons.length > 0 && { because: reasons.join('; ') }) };
    if (demanded !== undefined)
      throw new UsageError(
        `this machine cannot run programs ${tier}: ${opened.impossible}\nRun "wiremark doctor" to see what it can, or ask for less: --isolation ${tiers[tiers.indexOf(tier) + 1]}`,
      );
    reasons.push(`not ${tier}: ${opened.impossible}`);
  }
  throw new Error('an ordinary process is always possible');
}
