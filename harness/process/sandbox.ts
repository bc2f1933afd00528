import type { Command, Exit } from './command.js';
import { limitedWords, LIMITS } from './limits.js';

/** How far a program is kept away from this machine. */
export type Tier = 'isolated' | 'contained' | 'plain';

/** Where programs run. */
export interface Sandbox {
  readonly tier: Tier;
  /** Makes a copy of the submission the program's own, so that it can write there. Nothing runs in it yet. */
  adopt(place: string): Promise<void>;
  /** The user that files in it belong to; undefined where that is us. */
  ownerOf(place: string): number | undefined;
  /** The command that starts this one inside; `silently`, words for its descriptor 3, which the program cannot see. */
  enter(
    command: Command,
  ): Pick<Command, 'words' | 'folder' | 'environment'> & { readonly silently?: readonly string[] };
  /** What a program that lives in `place` calls this path of it. */
  seenAs(path: string, place: string): string;
  /** What changes in the environment so that a build has caches of its own, where it may only read those of the machine. */
  readonly ownCaches: Readonly<Record<string, string>> | undefined;
  /** How the program ended, where what was started outside ended so. */
  exit(outside: Exit): Exit;
  /** The network is this world's own: any address may be given to its loopback, and all of them listened at. */
  readonly ownsNetwork: boolean;
  /** All that it started ends with it for certain, so it need not be asked to end. */
  readonly endsAtOnce: boolean;
}

/** Where we wait for a program: on every address, where no stranger could come; else on the loopback only. */
export function listenHost({ ownsNetwork }: Sandbox): string {
  return ownsNetwork ? '0.0.0.0' : '127.0.0.1';
}

const asItIs = {
  adopt: () => Promise.resolve(),
  ownerOf: () => undefined,
  seenAs: (path: string) => path,
  exit: (outside: Exit) => outside,
  ownCaches: undefined,
  ownsNetwork: false,
  endsAtOnce: false,
} as const;

/** An ordinary process of this machine. */
export const plainSandbox: Sandbox = { ...asItIs, tier: 'plain', enter: (command) => command };

/** An ordinary process of this machine with limits. */
export const containedSandbox: Sandbox = {
  ...asItIs,
  tier: 'contained',
  enter: ({ words, folder, environment }) => ({
    words: [...limitedWords(LIMITS, { countsTasks: false }), ...words],
    folder,
    environment,
  }),
};
