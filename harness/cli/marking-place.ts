import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { lockFolder } from '../marking/lock.js';
import { readJournal, type JournalRead } from '../marking/journal.js';
import type { MarkedBy } from '../marking/journal-entry.js';
import type { MarkingFolder } from '../marking/marking-folder.js';
import type { MarkFlags } from './mark-flags.js';
import { shownPath } from './shown-path.js';
import { makeTemporaryFolder, temporaryName } from './temporary-folder.js';
import { UsageError } from './usage-error.js';
import { isWriteError, sayWriteError } from './write-error.js';

/** What an earlier marking has left in the folder; undefined where all is to be marked. */
export async function earlierMarking(
  folder: MarkingFolder,
  { resume, fresh, out }: MarkFlags,
): Promise<JournalRead | undefined> {
  const journal = await orUnwritable(out, readJournal(folder.journal));
  if (journal === undefined) {
    if (resume) throw new UsageError(`--resume: there is no marking in ${out} to go on with`);
    if (existsSync(out) && !isOurs(readdirSync(out)))
      throw new UsageError(`${out} is not empty, and holds no marking\nName another folder: --out FOLDER`);
    return undefined;
  }
  if (fresh) return undefined;
  if ('problem' in journal)
    throw new UsageError(
      `${shownPath(resolve(folder.journal))}: ${journal.problem}\nMark all anew: --fresh. Or name another folder: --out FOLDER`,
    );
  return journal;
}

/** Empty, or a marking that was killed before the first line of its journal was written. */
function isOurs(names: readonly string[]): boolean {
  return (
    names.includes('journal.jsonl.before') ||
    names.every((name) => name.startsWith('.lock') || name === 'journal.jsonl')
  );
}

/** A folder that is of no use is the caller's to change. */
async function orUnwritable<T>(out: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!isWriteError(error)) throw error;
    throw new UsageError(
      `results cannot be written to ${out}: ${sayWriteError(error)}\nName another folder: --out FOLDER`,
    );
  }
}

/** A folder with the marking of another assignment is not written over. */
export function refuseOther({ begun }: JournalRead, markedBy: MarkedBy, out: string): void {
  const ids = (by: MarkedBy): string => by.specs.map(({ id }) => id).join(', ');
  if (ids(begun) !== ids(markedBy))
    throw new UsageError(
      `${out} holds a marking by ${ids(begun)}, and this one is by ${ids(markedBy)}\nName another folder: --out FOLDER. Or write over that marking: --fresh`,
    );
}

/** Does work in a folder that nobody else marks into; `scratch` is removed afterwards, if need be by who comes next. */
export async function inLockedFolder<T>(folder: MarkingFolder, work: (scratch: string) => Promise<T>): Promise<T> {
  const scratch = temporaryName();
  const lock = await orUnwritable(folder.path, lockFolder(folder.path, scratch));
  if ('heldBy' in lock)
    throw new UsageError(
      `another wiremark (process ${lock.heldBy}) is marking into ${folder.path}\nWait for its end, or name another folder: --out FOLDER`,
    );
  try {
    const temporary = await makeTemporaryFolder(scratch);
    try {
      return await work(scratch);
    } finally {
      await temporary.close();
    }
  } finally {
    await lock.release();
  }
}
