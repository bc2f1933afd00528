/** A command as it is launched: words, folder and environment, and the copy of the submission that it works on. */
export interface Command {
  readonly words: readonly string[];
  /** Inside of `copy`. */
  readonly folder: string;
  /** The copy of the submission, inside of `place`. */
  readonly copy: string;
  readonly place: string;
  /** Folders outside of `place` that npm or pip have filled: the copy only links to them. */
  readonly installed: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** How a process ended by itself. */
export interface Exit {
  readonly code?: number;
  readonly signal?: string;
}
