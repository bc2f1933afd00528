import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sayChanges } from '../gradebook/say-changes.js';
import { diffMarkings } from '../marking/diff-markings.js';
import { worksheetsIn } from '../marking/filled-worksheets.js';
import { readJournal } from '../marking/journal.js';
import { loadMarking } from '../marking/load-marking.js';
import { MarkingFolder } from '../marking/marking-folder.js';
import { counted } from '../reporters/wording.js';
import { OwnWorksheet, type WorksheetFlags } from './class-worksheet.js';
import { rejudgeInto, type Rejudged } from './rejudge-into.js';
import { openTemporaryFolder } from './temporary-folder.js';
import { EXIT, UsageError } from './usage-error.js';

export interface RejudgeFlags extends WorksheetFlags {
  readonly out?: string | undefined;
}

/**
 * Judges a marking of a class again from its traces, without running anything, and shows what that changes, also in
 * the instructor's own table where it is given. Where a folder is named, the new marking is written there, whole. Exit
 * code 0 where nothing changes, 1 where something does.
 */
export async function rejudge(run: string, flags: RejudgeFlags): Promise<number> {
  const { out } = flags;
  const from = new MarkingFolder(run);
  const journal = await readJournal(from.journal);
  if (journal === undefined)
    throw new UsageError(`there is no marking in ${run}\nGive the folder that "wiremark mark" has written to.`);
  if ('problem' in journal) throw new UsageError(`${from.journal}: ${journal.problem}`);
  if (!journal.isDone)
    throw new UsageError(`the marking in ${run} was cut off\nGo on with it first: wiremark mark … --resume`);
  if (out !== undefined && existsSync(out) && readdirSync(out).length > 0)
    throw new UsageError(`${out} is not empty\nName another folder: --out FOLDER`);
  const worksheet = await OwnWorksheet.open(flags);
  const temporary = await openTemporaryFolder();
  try {
    const to = new MarkingFolder(out ?? join(temporary.path, 'rejudged'));
    const rejudged = await rejudgeInto(from, to, journal, worksheet);
    const diff = await diffOf(from, to);
    const isWhole = rejudged.filled !== undefined || (out === undefined && diff.isEmpty);
    process.stdout.write(`${diff.text}${sayRest(rejudged, isWhole ? [] : await worksheetsIn(from))}`);
    return diff.isEmpty ? EXIT.passed : EXIT.failed;
  } finally {
    await temporary.close();
  }
}

async function diffOf(before: MarkingFolder, after: MarkingFolder): ReturnType<typeof diffMarkings> {
  const [old, now] = [await loadMarking(before.path), await loadMarking(after.path)];
  if ('problem' in old) throw new UsageError(old.problem);
  if ('problem' in now) throw new Error(now.problem);
  return diffMarkings(old, now);
}

/** Besides whose mark changes: what was not judged again, and what is to be done with the instructor's own table. */
function sayRest({ lost, filled }: Rejudged, asTheyWere: readonly string[]): string {
  return [
    ...(lost.length === 0
      ? []
      : [
          `${counted(lost.length, 'submission has', 'submissions have')} no evidence any more, and kept the verdicts: ${lost.join(', ')}\n`,
        ]),
    ...(filled ? [sayChanges(filled)] : []),
    ...(asTheyWere.length === 0
      ? []
      : [
          `${asTheyWere.join(' and ')} ${asTheyWere.length === 1 ? 'is' : 'are'} as before: give your own table, and it is filled in by these verdicts: --worksheet FILE\n`,
        ]),
  ].join('');
}
