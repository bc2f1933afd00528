import type { Command, Exit } from './command.js';
import { limitedWords, LIMITS } from './limits.js';

/** How far a program is kept away from this machine. */
export type Tier = 'isolated' | 'contained' | 'plain';

/** Where programs run. */
export interface Sandbox {
  readonly tier: Tier;
  /** Makes a copy of the submission the program's own, so that it can write there. */
  adopt(place: string): Promise<void>;
  /** The command that starts this one inside; `silently`, words for its descriptor 3, which the program cannot see. */
  enter(
    command: Command,
  ): Pick<Command, 'words' | 'folder' | 'environment'> & { readonly silently?: readonly string[] };
  /** How the program ended, where what was started outside ended so. */
  exit(outside: Exit): Exit;
  /** All that it started ends with it for certain, so it need not be asked to end. */
  readonly endsAtOnce: boolean;
}

const asItIs = {
  adopt: () => Promise.resolve(),
  exit: (outside: Exit) => outside,
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
