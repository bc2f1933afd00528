import { quoted } from '../archives/refusal.js';

/** Something about the input that only a person can decide. Nothing is marked before it is settled. */
export interface IntakeProblem {
  readonly code:
    | 'mixed-conventions'
    | 'stray'
    | 'duplicate'
    | 'several-files'
    | 'one-folder'
    | 'one-submission'
    | 'no-students'
    | 'not-on-roster'
    | 'other-roster'
    | 'no-such-name';
  /** Sentences. Hold names that somebody else chose: show them escaped. */
  readonly message: string;
  /** What settles it, to be written on the command line or done to the input. */
  readonly settle: string;
}

/** Some of many names, for a sentence: `"a", "b" and 7 more`. */
export function someOf(names: readonly string[], most = 3): string {
  const shown = names.slice(0, names.length === most + 1 ? most + 1 : most).map(quoted);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** A word for a command line, quoted if a shell would take it apart. */
export function shellWord(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
