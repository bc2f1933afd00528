/** What the caller did wrong, in words that say what to do. Ends the command with exit code 2, before anything is launched. */
export class UsageError extends Error {}

/** What this machine would not do (a full disk, say). Ends the command with exit code 3: nothing is said about the submission. */
export class MachineFault extends Error {}

/** Exit codes of every command. */
export const EXIT = { passed: 0, failed: 1, usage: 2, fault: 3, interrupted: 130 } as const;
