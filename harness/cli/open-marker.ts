import { containedSandbox, plainSandbox, type Sandbox, type Tier } from '../process/sandbox.js';
import { isInstalled } from './files.js';
import { isolatedMarker } from './isolated-marker.js';
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

/** How each tier is opened, the best first. */
const TIERS: Readonly<Record<Tier, (options: MarkerOptions) => Promise<Marker | Impossible>>> = {
  isolated: async (options) =>
    process.platform === 'linux' ? isolatedMarker(options) : { impossible: 'this is not Linux' },
  contained: async (options) =>
    isInstalled('prlimit', options.variables['PATH'] ?? '')
      ? markHere(containedSandbox, options)
      : { impossible: 'prlimit is not installed' },
  plain: (options) => markHere(plainSandbox, options),
};

export const tiers = Object.keys(TIERS) as readonly Tier[];

/** Only who marks in this process loads what that takes: a worker brings its own. */
async function markHere(sandbox: Sandbox, options: MarkerOptions): Promise<Marker> {
  const { ownMarker } = await import('./own-marker.js');
  return ownMarker(sandbox, options);
}

/** Opens just this tier, or says why that cannot be. */
export function openTier(tier: Tier, options: MarkerOptions): Promise<Marker | Impossible> {
  return TIERS[tier](options);
}

/** Opens the demanded tier, or refuses; where none is demanded, the best that this machine allows. */
export async function openMarker(demanded: Tier | undefined, options: MarkerOptions): Promise<OpenedMarker> {
  const reasons: string[] = [];
  for (const tier of demanded === undefined ? tiers : [demanded]) {
    const opened = await openTier(tier, options);
    if ('mark' in opened) return { marker: opened, ...(reasons.length > 0 && { because: reasons.join('; ') }) };
    if (demanded !== undefined)
      throw new UsageError(
        `this machine cannot run programs ${tier}: ${opened.impossible}\nRun "wiremark doctor" to see what it can, or ask for less: --isolation ${tiers[tiers.indexOf(tier) + 1]}`,
      );
    reasons.push(`not ${tier}: ${opened.impossible}`);
  }
  throw new Error('an ordinary process is always possible');
}
