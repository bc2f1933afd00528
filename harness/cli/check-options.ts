import type { Tier } from '../process/sandbox.js';
import type { Reporter } from '../reporters/reporter.js';
import type { Settings } from '../spec/read-params.js';
import type { OpenedMarker } from './open-marker.js';
import type { Selection } from './select-checks.js';

/** What the command line asks of `check`. */
export interface CheckOptions extends Selection {
  readonly words: readonly string[];
  readonly commands: Readonly<Record<string, string>>;
  /** Values of the spec's parameters. */
  readonly settings: Settings;
  /** The programs that are handed in, where the command line says. */
  readonly plays: readonly string[] | undefined;
  readonly seed: string | undefined;
  readonly slow: number;
  readonly jobs: number;
  /** The folder that runs land in. */
  readonly reports: string;
  readonly dryRun: boolean;
  /** The tier that is demanded; undefined for the best that there is. */
  readonly isolation: Tier | undefined;
  /** How this command is called again, up to the check. */
  readonly again: (spec: string) => string;
}

/** What `check` needs of the world around it. */
export interface CheckHost {
  readonly reporters: (run: { readonly folder: string; readonly areReferences: boolean }) => readonly Reporter[];
  readonly openMarker: () => Promise<OpenedMarker>;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
  readonly now: () => Date;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}
