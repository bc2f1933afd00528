import type { Reporter } from './reporter.js';

/** A view for another system, as a flag of `wiremark check` turns it on. */
export interface ReporterKind {
  /** For the command line, with its value: `--junit <file>`. */
  readonly flag: string;
  /** For the help. */
  readonly about: string;
  /** Standard output is its own: what a person reads goes elsewhere. */
  readonly ownsStdout?: true;
  open(surroundings: Surroundings): Reporter;
}

/** What of the world around it a reporter may use. */
export interface Surroundings {
  /** The value of its flag. */
  readonly file: string;
  readonly write: (text: string) => void;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Adds to the end of a file. */
  readonly append: (file: string, text: string) => Promise<void>;
  /** A word that nobody can guess: another one each time. */
  readonly token: () => string;
}
