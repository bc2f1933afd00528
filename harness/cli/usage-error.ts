/** What the caller did wrong, in words that say what to do. Ends the command with exit code 2, before anything is launched. */
export class UsageError extends Error {}

/** What keeps a submission from being checked at all: no program in it, an archive that is refused. It may be told to other systems too. */
export class SubmissionProblem extends UsageError {
  /** What all checks together are worth, as far as it is known. */
  readonly maxPoints: number;

  constructor(message: string, maxPoints = 0) {
    super(message);
    this.maxPoints = maxPoints;
  }
}

/** What this machine would not do (a full disk, say). Ends the command with exit code 3: nothing is said about the submission. */
export class MachineFault extends Error {}

/** Exit codes of every command. */
export const EXIT = { passed: 0, failed: 1, usage: 2, fault: 3, interrupted: 130 } as const;
