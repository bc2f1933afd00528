import { grouped } from '../model/grouped.js';
import { COPIES, shareOfRoom, tooLarge } from '../process/copied-files.js';
import { visibleString } from '../reporters/visible-text.js';

const MB = 1_000_000;

/** So many of the largest are named, where they take this part of the room at least. */
const NAMED = 3;
const LARGE = 0.05;

/** What is said of a submission that cannot be copied for each check; undefined where it can. */
export function whyTooLarge(root: string): { readonly why: string; readonly advice: string } | undefined {
  const entries = tooLarge(root);
  if (!entries) return undefined;
  const largest = entries
    .filter(({ size }, at) => at === 0 || shareOfRoom(size, 1) >= LARGE)
    .slice(0, NAMED)
    .map(
      ({ name, size }) =>
        `${visibleString(name)} (${grouped(Math.ceil(size.bytes / MB))} MB, ${grouped(size.files)} ${size.files === 1 ? 'file' : 'files'})`,
    );
  return {
    why: `it has more in it than ${grouped(Math.floor(COPIES.bytes / MB))} MB or ${grouped(COPIES.files)} files, and each check is given a copy`,
    advice: `Take out what no program needs. The largest: ${largest.join(', ')}`,
  };
}
