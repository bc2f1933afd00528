import { grouped } from '../model/grouped.js';

/** Why something handed in was not unpacked. A verdict about the submission: the same on every machine. */
export interface Refusal {
  readonly kind: 'refused';
  readonly code: RefusalCode;
  /** One sentence that begins with `could not unpack: `. Holds names that somebody else chose: show it escaped. */
  readonly sentence: string;
  /** What whoever handed it in should do. */
  readonly advice: string;
}

export type RefusalCode = keyof typeof ADVICE;

/** A refusal of this code; `what` is the rest of the sentence. */
export function refuse(code: RefusalCode, what: string): Refusal {
  return { kind: 'refused', code, sentence: `could not unpack: ${what}`, advice: ADVICE[code] };
}

/** A name for a sentence: in quotes, and not so long that it drowns the rest. */
export function quoted(name: string): string {
  return `"${name.length > MOST_SHOWN ? `${name.slice(0, MOST_SHOWN)}…` : name}"`;
}

/** `1,024 bytes`, `5.0 MB`. */
export function sayBytes(bytes: number): string {
  if (bytes < 10_000) return `${grouped(bytes)} ${bytes === 1 ? 'byte' : 'bytes'}`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${grouped(Math.round(bytes / 1_000_000))} MB`;
}

const MOST_SHOWN = 100;

const PACK_ANEW = 'Pack your folder anew, as a .zip or .tar.gz, with the tool of your system, and hand it in again.';
const ONLY_SOURCES = 'Hand in your own sources only: no node_modules, no venv, no downloads, no recordings.';

const ADVICE = {
  'not-an-archive':
    'Hand in the sources as they are, or packed as a .zip or .tar.gz; a new ending does not pack a file.',
  'unsupported-archive': 'Pack your folder as a .zip or .tar.gz.',
  damaged: `The upload may have been cut off. ${PACK_ANEW}`,
  encrypted: 'Pack it without a password.',
  'unsupported-method': 'Pack it with the usual compression ("deflate").',
  'leaves-folder': PACK_ANEW,
  'absolute-path': PACK_ANEW,
  'unusable-name': 'Rename the file, and pack your folder anew.',
  'name-too-long': 'Shorten the names of your files and folders, and pack them anew.',
  'names-clash': 'Rename one of the two: on other systems they are the same file.',
  'same-name-twice': PACK_ANEW,
  'through-link': PACK_ANEW,
  'special-file': 'Hand in files and folders only.',
  'too-many-files': ONLY_SOURCES,
  'too-large': ONLY_SOURCES,
  'file-too-large': ONLY_SOURCES,
  'too-deep': 'Put your sources into one folder, and pack that.',
  bomb: PACK_ANEW,
  overlapping: PACK_ANEW,
  'sizes-lie': PACK_ANEW,
  empty: 'Hand in your sources; look into the archive before you upload it.',
  'nested-archive': 'Pack your sources once, not an archive of them.',
} as const;
