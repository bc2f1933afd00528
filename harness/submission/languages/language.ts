import type { Survey } from '../survey.js';

/** A programming language that submissions are written in: how its programs are found, built and started. */
export interface Language {
  readonly name: string;
  /**
   * Every program that could be started from these files, in the order of their paths. A file that a person has named is
   * one, whatever it seems to open.
   */
  entries(survey: Survey, named?: string): readonly Entry[];
}

/** One program that could be started. */
export interface Entry {
  /** What a person calls it: a path, or a class. */
  readonly name: string;
  /** The folder that it is built and started in, relative to the survey's; empty for that folder itself. */
  readonly folder: string;
  /** A command to be carried out once, before it is started. */
  readonly build?: readonly string[];
  /** The command without arguments. */
  readonly run: readonly string[];
  readonly opens: OpenedSockets;
  /** Its project says that it is what is started. */
  readonly isMain?: boolean;
}

/** What its source opens, as far as that can be told without running it. */
export interface OpenedSockets {
  readonly listens: boolean;
  readonly connects: boolean;
  readonly over: readonly ('tcp' | 'udp')[];
}
