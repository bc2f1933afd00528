import { basename, join, resolve } from 'node:path';
import { archiveFormats } from '../archives/index.js';
import { LIMITS } from '../archives/limits.js';
import { isArchiveName, withoutArchiveEnding } from '../archives/open-archive.js';
import { unpackFile } from '../archives/unpack.js';
import { visibleString } from '../reporters/visible-text.js';
import { folderOfPrograms } from '../submission/survey.js';
import { isFile, isFolder } from './files.js';
import { shownPath } from './shown-path.js';
import { openTemporaryFolder } from './temporary-folder.js';
import { MachineFault, SubmissionProblem } from './usage-error.js';

/** Where a submission's files are, and what to call it. */
export interface OpenSubmission {
  /** Absolute. */
  readonly folder: string;
  /** As the user named it: the folder, or the archive. */
  readonly shown: string;
  readonly name: string;
  /** Sentences about what of an archive was left out. */
  readonly remarks: readonly string[];
  /** Removes what was unpacked. */
  close(): Promise<void>;
}

/** Whether a word of the command line is a submission: a folder, or an archive. */
export function isSubmission(word: string): boolean {
  return isFolder(word) || (isArchiveName(word) && isFile(word));
}

/** Opens a submission; an archive is unpacked into a temporary folder. */
export async function openSubmission(word: string): Promise<OpenSubmission> {
  const shown = shownPath(resolve(word));
  if (isFolder(word))
    return { folder: resolve(word), shown, name: basename(resolve(word)), remarks: [], async close() {} };
  const temporary = await openTemporaryFolder();
  const name = withoutArchiveEnding(basename(word));
  const into = join(temporary.path, 'submission');
  const unpacked = await unpackFile(word, { into, limits: LIMITS, formats: archiveFormats, nested: 'unpack' });
  if (unpacked.kind === 'unpacked') {
    const { remarks } = unpacked;
    return { folder: folderOfPrograms(into), shown, name, remarks, close: () => temporary.close() };
  }
  await temporary.close();
  if (unpacked.kind === 'host-fault')
    throw new MachineFault(`${shown} was not unpacked, because of this machine: ${unpacked.detail}`);
  throw new SubmissionProblem(`${shown}: ${visibleString(unpacked.sentence)}\n${unpacked.advice}`);
}
