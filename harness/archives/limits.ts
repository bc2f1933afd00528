/** How much one submission may take up when it is unpacked. What is more is refused, and the rest is not read. */
export interface Limits {
  /** Of all files together. */
  readonly bytes: number;
  readonly fileBytes: number;
  /** Files and folders, also those that are left out. */
  readonly entries: number;
  /** Folders inside of each other. */
  readonly depth: number;
  /** So many times larger than the archive may its content be, once it is larger than `RATIO_FROM_BYTES`. */
  readonly ratio: number;
  /** Archives inside of each other. */
  readonly nesting: number;
}

const MEBIBYTE = 1_048_576;

/**
 * A beginner's program is a few kilobytes. The room above that is for data, pictures, and for what should not be
 * handed in: a committed `venv` or `node_modules` has up to 30,000 files and some hundred megabytes.
 */
export const LIMITS: Limits = {
  bytes: 512 * MEBIBYTE,
  fileBytes: 128 * MEBIBYTE,
  entries: 50_000,
  depth: 32,
  // Sources and logs shrink to a twentieth at best; deflate can make a thousand out of one.
  ratio: 200,
  nesting: 2,
};

/** Below this a high ratio is only a file with many blanks. */
export const RATIO_FROM_BYTES = 32 * MEBIBYTE;

/** For a whole class in one archive: its members belong to many submissions. */
export const CLASS_ENTRIES = 1_000_000;
