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

/** Opens the demanded tier, or refuses; where none is demanded, the best that this machine allows. */
export async function openMarker(demanded: Tier | undefined, options: MarkerOptions): Promise<OpenedMarker> {
  const reasons: string[] = [];
  if (demanded === 'isolated' || demanded === undefined) {
    const isolated = process.platform === 'linux' ? await isolatedMarker(options) : { impossible: 'this is not Linux' };
    if ('mark' in isolated) return { marker: isolated };
    reasons.push(`not isolated: ${isolated.impossible}`);
  }
  if (demanded === 'contained' || demanded === undefined) {
    if (isInstalled('prlimit', options.variables['PATH'] ?? ''))
      return { marker: await markHere(containedSandbox, options), ...sayReasons(reasons) };
    reasons.push('not contained: prlimit is not installed');
  }
  if (demanded === 'plain' || demanded === undefined)
    return { marker: await markHere(plainSandbox, options), ...sayReasons(reasons) };
  throw new UsageError(
    `this machine cannot run programs ${demanded}: ${reasons.join('; ').replace(/not \w+: /g, '')}\nRun "wiremark doctor" to see what it can, or ask for less: --isolation ${demanded === 'isolated' ? 'contained' : 'plain'}`,
  );
}

async function markHere(sandbox: Sandbox, options: MarkerOptions): Promise<Marker> {
  const { ownMarker } = await import('./own-marker.js');
  return ownMarker(sandbox, options);
}

function sayReasons(reasons: readonly string[]): { readonly because?: string } {
  return reasons.length === 0 ? {} : { because: reasons.join('; ') };
}
